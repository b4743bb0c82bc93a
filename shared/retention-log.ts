import type { RetentionPolicy } from "./model/recording-policy";
import { byTime, oldestSecondKept, type RetainedHistory } from "./retention-history";

/**
 * From when on each lane's log is needed, by lane: the instant of the version that the oldest second is replayed onto. Null: not at
 * all, the lane was closed before. `history` holds the versions that stay. Milliseconds.
 */
export function logNeededFrom(
  history: Pick<RetainedHistory, "versions" | "branches">,
  policy: RetentionPolicy,
  now: number,
): ReadonlyMap<string, number | null> {
  const since = oldestSecondKept(policy, now);
  const dated = byTime(history.versions);
  const ofLane = Map.groupBy(dated, ({ version }) => version.laneId);
  const atOf = new Map(dated.map(({ version, at }) => [version.id, at]));
  const needed = new Map<string, number | null>();
  for (const lane of history.branches.flatMap((branch) => branch.lanes)) {
    if (lane.closedAt !== null && Date.parse(lane.closedAt) <= since) {
      needed.set(lane.id, null);
      continue;
    }
    const opened = Date.parse(lane.openedAt);
    const own = (ofLane.get(lane.id) ?? []).map(({ at }) => at);
    // What it was made from is the base of its very beginning, however old that is.
    const bases = lane.fromVersionId !== null && atOf.has(lane.fromVersionId) ? [opened, ...own] : own;
    needed.set(lane.id, bases.findLast((at) => at <= since) ?? bases[0] ?? since);
  }
  return needed;
}

/** The oldest second of the site that can be gone to with these versions and what the policy keeps of the log. Null: none. */
export function oldestSecond(
  history: Pick<RetainedHistory, "versions" | "branches">,
  policy: RetentionPolicy,
  now: number,
): number | null {
  const since = oldestSecondKept(policy, now);
  const starts = [...logNeededFrom(history, policy, now).values()].filter((from) => from !== null);
  return starts.length === 0 ? null : Math.max(since, Math.min(...starts));
}
