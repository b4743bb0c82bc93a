import { type ErrorReport, errorData } from "../../shared/errors";
import { words } from "../words";
import type { FailureText } from "../words/failure-text";

/**
 * A failure in the person's language, from its code and data. Data that is not what the code promises (of an older
 * Tidemark's journal, or of a call that had no answer) has only the words it came with.
 */
export function failureText(report: ErrorReport): FailureText {
  const { code, message, hint } = report;
  const data = errorData[code].safeParse(report.data);
  if (!data.success) return { message, safe: words.failures.safeElse, hint };
  // The text of a code takes what that code's schema has just parsed; the union of all hides it.
  const tell = words.failures.texts[code] as (parsed: unknown, said: ErrorReport) => FailureText;
  return tell(data.data, report);
}
