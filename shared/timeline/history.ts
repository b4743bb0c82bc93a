import type { BranchView, SiteDetail, VersionView } from "../model/views";
import { type Course, courseOf, isOnLine, type Rewind } from "./lane-course";
import { rankOf, rewindRank, shapeNumber, shapeOf } from "./mark-kinds";

/** Marks of one row in typed arrays, by time: what a frame walks through. */
export interface MarkTable {
  readonly count: number;
  readonly times: Float64Array;
  readonly ranks: Uint8Array;
  /** Numbers of `markShapes`. */
  readonly shapes: Uint8Array;
  /** 1 where a branch leaves: an open ring on the line. */
  readonly forks: Uint8Array;
  /** Index of the row's set-aside stretch, -1 on the line. */
  readonly asides: Int16Array;
  /** Index into the row's versions; `-1 - n` is the row's rewind n. */
  readonly sources: Int32Array;
}

export interface BranchRow extends Course {
  readonly branch: BranchView;
  readonly versions: readonly VersionView[];
  readonly times: Float64Array;
  readonly marks: MarkTable;
  /** Index in `marks` of each version. */
  readonly markOf: Int32Array;
  readonly start: number;
  /** Where its stem leaves another row. */
  readonly origin: { readonly row: number; readonly at: number; readonly aside: number } | null;
  /** The line is grey from here on; null while the branch is awake. */
  readonly restsSince: number | null;
}

export interface Place {
  readonly row: number;
  /** Index into the row's versions. */
  readonly index: number;
}

/** All a timeline draws of a site, made once for each change of the site. */
export interface History {
  readonly rows: readonly BranchRow[];
  readonly places: ReadonlyMap<string, Place>;
  readonly start: number;
  readonly versions: number;
}

/** Peeks and branches in the trash have no row; their versions aren't on the timeline. */
export function historyOf(detail: SiteDetail): History {
  const branches = detail.branches
    .filter((branch) => branch.kind !== "peek" && branch.trashedAt === null)
    .sort((a, b) => Number(b.kind === "main") - Number(a.kind === "main") || a.createdAt.localeCompare(b.createdAt));
  const laneById = new Map(detail.lanes.map((lane) => [lane.id, lane]));
  const atById = new Map(
    detail.versions.map((version) => [version.id, { laneId: version.laneId, at: Date.parse(version.at) }]),
  );
  const byBranch = new Map<string, VersionView[]>(branches.map((branch) => [branch.id, []]));
  for (const version of detail.versions) byBranch.get(version.branchId)?.push(version);
  const forkIds = new Set(branches.flatMap((branch) => (branch.from === null ? [] : [branch.from.versionId])));

  const places = new Map<string, Place>();
  const rows: BranchRow[] = branches.map((branch, row) => {
    const versions = sortedByTime(byBranch.get(branch.id) ?? []);
    versions.forEach((version, index) => places.set(version.id, { row, index }));
    const lanes = detail.lanes
      .filter((lane) => lane.branchId === branch.id)
      .sort((a, b) => a.openedAt.localeCompare(b.openedAt) || a.number - b.number);
    const course = courseOf(branch.headLaneId, lanes, laneById, (id) => atById.get(id) ?? null);
    const times = Float64Array.from(versions, (version) => atById.get(version.id)?.at ?? 0);
    const { marks, markOf } = markTable(versions, times, course, forkIds);
    const opened = course.line[0]?.from ?? Date.parse(branch.createdAt);
    const start = branch.from === null ? (times[0] ?? opened) : Math.min(times[0] ?? opened, opened);
    return {
      ...course,
      branch,
      versions,
      times,
      marks,
      markOf,
      start,
      origin: null,
      restsSince: restsSince(branch, times),
    };
  });

  const placed = rows.map((row): BranchRow => {
    const place = row.branch.from === null ? undefined : places.get(row.branch.from.versionId);
    if (place === undefined || place.row === rows.indexOf(row)) return row;
    const parent = rows[place.row];
    const mark = parent?.markOf[place.index] ?? 0;
    const at = parent?.times[place.index] ?? row.start;
    return { ...row, origin: { row: place.row, at, aside: parent?.marks.asides[mark] ?? -1 } };
  });
  const start = Math.min(Date.parse(detail.site.createdAt), ...placed.map((row) => row.start));
  return { rows: placed, places, start, versions: detail.versions.length };
}

function sortedByTime(versions: VersionView[]): VersionView[] {
  return versions.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

function restsSince(branch: BranchView, times: Float64Array): number | null {
  return branch.state === "stopped" ? (times.at(-1) ?? Date.parse(branch.createdAt)) : null;
}

function markTable(
  versions: readonly VersionView[],
  times: Float64Array,
  course: Course,
  forkIds: ReadonlySet<string>,
): { marks: MarkTable; markOf: Int32Array } {
  const count = versions.length + course.rewinds.length;
  const marks = {
    count,
    times: new Float64Array(count),
    ranks: new Uint8Array(count),
    shapes: new Uint8Array(count),
    forks: new Uint8Array(count),
    asides: new Int16Array(count),
    sources: new Int32Array(count),
  };
  const markOf = new Int32Array(versions.length);
  let next = 0;
  let at = 0;
  const addRewind = (rewind: Rewind) => {
    marks.times[at] = rewind.at;
    marks.ranks[at] = rewindRank;
    marks.shapes[at] = shapeNumber("rewind");
    marks.asides[at] = rewind.aside;
    marks.sources[at] = -1 - next;
    next++;
    at++;
  };
  versions.forEach((version, index) => {
    const time = times[index] ?? 0;
    for (let rewind = course.rewinds[next]; rewind !== undefined && rewind.at <= time; rewind = course.rewinds[next]) {
      addRewind(rewind);
    }
    const forks = forkIds.has(version.id);
    marks.times[at] = time;
    marks.ranks[at] = rankOf(version, forks);
    marks.shapes[at] = shapeNumber(shapeOf(version));
    marks.forks[at] = forks ? 1 : 0;
    marks.asides[at] = isOnLine(course, version.laneId, time) ? -1 : (course.asideOf.get(version.laneId) ?? -1);
    marks.sources[at] = index;
    markOf[index] = at;
    at++;
  });
  for (let rewind = course.rewinds[next]; rewind !== undefined; rewind = course.rewinds[next]) addRewind(rewind);
  return { marks, markOf };
}

/** The first index whose time is not before `at`. */
export function lowerBound(times: Float64Array, at: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((times[middle] ?? 0) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}
