import type { ErrorReport } from "../../shared/errors";
import type { Health } from "../../shared/model/views";
import { failureText } from "../operations/failure-text";
import { type Problem, problemWords } from "../words";

/** What stops Tidemark, with every way out on the system it runs on, in the person's language. */
export function problemOf(report: ErrorReport, system: Health["app"]["system"]): Problem {
  const { message, hint } = failureText(report);
  return problemWords({ ...report, message, hint }, system);
}
