import type { ErrorReport } from "../../shared/errors";
import { failureText } from "../operations/failure-text";
import { type Problem, problemWords } from "../words";

/** What stops Tidemark, with every way out, in the person's language. */
export function problemOf(report: ErrorReport): Problem {
  const { message, hint } = failureText(report);
  return problemWords({ ...report, message, hint });
}
