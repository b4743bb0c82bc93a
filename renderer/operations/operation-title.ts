import type { Operation } from "../../shared/model/operation";
import { clock, dayAndClock } from "../ui/time";
import { words } from "../words";
import { tenses } from "../words/en/operations";
import { hasLanded } from "./progress";

/** Instants in a title, as the host writes them. */
const instants = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g;

/** The operation in a person's words and time zone: "Rewinding to 14:03:13", then "Back at 14:03:13". */
export function operationTitle(operation: Operation, now: number): string {
  const local = operation.title.replace(instants, (at) =>
    new Date(at).toDateString() === new Date(now).toDateString() ? clock(at) : dayAndClock(at, now),
  );
  const tense = tenses.find(([start]) => local.startsWith(start));
  if (tense === undefined) return local;
  const rest = local.slice(tense[0].length);
  if (hasLanded(operation)) return `${tense[2]}${rest}`;
  return operation.endedAt === null ? `${tense[1]}${rest}` : local;
}

/** What is being done now. Once it has landed the person has what they asked for, and what follows is tidying up. */
export function presentTitle(operation: Operation, now: number): string {
  return hasLanded(operation) ? words.operations.tidying : operationTitle(operation, now);
}

/** What it is about, without the verb: the title of a site that is being made. */
export function subjectOf(operation: Operation): string {
  const tense = tenses.find(([start]) => operation.title.startsWith(start));
  return tense === undefined ? operation.title : operation.title.slice(tense[0].length);
}
