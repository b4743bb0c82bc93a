import { z } from "zod";
import { type ErrorCode as Code, type ErrorData, errorFields } from "./error-data";

export { assertNever } from "./assert-never";

export type { ErrorData } from "./error-data";

export const ErrorCode = z.enum(Object.keys(errorFields) as [Code, ...Code[]]);
export type ErrorCode = Code;

/** An error as it crosses the wire and as an operation keeps it. `logId` finds it in the log. */
export const ErrorReport = z.object({
  code: ErrorCode,
  message: z.string(),
  /** What to do next, one sentence. */
  hint: z.string(),
  data: z.record(z.string(), z.unknown()),
  logId: z.string().nullable(),
});
export type ErrorReport = z.infer<typeof ErrorReport>;

/** An expected failure. Bugs are ordinary exceptions, never this. */
export class AppError<C extends ErrorCode = ErrorCode> extends Error {
  override readonly name = "AppError";
  readonly code: C;
  readonly data: ErrorData<C>;
  readonly hint: string;

  constructor(code: C, data: ErrorData<C>, message: string, hint: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.data = data;
    this.hint = hint;
  }
}
