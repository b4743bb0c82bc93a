import type { ErrorReport } from "../../shared/errors";
import { interrupted, owed, withOperation } from "./entry";
import type { JournalEntry } from "./journal";
import { reportError } from "./report-error";
import { type Run, type RunSettings, runRest, runToCommit, undoSteps, update } from "./run-steps";

/**
 * Carries out one operation from its first step to its end, whatever that is. Throws only when the app goes away.
 * `obstacle`: an operation on the same site that could not be undone; nothing else may be done there before it is.
 */
export async function carryOut(run: Run, settings: RunSettings, obstacle: Run | null): Promise<void> {
  try {
    run.abandon.throwIfAborted();
    if (obstacle !== null) throw new Obstructed(obstacle.entry.operation.error ?? interrupted);
    await runToCommit(run, settings);
  } catch (error) {
    run.abandon.throwIfAborted();
    const cancelRequested = run.cancel.signal.aborted;
    const cause = cancelRequested
      ? null
      : error instanceof Obstructed
        ? error.report
        : reportError((await settings.explain?.(error)) ?? error, settings.log, {
            operation: run.entry.operation.id,
            kind: run.definition.kind,
          });
    await takeBack(run, settings, cause, cancelRequested, stepThatFailed(run, cancelRequested));
    return;
  }
  await finish(run, settings);
}

/** Does what is owed for an operation that ended, or that a crash cut short. Throws only when the app goes away. */
export async function settle(run: Run, settings: RunSettings): Promise<void> {
  const { entry } = run;
  run.open = false;
  switch (owed(entry)) {
    case "nothing":
      return;
    case "undo": {
      const cause = entry.cause ?? (entry.cancelRequested ? null : interrupted);
      return takeBack(run, settings, cause, entry.cancelRequested, null);
    }
    case "finish":
      return finish(run, settings);
  }
}

class Obstructed extends Error {
  readonly report: ErrorReport;
  constructor(report: ErrorReport) {
    super(report.message);
    this.report = report;
  }
}

function stepThatFailed(run: Run, cancelled: boolean): string | null {
  if (cancelled) return null;
  return run.entry.operation.steps.find((step) => step.state === "running")?.name ?? null;
}

async function takeBack(
  run: Run,
  settings: RunSettings,
  cause: ErrorReport | null,
  cancelRequested: boolean,
  failed: string | null,
): Promise<void> {
  run.open = false;
  run.live = null;
  await endSafely(run, settings, async () => {
    await update(run, settings, (entry) => {
      const steps = entry.operation.steps.map((step) =>
        step.name === failed ? { ...step, state: "failed" as const } : step,
      );
      const next = withOperation(entry, { state: "undoing", cancellable: false, endedAt: null, steps });
      return { ...next, cause, cancelRequested, pending: null };
    });
    const failure = await undoSteps(run, settings);
    await update(run, settings, (entry) => {
      const over = { endedAt: settings.now().toISOString(), cancellable: false };
      if (failure !== null) {
        return { ...withOperation(entry, { ...over, state: "failed", error: failure }), pending: "undo" };
      }
      const state = cancelRequested ? "cancelled" : "failed";
      return { ...withOperation(entry, { ...over, state, error: cause }), pending: null };
    });
  });
}

async function finish(run: Run, settings: RunSettings): Promise<void> {
  await endSafely(run, settings, async () => {
    const warning = await runRest(run, settings);
    run.live = null;
    await update(run, settings, (entry): JournalEntry => {
      const next = withOperation(entry, {
        state: "done",
        cancellable: false,
        undoable: run.definition.undoable ?? false,
        endedAt: settings.now().toISOString(),
        error: warning,
      });
      return { ...next, pending: warning === null ? null : "finish" };
    });
  });
}

/**
 * The journal itself can fail (a full disk). Then the operation ends in this process as failed with its debt noted,
 * while the disk keeps the last entry that could be written: enough for the next start to put things right.
 */
async function endSafely(run: Run, settings: RunSettings, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    run.abandon.throwIfAborted();
    const report = reportError(error, settings.log, { operation: run.entry.operation.id, kind: run.definition.kind });
    const over = { cancellable: false, endedAt: settings.now().toISOString(), error: report };
    const { committed } = run.entry;
    run.entry = {
      ...withOperation(run.entry, { ...over, state: committed ? "done" : "failed" }),
      pending: committed ? "finish" : "undo",
    };
    run.changed(true);
  }
}
