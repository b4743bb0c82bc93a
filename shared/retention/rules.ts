import type { RetentionPolicy } from "../model/recording-policy";
import { type Dated, day, hour, type RetainedHistory, type RetainedVersion, secondsFor } from "./history";
import { replayBases } from "./bases";

/** What stays for other reasons than its bucket. */
export interface Standing {
  /** Whatever its age and the budget. */
  readonly always: ReadonlySet<string>;
  /** Whatever its bucket; the budget may take it. */
  readonly until: ReadonlySet<string>;
  /** Versions that lanes were made from. */
  readonly rewoundTo: ReadonlySet<string>;
}

/** How long a rewind can be taken back by one click: what it set aside is what that goes back to. */
const undoable = day;

/** `dated` is the history's versions, oldest first. */
export function standingOf(
  history: RetainedHistory,
  dated: readonly Dated[],
  policy: RetentionPolicy,
  now: number,
): Standing {
  const ofLane = Map.groupBy(dated, ({ version }) => version.laneId);
  const ofBranch = Map.groupBy(dated, ({ version }) => version.branchId);
  const lanes = history.branches.flatMap((branch) => branch.lanes);
  const laneById = new Map(lanes.map((lane) => [lane.id, lane]));
  const heads = new Set(history.branches.map(({ headLaneId }) => headLaneId));
  const always = new Set<string>();
  const until = new Set<string>();
  const window = windowOf(policy);

  for (const { version, at } of dated) {
    if (isSomebodys(version)) always.add(version.id);
    if (version.cause.kind === "set-aside" && now - at < undoable) always.add(version.id);
    if (isWorthAWindow(version) && now - at < window) until.add(version.id);
  }
  const known = new Set(history.branches.map(({ id }) => id));
  for (const [branchId, versions] of ofBranch) {
    // A branch without a record is being removed, or its record can't be read: either way it isn't ours to thin.
    for (const { version } of known.has(branchId) ? versions.slice(-1) : versions) always.add(version.id);
  }
  for (const { from } of history.branches) if (from !== null) always.add(from.versionId);
  for (const lane of lanes) {
    if (lane.closedAt !== null && !heads.has(lane.id)) continue;
    const newest = ofLane.get(lane.id)?.at(-1)?.version.id ?? lane.fromVersionId;
    if (newest !== null) always.add(newest);
  }
  for (const bad of history.badTimes) {
    const good = lastBefore(ofLane.get(bad.laneId) ?? [], Date.parse(bad.from));
    const id = good?.version.id ?? laneById.get(bad.laneId)?.fromVersionId ?? null;
    if (id === null) continue;
    // On a lane that was left nobody sees the pages become well again, and nobody waits for it.
    const goesOn = bad.to === null && (laneById.get(bad.laneId)?.closedAt ?? null) === null;
    if (goesOn) always.add(id);
    else if (now - Date.parse(bad.from) < window) until.add(id);
  }
  const ids = new Set(dated.map(({ version }) => version.id));
  for (const lane of lanes) {
    const own = ofLane.get(lane.id) ?? [];
    const bases = replayBases(lane, own, (id) => ids.has(id), secondsFor(policy), now);
    for (const id of bases.ids) until.add(id);
  }
  const rewoundTo = new Set(lanes.flatMap(({ fromVersionId }) => fromVersionId ?? []));
  return { always, until, rewoundTo };
}

/** What somebody asked for, named or pinned, and the beginning. */
function isSomebodys({ pinned, label, cause }: RetainedVersion): boolean {
  return pinned || label !== null || cause.kind === "manual" || cause.kind === "created" || cause.kind === "brought";
}

function isWorthAWindow({ cause }: RetainedVersion): boolean {
  return cause.kind === "risk" || cause.kind === "set-aside";
}

/** Milliseconds for which more than one version a week is kept. */
export function windowOf(policy: RetentionPolicy): number {
  return Math.max(policy.everything * hour, policy.hourly * day, policy.daily * day);
}

/** The newest one from before then. */
function lastBefore(versions: readonly Dated[], at: number): Dated | undefined {
  let low = 0;
  let high = versions.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((versions[middle]?.at ?? Number.POSITIVE_INFINITY) < at) low = middle + 1;
    else high = middle;
  }
  return versions[low - 1];
}
