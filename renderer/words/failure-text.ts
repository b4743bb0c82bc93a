import type { ErrorCode, ErrorData } from "../../shared/errors";

/** What happened, what is safe, what to do next. */
export interface FailureText {
  readonly message: string;
  readonly safe: string;
  readonly hint: string;
}

/** A text for every failure a person can meet. `said`: the host's own words, for what only it can know. */
export type FailureTexts = {
  readonly [C in ErrorCode]: (data: ErrorData<C>, said: Pick<FailureText, "message" | "hint">) => FailureText;
};
