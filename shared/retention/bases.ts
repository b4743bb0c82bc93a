import type { Lane } from "../model/site";
import { type Dated, day, dayOf, hour, hourOf, isBase, week, weekOf } from "./history";

/** How dense what seconds are replayed onto stays with age, so that a replay is short where people look most. Coarsest last. */
const densities = [
  { size: hour, bucketOf: hourOf, within: day },
  { size: day, bucketOf: dayOf, within: week },
  { size: week, bucketOf: weekOf, within: Number.POSITIVE_INFINITY },
];

export interface ReplayBases {
  readonly ids: ReadonlySet<string>;
  /**
   * The one that the oldest second is replayed onto, from now on until there is a younger one for it: nothing of the log from before it
   * is needed any more. "origin" is what the lane was made from; null: there is none.
   */
  readonly oldest: Dated | "origin" | null;
}

/**
 * The versions that a lane's seconds of the last `window` milliseconds are replayed onto, whatever the tiers keep: of each hour, day or
 * week the last, and what the lane begins with, each until the one after it is as old as the window, too. A density that is coarser than
 * the window has no say: its bucket could still be open, and who comes later would find nothing before it.
 * `versions` are the lane's, oldest first.
 */
export function replayBases(
  lane: Lane,
  versions: readonly Dated[],
  isThere: (versionId: string) => boolean,
  window: number,
  now: number,
): ReplayBases {
  const own = versions.filter(({ version }) => isBase(version));
  const from = lane.replayed !== undefined ? null : lane.fromVersionId;
  const origin = from !== null && isThere(from) ? from : null;
  const end = lane.closedAt === null ? Number.POSITIVE_INFINITY : Date.parse(lane.closedAt);
  const ids = new Set<string>();
  let oldest: ReplayBases["oldest"] = null;
  for (const { size, bucketOf, within } of densities) {
    if (window < size) continue;
    const since = now - Math.min(window, within);
    let next = end;
    let bucket: number | null = null;
    for (let index = own.length - 1; index >= 0 && next > since; index--) {
      const one = own[index];
      if (one === undefined || bucketOf(one.at) === bucket) continue;
      bucket = bucketOf(one.at);
      ids.add(one.version.id);
      oldest = one;
      next = one.at;
    }
    const first = origin ?? own[0]?.version.id;
    if (next <= since || first === undefined) continue;
    ids.add(first);
    oldest = origin === null ? (own[0] ?? null) : "origin";
  }
  return { ids, oldest };
}
