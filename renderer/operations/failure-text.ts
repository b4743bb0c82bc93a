import { type ErrorCode, type ErrorData, type ErrorReport, errorData } from "../../shared/errors";
import { words } from "../words";
import type { FailureText } from "../words/failure-text";

/**
 * A failure in the person's language, from its code and data. Data that is not what the code promises (of an older
 * Tidemark's journal, or of a call that had no answer) has only the words it came with.
 */
export function failureText(report: ErrorReport): FailureText {
  return textOf(report.code, report);
}

function textOf<C extends ErrorCode>(code: C, report: ErrorReport): FailureText {
  const data = errorData[code].safeParse(report.data);
  if (data.success) return words.failures.texts[code](data.data as ErrorData<C>, report);
  const { message, hint } = report;
  return { message, safe: words.failures.safeElse, hint };
}
