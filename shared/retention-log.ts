import type { RetentionPolicy } from "./model/recording-policy";
import { byTime, isBase, oldestSecondKept, type RetainedHistory } from "./retention-history";

type Standing = Pick<RetainedHistory, "versions" | "branches">;

/** How much of a lane's log is needed. */
export type LogNeed =
  /** From the segment on in which this version was taken. */
  | { readonly kind: "from"; readonly at: number; readonly file: string }
  /** All there is: it is replayed onto what the lane was made from, or nobody knows onto what. */
  | { readonly kind: "all"; readonly at: number }
  /** The lane was closed before the oldest second that is kept. */
  | { readonly kind: "none" };

/**
 * How much of each lane's log is needed, by lane: from the version on that the oldest second is replayed onto. What lies before the
 * oldest version of all can't be gone to and is needed for nothing. `standing` holds the versions that stay. Milliseconds.
 */
export function logNeeds(standing: Standing, policy: RetentionPolicy, now: number): ReadonlyMap<string, LogNeed> {
  const since = oldestSecondKept(policy, now);
  const dated = byTime(standing.versions);
  const bases = Map.groupBy(
    dated.filter(({ version }) => isBase(version)),
    ({ version }) => version.laneId,
  );
  const there = new Set(dated.map(({ version }) => version.id));
  const needs = new Map<string, LogNeed>();
  for (const lane of standing.branches.flatMap((branch) => branch.lanes)) {
    if (lane.closedAt !== null && Date.parse(lane.closedAt) <= since) {
      needs.set(lane.id, { kind: "none" });
      continue;
    }
    const own = bases.get(lane.id) ?? [];
    const origin = lane.replayed === undefined && lane.fromVersionId !== null && there.has(lane.fromVersionId);
    const base = own.findLast(({ at }) => at <= since) ?? (origin ? undefined : own[0]);
    const file = base?.version.binlog?.file;
    needs.set(
      lane.id,
      base === undefined || file === undefined
        ? { kind: "all", at: origin || own.length > 0 ? Date.parse(lane.openedAt) : since }
        : { kind: "from", at: base.at, file },
    );
  }
  return needs;
}

/** The oldest second of the site that can be gone to with these versions and what the policy keeps of the log. Null: none. */
export function oldestSecond(standing: Standing, policy: RetentionPolicy, now: number): number | null {
  const starts = [...logNeeds(standing, policy, now).values()].flatMap((need) =>
    need.kind === "none" ? [] : [need.at],
  );
  return starts.length === 0 ? null : Math.max(oldestSecondKept(policy, now), Math.min(...starts));
}
