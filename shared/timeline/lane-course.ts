import type { Lane } from "../model/site";

/** A stretch in time on a branch, in milliseconds; `to` is null where it goes on to the present. */
export interface Stretch {
  readonly from: number;
  readonly to: number | null;
}

/** What a rewind left: one or more closed lanes on end, after the point rewound to. */
export interface SetAside {
  readonly from: number;
  readonly to: number;
  /** True when it begins where the line went on before; false when a rewind opened it. */
  readonly leavesLine: boolean;
  /** Where one lane of it ends and the next begins: rewinds that were themselves rewound. */
  readonly breaks: readonly number[];
}

export interface Rewind {
  readonly at: number;
  readonly laneId: string;
  /** The lane it closed. */
  readonly leftLaneId: string;
  readonly toVersionId: string | null;
  /** The second it went to, where that is none of a version; `toVersionId` is the version below it then. */
  readonly toMoment: number | null;
  /** Index of the set-aside stretch it is part of, or -1 when the branch's line goes through it. */
  readonly aside: number;
}

/** Where a branch's line runs: what its present descends from, and what rewinds left beside it. */
export interface Course {
  /** Solid parts of the line, oldest first; dotted bridges are between them. */
  readonly line: readonly Stretch[];
  readonly asides: readonly SetAside[];
  readonly rewinds: readonly Rewind[];
  /** Up to when a lane belongs to the line; a lane that isn't here doesn't at all. */
  readonly reach: ReadonlyMap<string, number>;
  /** The set-aside stretch of each lane that has one. */
  readonly asideOf: ReadonlyMap<string, number>;
}

/** Whether a version taken on a lane at a time is on the branch's line; otherwise a rewind set it aside. */
export function isOnLine(course: Course, laneId: string, at: number): boolean {
  return at <= (course.reach.get(laneId) ?? -1);
}

/**
 * Follows the head lane back through the versions its lanes were cloned from. Lanes of one branch never overlap in
 * time, so everything set aside fits on one row.
 * `lanes` are the branch's, oldest first; `laneById` and `versionAt` cover the whole site.
 */
export function courseOf(
  headLaneId: string,
  lanes: readonly Lane[],
  laneById: ReadonlyMap<string, Lane>,
  versionAt: (versionId: string) => { readonly laneId: string; readonly at: number } | null,
): Course {
  const reach = reachOf(headLaneId, lanes, laneById, versionAt);
  const line: Stretch[] = [];
  const asides: { from: number; to: number; leavesLine: boolean; breaks: number[] }[] = [];
  const asideOf = new Map<string, number>();
  const rewinds: Rewind[] = [];
  let open = false;
  lanes.forEach((lane, index) => {
    const opened = Date.parse(lane.openedAt);
    const next = lanes[index + 1];
    const closed = next === undefined ? null : Date.parse(next.openedAt);
    const until = reach.get(lane.id);
    const before = lanes[index - 1];
    if (until !== undefined) {
      open = false;
      line.push({ from: opened, to: Number.isFinite(until) ? until : closed });
      if (closed !== null && until < closed) {
        asides.push({ from: until, to: closed, leavesLine: true, breaks: [] });
        asideOf.set(lane.id, asides.length - 1);
        open = true;
      }
    } else {
      const current = asides.at(-1);
      const to = closed ?? opened;
      if (open && current !== undefined) {
        current.breaks.push(opened);
        current.to = to;
      } else asides.push({ from: Math.max(opened, line.at(-1)?.to ?? opened), to, leavesLine: false, breaks: [] });
      asideOf.set(lane.id, asides.length - 1);
      open = true;
    }
    if (before !== undefined) {
      const aside = until === undefined ? (asideOf.get(lane.id) ?? -1) : -1;
      rewinds.push({
        at: opened,
        laneId: lane.id,
        leftLaneId: before.id,
        toVersionId: lane.fromVersionId,
        toMoment: lane.replayed === undefined ? null : Date.parse(lane.replayed.at),
        aside,
      });
    }
  });
  return { line, asides, rewinds, reach, asideOf };
}

/** Where a lane came from: the second it was replayed up to, else the version it was cloned from; null where that is gone. */
function originOf(
  { fromVersionId, replayed }: Lane,
  versionAt: (versionId: string) => { readonly laneId: string; readonly at: number } | null,
): { readonly laneId: string; readonly at: number } | null {
  if (replayed !== undefined) return { laneId: replayed.laneId, at: Date.parse(replayed.at) };
  return fromVersionId === null ? null : versionAt(fromVersionId);
}

/** Up to when each lane belongs to the head's ancestry; infinite for the head. */
function reachOf(
  headLaneId: string,
  lanes: readonly Lane[],
  laneById: ReadonlyMap<string, Lane>,
  versionAt: (versionId: string) => { readonly laneId: string; readonly at: number } | null,
): Map<string, number> {
  const own = new Set(lanes.map((lane) => lane.id));
  const reach = new Map<string, number>();
  const seen = new Set<string>();
  let until = Number.POSITIVE_INFINITY;
  let lane = laneById.get(headLaneId) ?? lanes.at(-1);
  while (lane !== undefined && !seen.has(lane.id)) {
    seen.add(lane.id);
    if (own.has(lane.id)) reach.set(lane.id, until);
    const from = originOf(lane, versionAt);
    if (from !== null) {
      until = from.at;
      lane = laneById.get(from.laneId);
      continue;
    }
    // The version is gone: nothing says what was left, so the lane before counts as the line, all of it.
    const index = lanes.findIndex((candidate) => candidate.id === lane?.id);
    lane = index > 0 ? lanes[index - 1] : undefined;
    until = Number.POSITIVE_INFINITY;
  }
  return reach;
}
