import type { ErrorReport } from "../../shared/errors";
import type { Operation, StepView } from "../../shared/model/operation";
import type { OperationDefinition } from "./definition";
import type { JournalEntry } from "./journal";

/** What becomes of a journal entry, as pure functions. */

export function newEntry<S extends object>(
  definition: OperationDefinition<S>,
  id: string,
  state: S,
  now: Date,
): JournalEntry {
  return {
    format: 1,
    operation: {
      id,
      kind: definition.kind,
      title: definition.title(state),
      subject: { name: null, at: null, ...definition.subject?.(state) },
      siteId: definition.siteId(state),
      branchId: definition.branchId?.(state) ?? null,
      versionId: definition.versionId?.(state) ?? null,
      moment: definition.moment?.(state) ?? null,
      state: "queued",
      cancellable: true,
      undoable: false,
      steps: definition.steps.map(({ name, label, weight }) => {
        return { name, label, weight, state: "waiting", progress: null, detail: null, took: null };
      }),
      createdAt: now.toISOString(),
      landedAt: null,
      endedAt: null,
      error: null,
      result: null,
    },
    committed: false,
    cancelRequested: false,
    pending: null,
    undone: [],
    cause: null,
    state,
  };
}

export function withOperation(entry: JournalEntry, patch: Partial<Operation>): JournalEntry {
  return { ...entry, operation: { ...entry.operation, ...patch } };
}

export function withStep(entry: JournalEntry, name: string, patch: Partial<StepView>): JournalEntry {
  const steps = entry.operation.steps.map((step) => (step.name === name ? { ...step, ...patch } : step));
  return withOperation(entry, { steps });
}

export function stepState(entry: JournalEntry, name: string): StepView["state"] {
  return entry.operation.steps.find((step) => step.name === name)?.state ?? "waiting";
}

/** Names of the steps to undo, the one that was running first. */
export function stepsToUndo(entry: JournalEntry): readonly string[] {
  return entry.operation.steps
    .filter((step) => step.state !== "waiting" && !entry.undone.includes(step.name))
    .map((step) => step.name)
    .reverse();
}

/** Whether anything is left to do for it, after a crash or a failure. */
export type Owed = "nothing" | "undo" | "finish";

export function owed(entry: JournalEntry): Owed {
  if (entry.pending !== null) return entry.pending;
  if (entry.operation.endedAt !== null) return "nothing";
  return entry.committed ? "finish" : "undo";
}

export function isEnded(operation: Operation): boolean {
  return operation.endedAt !== null;
}

/** Why an operation that was under way when the app went away is undone. */
export const interrupted: ErrorReport = {
  code: "cancelled",
  message: "Tidemark was closed while this was under way, so it was undone.",
  hint: "Start it again when you want to.",
  data: {},
  logId: null,
};

/** An undo that failed: both what went wrong first and what stands in the way now. */
export function undoFailed(cause: ErrorReport | null, now: ErrorReport): ErrorReport {
  const first = cause === null ? "" : `${cause.message} `;
  return {
    ...now,
    message: `${first}Undoing it did not work either: ${now.message}`,
    hint: `Nothing was deleted. Tidemark tries again before the next operation on this site and at its next start. ${now.hint}`,
  };
}
