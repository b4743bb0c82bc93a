import type { RetentionPolicy } from "../model/recording-policy";
import { compareWorth, fitBudget } from "./budget";
import {
  byTime,
  type Dated,
  day,
  dayOf,
  type HistorySizes,
  hour,
  hourOf,
  type RetainedHistory,
  weekOf,
} from "./history";
import { standingOf } from "./rules";

/** Why a version is kept: the densest tier that wants it, or a rule that holds it beyond all tiers. */
export type Tier = "everything" | "hourly" | "daily" | "weekly" | "kept";

export interface Retained {
  readonly keep: ReadonlyMap<string, Tier>;
  /** Least valuable first: what the tiers let go, then what the budget takes. */
  readonly drop: readonly string[];
  /** How many of `drop`, at its end, only the budget takes. */
  readonly thinned: number;
  /** What else a budget could take, least valuable first. */
  readonly spare: readonly string[];
  /** Bytes by which the budget is missed though nothing more may go; 0: it is met. */
  readonly overBudget: number;
}

/**
 * What a policy keeps of a site's history; everything it needs is handed in.
 *
 * Of each hour, day and week of a branch the tiers keep the **last** version, among all of that bucket, however old. As buckets are
 * nested, the last of a week is the last of its day and of its hour: what a sparser tier will want later, no denser one has dropped.
 * And as a dropped one is never the last of a bucket that is still wanted, it matters not how often, or when, this is applied.
 * `now` in milliseconds. n log n.
 */
export function retain(
  history: RetainedHistory,
  policy: RetentionPolicy,
  now: number,
  sizes: HistorySizes = { historyBytes: 0, own: new Map() },
): Retained {
  const dated = byTime(history.versions);
  const standing = standingOf(history, dated, policy, now);
  const keep = new Map<string, Tier>();
  const dropped: Dated[] = [];
  const seen = new Map<string, Buckets>();
  const lanesWithLater = new Set<string>();
  for (let index = dated.length - 1; index >= 0; index--) {
    const one = dated[index];
    if (one === undefined) continue;
    const { id, branchId, laneId } = one.version;
    const tier = tierOf(one.at, now, policy, lastOf(seen, branchId, one.at));
    // Where a rewind went back to: it marks where the line left what is set aside, as long as any of that is there.
    const forks = standing.rewoundTo.has(id) && lanesWithLater.has(laneId);
    const held = standing.always.has(id) || standing.until.has(id) || forks;
    if (tier === null && !held) dropped.push(one);
    else {
      keep.set(id, tier ?? "kept");
      lanesWithLater.add(laneId);
    }
  }
  dropped.sort(compareWorth);
  const mayGo = dated.filter(({ version: { id } }) => keep.has(id) && !standing.always.has(id)).sort(compareWorth);
  const all = { keep, drop: idsOf(dropped), thinned: 0, spare: idsOf(mayGo), overBudget: 0 };
  const { count, overBudget } = fitBudget(all.drop, all.spare, policy.budget, sizes);
  return { ...thinBy(all, count), overBudget };
}

/** The same with the `count` least valuable of its spare versions dropped as well. */
export function thinBy(retained: Retained, count: number): Retained {
  const thinned = retained.spare.slice(0, count);
  const keep = new Map(retained.keep);
  for (const id of thinned) keep.delete(id);
  return {
    ...retained,
    keep,
    drop: [...retained.drop, ...thinned],
    thinned: retained.thinned + thinned.length,
    spare: retained.spare.slice(count),
  };
}

const idsOf = (dated: readonly Dated[]): readonly string[] => dated.map(({ version }) => version.id);

interface Buckets {
  readonly hour: number;
  readonly day: number;
  readonly week: number;
}

interface Last {
  readonly hour: boolean;
  readonly day: boolean;
  readonly week: boolean;
}

/** Whether it is the last of its buckets, walking from the newest to the oldest. */
function lastOf(seen: Map<string, Buckets>, branchId: string, at: number): Last {
  const own = { hour: hourOf(at), day: dayOf(at), week: weekOf(at) };
  const later = seen.get(branchId);
  seen.set(branchId, own);
  return { hour: later?.hour !== own.hour, day: later?.day !== own.day, week: later?.week !== own.week };
}

function tierOf(at: number, now: number, policy: RetentionPolicy, last: Last): Tier | null {
  const age = now - at;
  if (age < policy.everything * hour) return "everything";
  if (last.hour && age < policy.hourly * day) return "hourly";
  if (last.day && age < policy.daily * day) return "daily";
  if (last.week && age < policy.weekly * day) return "weekly";
  return null;
}
