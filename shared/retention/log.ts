import type { RetentionPolicy } from "../model/recording-policy";
import { replayBases } from "./bases";
import { byTime, isBase, oldestSecondKept, type RetainedHistory, secondsFor } from "./history";

type Standing = Pick<RetainedHistory, "versions" | "branches">;

/** How much of a lane's log is needed. */
export type LogNeed =
  /** From the segment on in which this version was taken. */
  | { readonly kind: "from"; readonly file: string }
  /** All there is: it is replayed onto what the lane was made from, or nobody knows onto what. */
  | { readonly kind: "all" }
  /** The lane was closed before the oldest second that is kept. */
  | { readonly kind: "none" };

/**
 * How much of each lane's log is needed, by lane: from the version on that the oldest second is replayed onto. What lies before the
 * oldest version of all can't be gone to and is needed for nothing. `standing` holds the versions that stay: one that goes soon is
 * nothing to count on.
 */
export function logNeeds(standing: Standing, policy: RetentionPolicy, now: number): ReadonlyMap<string, LogNeed> {
  const since = oldestSecondKept(policy, now);
  const dated = byTime(standing.versions);
  const ofLane = Map.groupBy(dated, ({ version }) => version.laneId);
  const byId = new Map(dated.map(({ version }) => [version.id, version]));
  const needs = new Map<string, LogNeed>();
  for (const lane of standing.branches.flatMap((branch) => branch.lanes)) {
    if (lane.closedAt !== null && Date.parse(lane.closedAt) <= since) {
      needs.set(lane.id, { kind: "none" });
      continue;
    }
    const own = ofLane.get(lane.id) ?? [];
    const { oldest } = replayBases(lane, own, (id) => byId.has(id), secondsFor(policy), now);
    const from = lane.replayed === undefined ? byId.get(lane.fromVersionId ?? "") : undefined;
    // Of a log without its beginning nobody could tell that it doesn't follow this one.
    const whole = from !== undefined && !isBase(from);
    const file = oldest === null || oldest === "origin" || whole ? undefined : oldest.version.binlog?.file;
    needs.set(lane.id, file === undefined ? { kind: "all" } : { kind: "from", file });
  }
  return needs;
}
