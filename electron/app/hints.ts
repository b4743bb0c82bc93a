import type { Hint } from "../../shared/contract";

/** How many hints may wait for one slow listener before they fold into "everything may have changed". */
const most = 1000;

/** Hands every hint to every open interface. A listener that lags loses single hints, never the news that something changed. */
export class Hints {
  readonly #queues = new Set<{ readonly pending: Hint[]; wake: () => void }>();
  readonly #followers = new Set<(hint: Hint) => void>();

  /** Set while the desktop's window is hidden: then somebody looks at its tray at most. */
  outOfSight = false;

  /** How many interfaces are listening. */
  get listeners(): number {
    return this.#queues.size;
  }

  tell(hint: Hint): void {
    for (const follower of this.#followers) follower(hint);
    for (const queue of this.#queues) {
      if (queue.pending.length >= most) queue.pending.splice(0, most, { kind: "sites" }, { kind: "health" });
      if (!isTold(queue.pending, hint)) queue.pending.push(hint);
      queue.wake();
    }
  }

  /** For the desktop around the interface: hears every hint at once, and is nobody for whom sites are looked at. Returns how to stop. */
  follow(listener: (hint: Hint) => void): () => void {
    this.#followers.add(listener);
    return () => this.#followers.delete(listener);
  }

  /** Ends when the signal aborts. */
  async *listen(first: readonly Hint[], signal: AbortSignal): AsyncGenerator<Hint, void, void> {
    let wake = () => {};
    const queue = { pending: [...first], wake: () => wake() };
    const onAbort = () => wake();
    signal.addEventListener("abort", onAbort);
    this.#queues.add(queue);
    try {
      while (!signal.aborted) {
        const next = queue.pending.shift();
        if (next !== undefined) {
          yield next;
          continue;
        }
        const { promise, resolve } = Promise.withResolvers<void>();
        wake = resolve;
        if (queue.pending.length > 0 || signal.aborted) resolve();
        await promise;
      }
    } finally {
      signal.removeEventListener("abort", onAbort);
      this.#queues.delete(queue);
    }
  }
}

/** A hint that waits already says the same; operations carry their state, so each of theirs counts. */
function isTold(pending: readonly Hint[], hint: Hint): boolean {
  if (hint.kind === "operation") return false;
  return pending.some((other) => JSON.stringify(other) === JSON.stringify(hint));
}
