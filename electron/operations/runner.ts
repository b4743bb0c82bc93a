import { setTimeout as delay } from "node:timers/promises";
import { AppError } from "../../shared/errors";
import { newId } from "../../shared/ids";
import type { Operation } from "../../shared/model/operation";
import { type AnyOperationDefinition, checkDefinition, type OperationDefinition } from "./definition";
import { isEnded, newEntry } from "./entry";
import { carryOut, settle } from "./execution";
import { type Journal, type JournalEntry, openFileJournal } from "./journal";
import { openListeners } from "./listeners";
import { type Recovered, recoverRuns } from "./recovery";
import type { Log } from "./report-error";
import { isForgotten } from "./retention";
import { type JournalPoint, type Run, type RunSettings, viewOf } from "./run-steps";

export interface RunnerOptions {
  readonly log: Log;
  readonly now?: () => Date;
  /** Pauses between attempts of an undo, or of a step after the commit step, in milliseconds. */
  readonly retryDelays?: readonly number[];
  /** Called at every step's journal writes; crash tests kill the process here. */
  readonly onJournal?: (point: JournalPoint) => void;
  /** What is behind a step's failure, where that is something larger (the engine is gone); null: it is what it seems. */
  readonly explain?: (error: unknown) => Promise<unknown>;
  /** How long `close` waits for operations to end or be undone, in milliseconds. */
  readonly closeWithin?: number;
}

const dayMs = 24 * 60 * 60 * 1000;

/** Runs operations, one at a time per site, and keeps the journal from which the next start can put things right. */
export class OperationRunner {
  readonly #settings: RunSettings;
  readonly #closeWithin: number;
  readonly #runs = new Map<string, Run>();
  /** Per site, what has to end before the next operation may begin. */
  readonly #tails = new Map<string, Promise<void>>();
  /** Per site, the work between operations that gives way to the next one. */
  readonly #waiters = new Map<string, Set<AbortController>>();
  readonly #underWay = new Map<string, Promise<void>>();
  readonly #abandon = new AbortController();
  readonly #listeners = openListeners<Operation>(100);
  #state: "new" | "open" | "closing" = "new";

  static async open(folder: string, options: RunnerOptions): Promise<OperationRunner> {
    return new OperationRunner(await openFileJournal(folder), options);
  }

