import type { OperationKind, OperationSubject } from "../../shared/model/operation";

/** A subject whose instant is in words already. */
export type SubjectInWords = { readonly [K in keyof OperationSubject]: OperationSubject[K] };

/** The title of every kind of operation: before it and after a failure, while it runs, when it is done. */
export type TitleTexts = {
  readonly [K in OperationKind]: {
    readonly todo: (subject: SubjectInWords) => string;
    readonly doing: (subject: SubjectInWords) => string;
    readonly done: (subject: SubjectInWords) => string;
  };
};
