import { isErrorData } from "../../shared/error-data";
import type { ErrorReport } from "../../shared/errors";
import { words } from "../words";
import type { FailureText } from "../words/failure-text";

/**
 * A failure in the person's language, from its code and data. Data that is not what the code promises (of an older
 * Tidemark's journal, or of a call that had no answer) has only the words it came with.
 */
export function failureText(report: ErrorReport): FailureText {
  const { code, data, message, hint } = report;
  if (!isErrorData(code, data)) return { message, safe: words.failures.safeElse, hint };
  // The text of a code takes what was just seen to be that code's; the union of all hides it.
  const tell = words.failures.texts[code] as (seen: unknown, said: ErrorReport) => FailureText;
  return tell(data, report);
}