  constructor(journal: Journal, options: RunnerOptions) {
    this.#settings = {
      journal,
      log: options.log,
      now: options.now ?? (() => new Date()),
      retryDelays: options.retryDelays ?? [200, 1000],
      onJournal: options.onJournal,
      explain: options.explain,
    };
    this.#closeWithin = options.closeWithin ?? 20_000;
  }

  /**
   * Reads the journal: what had not committed is undone, what had is finished. Call once, before anything is started.
   * Never throws for an operation that can't be put right: it is kept, reported, and tried again later.
   */
  async recover(definitions: readonly AnyOperationDefinition[]): Promise<Recovered> {
    if (this.#state !== "new") throw new Error("recover runs once, before anything is started");
    definitions.forEach(checkDefinition);
    const result = await recoverRuns(
      definitions,
      this.#settings,
      (entry, definition) => this.#adopt(entry, definition),
      this.#settings.now().getTime() - dayMs,
    );
    this.#state = "open";
    return result;
  }

  /** Resolves with the operation's id as soon as it is in the journal; it runs when its site is free. */
  async start<S extends object>(definition: OperationDefinition<S>, state: S): Promise<string> {
    if (this.#state === "new") throw new Error("recover has to run before anything is started");
    if (this.#state === "closing") throw closingError();
    checkDefinition(definition);
    await this.#prune();
    const entry = newEntry(definition, newId("o"), state, this.#settings.now());
    await this.#settings.journal.write(entry);
    const run = this.#adopt(entry, definition);
    run.changed(true);
    this.#enqueue(run);
    return entry.operation.id;
  }

  /**
   * Work on a site that is no operation (starting what should run): has its turn as an operation has, and gives way as soon as
   * one is waiting. Resolves when the work is over, however it went; it must throw when its signal aborts.
   */
  async between(siteId: string, work: (signal: AbortSignal) => Promise<void>): Promise<void> {
    if (this.#state !== "open") return;
    const give = new AbortController();
    const before = this.#tails.get(siteId) ?? Promise.resolve();
    const waiting = this.#waiters.get(siteId) ?? new Set();
    this.#waiters.set(siteId, waiting.add(give));
    const signal = AbortSignal.any([give.signal, this.#abandon.signal]);
    const done = before.then(() => (signal.aborted ? undefined : work(signal)));
    this.#follow(
      siteId,
      done.catch(() => undefined).finally(() => waiting.delete(give)),
    );
    await done;
  }

  /** Cancels until the commit step begins; throws `refused` after that, `not-found` for an unknown id. No-op when it ended. */
  cancel(id: string): void {
    const run = this.#find(id);
    if (isEnded(run.entry.operation) || run.cancel.signal.aborted) return;
    if (!run.open) {
      throw new AppError(
        "refused",
        { reason: "committed" },
        "It is too late to cancel this.",
        "Let it finish; it can be taken back afterwards where that is offered.",
      );
    }
    run.cancel.abort();
  }

  /** Newest first: all under way or owed, and those that ended in the last day. */
  list(): readonly Operation[] {
    const since = this.#settings.now().getTime() - dayMs;
    return [...this.#runs.values()]
      .filter((run) => !isForgotten(run.entry, since))
      .map(viewOf)
      .sort((a, b) => (a.createdAt === b.createdAt ? 0 : a.createdAt < b.createdAt ? 1 : -1));
  }

  /** Throws `not-found`. */
  get(id: string): Operation {
    return viewOf(this.#find(id));
  }

  /** The state an operation has now or ended with, parsed by its definition; what taking it back goes by. */
  stateOf<S extends object>(definition: OperationDefinition<S>, id: string): S {
    const run = this.#find(id);
    if (run.definition.kind !== definition.kind) throw new Error(`${id} is not a ${definition.kind}`);
    return definition.state.parse(run.entry.state);
  }

  /** Once it was taken back it isn't offered again. No-op when it isn't undoable. */
  async withdrawUndo(id: string): Promise<void> {
    const run = this.#find(id);
    if (!run.entry.operation.undoable) return;
    const entry = { ...run.entry, operation: { ...run.entry.operation, undoable: false } };
    await this.#settings.journal.write(entry);
    run.entry = entry;
    run.changed(true);
  }

  /** Resolves when the operation has ended, with what became of it. */
  async ended(id: string, signal?: AbortSignal): Promise<Operation> {
    const run = this.#find(id);
    const abort = Promise.withResolvers<never>();
    const onAbort = () => abort.reject(signal?.reason);
    signal?.throwIfAborted();
    signal?.addEventListener("abort", onAbort, { once: true });
    try {
      await Promise.race([this.#underWay.get(id), abort.promise]);
    } finally {
      signal?.removeEventListener("abort", onAbort);
    }
    return viewOf(run);
  }

  /** Calls back with an operation whenever it changes, progress at most ten times a second. Returns how to stop. */
  subscribe(listener: (operation: Operation) => void): () => void {
    return this.#listeners.add(listener);
  }

  /** Cancels what can be, waits for the rest, and lets go after a while: the journal holds what the next start needs. */
  async close(): Promise<void> {
    this.#state = "closing";
    for (const run of this.#runs.values()) if (run.open && !isEnded(run.entry.operation)) run.cancel.abort();
    const giveUp = new AbortController();
    const waiting = Promise.all(this.#underWay.values()).then(() => giveUp.abort());
    await Promise.race([
      waiting,
      delay(this.#closeWithin, undefined, { signal: giveUp.signal }).catch(() => undefined),
    ]);
    for (const waiting of this.#waiters.values()) for (const give of waiting) give.abort();
    this.#abandon.abort(new DOMException("the app is closing", "AbortError"));
    this.#listeners.close();
  }

  #adopt(entry: JournalEntry, definition: AnyOperationDefinition): Run {
    const run: Run = {
      definition,
      entry,
      cancel: new AbortController(),
      abandon: this.#abandon.signal,
      open: !entry.committed,
      live: null,
      writing: Promise.resolve(),
      changed: (urgent) => this.#listeners.tell(entry.operation.id, () => viewOf(run), urgent),
    };
    this.#runs.set(entry.operation.id, run);
    return run;
  }

  #enqueue(run: Run): void {
    const { id, siteId } = run.entry.operation;
    const before = siteId === null ? Promise.resolve() : (this.#tails.get(siteId) ?? Promise.resolve());
    // A queued operation that is cancelled ends at once; the site stays taken by whoever has it.
    const turn = Promise.race([before, aborted(run.cancel.signal)]);
    const done = turn
      .then(() => this.#settleSite(siteId, run))
      .then((obstacle) => carryOut(run, this.#settings, obstacle))
      .catch((error: unknown) => {
        if (!this.#abandon.signal.aborted)
          this.#settings.log.error({ operation: id, err: error }, "operation was lost");
      })
      .finally(() => this.#underWay.delete(id));
    this.#underWay.set(id, done);
    if (siteId === null) return;
    this.#follow(siteId, done);
    for (const give of this.#waiters.get(siteId) ?? [])
      give.abort(new DOMException("an operation waits", "AbortError"));
  }

  /** The site is taken until what it was taken by before, and `done`, are over. */
  #follow(siteId: string, done: Promise<void>): void {
    const before = this.#tails.get(siteId) ?? Promise.resolve();
    const tail = Promise.all([before, done]).then(() => {
      if (this.#tails.get(siteId) === tail) this.#tails.delete(siteId);
    });
    this.#tails.set(siteId, tail);
  }

  /** What is owed on this site comes first; an undo that still fails keeps the new operation from beginning. */
  async #settleSite(siteId: string | null, next: Run): Promise<Run | null> {
    if (siteId === null || next.cancel.signal.aborted) return null;
    const debts = [...this.#runs.values()].filter(
      (run) => run !== next && run.entry.operation.siteId === siteId && run.entry.pending !== null,
    );
    let obstacle: Run | null = null;
    for (const run of debts) {
      await settle(run, this.#settings);
      if (run.entry.pending === "undo") obstacle = run;
    }
    return obstacle;
  }

  #find(id: string): Run {
    const run = this.#runs.get(id);
    if (run !== undefined) return run;
    throw new AppError(
      "not-found",
      { what: "operation", id },
      "This operation is not known any more.",
      "Reload the page.",
    );
  }

  async #prune(): Promise<void> {
    const since = this.#settings.now().getTime() - dayMs;
    for (const [id, run] of this.#runs) {
      if (!isForgotten(run.entry, since)) continue;
      await this.#settings.journal.remove(id);
      this.#runs.delete(id);
      this.#listeners.forget(id);
    }
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
}

function closingError(): AppError<"refused"> {
  return new AppError(
    "refused",
    { reason: "closing" },
    "Tidemark is closing and starts nothing new.",
    "Start Tidemark again, then try again.",
  );
}
