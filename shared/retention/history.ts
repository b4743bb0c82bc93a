import type { BadTime } from "../model/recording";
import type { RetentionPolicy } from "../model/recording-policy";
import type { Branch, Version } from "../model/site";

export type RetainedVersion = Readonly<
  Pick<Version, "id" | "branchId" | "laneId" | "at" | "cause" | "label" | "pinned" | "binlog">
>;

/** What is decided upon: all versions and all branches of one site, those in the trash and peeks too. */
export interface RetainedHistory {
  readonly versions: readonly RetainedVersion[];
  readonly branches: readonly Pick<Branch, "id" | "kind" | "from" | "headLaneId" | "lanes">[];
  readonly badTimes: readonly Pick<BadTime, "laneId" | "from" | "to">[];
}

/** Bytes on disk. `own` is what deleting just that one frees; several together free at least the sum. */
export interface HistorySizes {
  readonly historyBytes: number;
  readonly own: ReadonlyMap<string, number>;
}

/** A version with its instant parsed once. */
export interface Dated {
  readonly version: RetainedVersion;
  readonly at: number;
}

export const hour = 3_600_000;
export const day = 24 * hour;

export const week = 7 * day;

/** Buckets are of UTC, weeks begin on Monday: each hour lies in one day, each day in one week. */
export const hourOf = (at: number): number => Math.floor(at / hour);
export const dayOf = (at: number): number => Math.floor(at / day);
export const weekOf = (at: number): number => Math.floor((dayOf(at) + 3) / 7);

/** The instant from which on seconds stay reachable: never younger than what is kept in full. */
export function oldestSecondKept(policy: RetentionPolicy, now: number): number {
  return now - secondsFor(policy);
}

/** Milliseconds for which seconds stay reachable. */
export function secondsFor(policy: RetentionPolicy): number {
  return Math.max(policy.seconds * day, policy.everything * hour);
}

/** Whether a lane's log can be replayed onto it: of a database that stood still nobody knows the place in the log. */
export const isBase = ({ binlog }: RetainedVersion): boolean => binlog !== null;

/** Oldest first; of one instant in the order given. */
export function byTime(versions: readonly RetainedVersion[]): readonly Dated[] {
  return versions.map((version) => ({ version, at: Date.parse(version.at) })).sort((a, b) => a.at - b.at);
}
