import { setTimeout as delay } from "node:timers/promises";
import type { ErrorReport } from "../../shared/errors";
import type { Operation, StepDetail } from "../../shared/model/operation";
import type { AnyOperationDefinition, Step, StepContext } from "./definition";
import { stepState, stepsToUndo, undoFailed, withOperation, withStep } from "./entry";
import type { Journal, JournalEntry } from "./journal";
import { type Log, reportError } from "./report-error";

/** `before` and `after`: the journal holds it. `ran`: the step ended, the journal does not know yet. */
export type JournalPoint = { readonly kind: string; readonly step: string; readonly when: "before" | "ran" | "after" };

export interface RunSettings {
  readonly journal: Journal;
  readonly log: Log;
  readonly now: () => Date;
  /** Pauses between attempts of an undo, or of a step after the commit step, in milliseconds. */
  readonly retryDelays: readonly number[];
  readonly onJournal?: ((point: JournalPoint) => void) | undefined;
  /** What is behind a step's failure, where that is something larger (the engine is gone); null: it is what it seems. */
  readonly explain?: ((error: unknown) => Promise<unknown>) | undefined;
}

/** One operation in this process: its journal entry and what is only known while it runs. */
export interface Run {
  readonly definition: AnyOperationDefinition;
  entry: JournalEntry;
  /** The person or the app wants it to end; heard until the commit step. */
  readonly cancel: AbortController;
  /** The app goes away now: everything stops where it is, recovery takes over at the next start. */
  readonly abandon: AbortSignal;
  /** False from the moment the commit step is about to begin. */
  open: boolean;
  /** Progress of the running step; shown, never journalled. */
  live: { readonly step: string; readonly fraction: number | null; readonly detail: StepDetail | null } | null;
  writing: Promise<unknown>;
  readonly changed: (urgent: boolean) => void;
}

/** Applies a change and waits until it is on disk; changes of one operation follow each other. */
export function update(run: Run, settings: RunSettings, change: (entry: JournalEntry) => JournalEntry): Promise<void> {
  const write = run.writing.then(async () => {
    run.abandon.throwIfAborted();
    const next = change(run.entry);
    await settings.journal.write(next);
    run.entry = next;
    run.changed(true);
  });
  run.writing = write.catch(() => undefined);
  return write;
}

/** Runs every step that has not ended yet, up to and with the commit step. Throws what a step throws, or an abort. */
export async function runToCommit(run: Run, settings: RunSettings): Promise<void> {
  const signal = AbortSignal.any([run.cancel.signal, run.abandon]);
  for (const step of run.definition.steps) {
    signal.throwIfAborted();
    if (step.commit) run.open = false;
    await runStep(run, settings, step, step.commit ? run.abandon : signal);
    if (step.commit) return;
  }
}

/** Runs what is left after the commit step. Resolves with what could not be finished, or null. */
export async function runRest(run: Run, settings: RunSettings): Promise<ErrorReport | null> {
  for (const step of run.definition.steps) {
    if (stepState(run.entry, step.name) === "done") continue;
    const failure = await attempt(run, settings, step, () => runStep(run, settings, step, run.abandon));
    if (failure === null) continue;
    await update(run, settings, (entry) => withStep(entry, step.name, { state: "failed" }));
    return failure;
  }
  return null;
}

/** Calls the undo of every step that began, in reverse. Resolves with why it could not, or null. */
export async function undoSteps(run: Run, settings: RunSettings): Promise<ErrorReport | null> {
  for (const name of stepsToUndo(run.entry)) {
    const step = run.definition.steps.find((candidate) => candidate.name === name);
    if (step === undefined) {
      const error = new Error(`no step ${name} in this release's ${run.definition.kind}`);
      return undoFailed(run.entry.cause, reportError(error, settings.log, { operation: run.entry.operation.id }));
    }
    const failure = await attempt(run, settings, step, async () => {
      await step.undo?.(contextOf(run, settings, step, run.abandon));
      await update(run, settings, (entry) => {
        const state = stepState(entry, name) === "failed" ? "failed" : "undone";
        return { ...withStep(entry, name, { state, progress: null, detail: null }), undone: [...entry.undone, name] };
      });
    });
    if (failure !== null) return undoFailed(run.entry.cause, failure);
  }
  return null;
}

async function runStep(run: Run, settings: RunSettings, step: Step<object>, signal: AbortSignal): Promise<void> {
  const point = (when: JournalPoint["when"]) =>
    settings.onJournal?.({ kind: run.definition.kind, step: step.name, when });
  const began = performance.now();
  await update(run, settings, (entry) =>
    withOperation(withStep(entry, step.name, { state: "running" }), {
      state: "running",
      cancellable: run.open,
      endedAt: null,
    }),
  );
  point("before");
  await step.run(contextOf(run, settings, step, signal));
  point("ran");
  const took = Math.round(performance.now() - began);
  // A cancel that the step did not hear, or heard too late, still counts.
  signal.throwIfAborted();
  run.live = null;
  await update(run, settings, (entry) => {
    const next = withStep(entry, step.name, { state: "done", progress: 1, detail: null, took });
    if (!step.commit) return next;
    const landed = { landedAt: settings.now().toISOString(), result: run.definition.result?.(entry.state) ?? null };
    return { ...withOperation(next, landed), committed: true };
  });
  point("after");
}

/** Tries a few times; throws only when the app goes away. */
async function attempt(
  run: Run,
  settings: RunSettings,
  step: Step<object>,
  work: () => Promise<void>,
): Promise<ErrorReport | null> {
  for (const pause of [...settings.retryDelays, null]) {
    try {
      await work();
      return null;
    } catch (error) {
      run.abandon.throwIfAborted();
      const context = { operation: run.entry.operation.id, kind: run.definition.kind, step: step.name };
      if (pause === null) return reportError(error, settings.log, context);
      settings.log.warn({ ...context, err: error }, "step is tried again");
      await delay(pause, undefined, { signal: run.abandon });
    }
  }
  return null;
}

function contextOf(run: Run, settings: RunSettings, step: Step<object>, signal: AbortSignal): StepContext<object> {
  return {
    id: run.entry.operation.id,
    get state() {
      // Parsed by the definition's schema when it came from disk, given by `start` otherwise.
      return run.entry.state as object;
    },
    signal,
    progress(fraction, detail) {
      const within = fraction === null ? null : Math.min(1, Math.max(0, fraction));
      run.live = { step: step.name, fraction: within, detail: detail ?? null };
      run.changed(false);
    },
    save: (patch) => update(run, settings, (entry) => ({ ...entry, state: { ...(entry.state as object), ...patch } })),
  };
}

/** What a person is shown of it. */
export function viewOf(run: Run): Operation {
  const { live, entry } = run;
  if (live === null || entry.operation.endedAt !== null) return entry.operation;
  return withStep(entry, live.step, { progress: live.fraction, detail: live.detail }).operation;
}
