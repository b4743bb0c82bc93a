import type { VersionView } from "../model/views";
import { type BranchRow, type History, lowerBound } from "./history";

/** Where a branch was at an instant, as far as its versions say; what lies between, the host knows. */
export interface MomentPlace {
  readonly row: number;
  readonly laneId: string;
  /** The last version on that lane not after it, or the one the lane began from. */
  readonly base: VersionView | null;
}

/** Moments are whole seconds: one means everything up to its end. */
export const secondOf = (at: number): number => Math.floor(at / 1000) * 1000;
export const endOfSecond = (at: number): number => secondOf(at) + 999;

/** Null where the branch had not begun. */
export function momentPlace(history: History, row: number, at: number): MomentPlace | null {
  const branch = history.rows[row];
  const lane = branch === undefined ? null : laneAt(branch, at);
  if (branch === undefined || lane === null) return null;
  for (let index = lowerBound(branch.times, endOfSecond(at) + 1) - 1; index >= 0; index--) {
    const version = branch.versions[index];
    if (version?.laneId === lane.id) return { row, laneId: lane.id, base: version };
  }
  const origin = lane.fromVersionId === null ? undefined : history.places.get(lane.fromVersionId);
  const base = origin === undefined ? undefined : history.rows[origin.row]?.versions[origin.index];
  return { row, laneId: lane.id, base: base ?? null };
}

/** The lane a branch was on: its lanes follow each other, so a rewound time is that of the lane before. */
function laneAt({ branch }: BranchRow, at: number): BranchRow["branch"]["lanes"][number] | null {
  return branch.lanes.findLast((lane) => Date.parse(lane.openedAt) <= endOfSecond(at)) ?? null;
}

/** The version nearest to an instant on a row, for where the second itself can't be gone to. */
export function nearestOn(history: History, row: number, at: number): VersionView | null {
  const branch = history.rows[row];
  if (branch === undefined || branch.versions.length === 0) return null;
  const after = Math.min(branch.times.length - 1, lowerBound(branch.times, at));
  const before = Math.max(0, after - 1);
  const nearer = at - (branch.times[before] ?? 0) <= (branch.times[after] ?? 0) - at ? before : after;
  return branch.versions[nearer] ?? null;
}
