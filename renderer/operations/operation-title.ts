import { subjectOfTitle } from "../../shared/model/old-title";
import type { Operation, OperationSubject, StepView } from "../../shared/model/operation";
import { figure } from "../ui/figure";
import { clock, dayAndClock } from "../ui/time";
import { words } from "../words";
import { hasLanded } from "./progress";

function subject(operation: Operation): OperationSubject {
  return operation.subject ?? subjectOfTitle(operation.kind, operation.title);
}

/** The operation in a person's words and time zone: "Rewinding to 14:03:13", then "Back at 14:03:13". */
export function operationTitle(operation: Operation, now: number): string {
  const { name, at } = subject(operation);
  const when = at === null ? null : inWords(at, now);
  const title = words.operations.titles[operation.kind];
  if (hasLanded(operation)) return title.done({ name, at: when });
  return operation.endedAt === null ? title.doing({ name, at: when }) : title.todo({ name, at: when });
}

function inWords(at: string, now: number): string {
  const today = new Date(at).toDateString() === new Date(now).toDateString();
  return today ? clock(at) : dayAndClock(at, now);
}

/** What is being done now. Once it has landed the person has what they asked for, and what follows is tidying up. */
export function presentTitle(operation: Operation, now: number): string {
  return hasLanded(operation) ? words.operations.tidying : operationTitle(operation, now);
}

/** What it is about, without the verb: the title of a site that is being made. */
export function subjectOf(operation: Operation): string {
  return subject(operation).name ?? words.sites.pending.untitled;
}

/** A step in the person's language; one that the catalogue does not know, as the host calls it. */
export function stepTitle({ label }: StepView): string {
  return words.operations.steps[label] ?? label;
}

/** How far a step has come, in a few words; null where there is nothing to say. */
export function stepDetail({ detail }: StepView): string | null {
  // Words of an older Tidemark's journal.
  if (detail === null || typeof detail === "string") return detail;
  const text = words.operations.stepDetails;
  switch (detail.kind) {
    case "fetching":
      return text.fetching(detail.name);
    case "files":
      return text.files(figure(detail.done), figure(detail.total));
    case "replaying":
      return text.replaying(figure(detail.done), figure(detail.total));
    case "building":
    case "database":
      return text[detail.kind];
  }
}
