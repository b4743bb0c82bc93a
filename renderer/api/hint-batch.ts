import type { Hint } from "../../shared/contract";
import type { Operation } from "../../shared/model/operation";

/** What a burst of hints comes to: each operation as it is now, and each thing to ask again once. */
export interface Gathered {
  readonly operations: readonly Operation[];
  /** Operations that were seen under way, even where the burst holds their end too. */
  readonly underWay: readonly string[];
  readonly siteIds: readonly string[];
  /** Sites on which something happened. */
  readonly active: readonly string[];
  readonly sites: boolean;
  readonly trash: boolean;
  readonly health: boolean;
  readonly settings: boolean;
  readonly updates: boolean;
}

/** Of several hints about one operation the last one counts. */
export function gather(hints: readonly Hint[]): Gathered {
  const operations = new Map<string, Operation>();
  const underWay = new Set<string>();
  const siteIds = new Set<string>();
  const active = new Set<string>();
  const kinds = new Set<Hint["kind"]>();
  for (const hint of hints) {
    kinds.add(hint.kind);
    if (hint.kind === "site") siteIds.add(hint.siteId);
    if (hint.kind === "activity") active.add(hint.siteId);
    if (hint.kind !== "operation") continue;
    operations.set(hint.operation.id, hint.operation);
    if (hint.operation.endedAt === null) underWay.add(hint.operation.id);
  }
  const ended = [...operations.values()].filter((one) => one.endedAt !== null);
  for (const { siteId } of ended) if (siteId !== null) siteIds.add(siteId);
  return {
    operations: [...operations.values()],
    underWay: [...underWay],
    siteIds: [...siteIds],
    active: [...active],
    sites: kinds.has("sites") || siteIds.size > 0 || ended.length > 0,
    trash: kinds.has("sites") || ended.length > 0,
    // What was done may have taken the last room, or made some.
    health: kinds.has("health") || ended.length > 0,
    settings: kinds.has("settings"),
    updates: kinds.has("updates"),
  };
}

/** Calls `work` once, soon. */
export type Schedule = (work: () => void) => void;

/** At the next frame, or by the clock while the page is hidden and has none. */
export const nextFrame: Schedule = (work) => {
  if (document.hidden) setTimeout(work, 100);
  else requestAnimationFrame(() => work());
};

/**
 * Collects what is pushed and hands it over at most once per turn of `schedule`; while the work on the last batch
 * goes on, what comes waits for the next one.
 */
export function batched<T>(
  schedule: Schedule,
  handOver: (items: readonly T[]) => Promise<void> | void,
): (item: T) => void {
  let waiting: T[] = [];
  let underWay = false;
  const turn = () => {
    schedule(() => {
      const items = waiting;
      waiting = [];
      void Promise.resolve(handOver(items)).finally(() => {
        underWay = waiting.length > 0;
        if (underWay) turn();
      });
    });
  };
  return (item) => {
    waiting.push(item);
    if (underWay) return;
    underWay = true;
    turn();
  };
}

/**
 * Calls for each key at once, and then no more than once in this many milliseconds while it goes on: a busy site is looked
 * at anew as often as a person can take in, and the last thing that happened is never left out.
 */
export function calmly(interval: number, call: (key: string) => void): (key: string) => void {
  const resting = new Map<string, boolean>();
  const run = (key: string) => {
    resting.set(key, false);
    call(key);
    setTimeout(() => {
      const again = resting.get(key) === true;
      resting.delete(key);
      if (again) run(key);
    }, interval);
  };
  return (key) => {
    if (resting.has(key)) resting.set(key, true);
    else run(key);
  };
}
