import type { BranchView, SiteDetail, VersionView } from "../model/views";
import { type Course, courseOf, isOnLine, type Rewind } from "./lane-course";
import { rankOf, rewindRank, shapeNumber, shapeOf } from "./mark-kinds";
import type { Span } from "./span";

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
  /** Bytes of their own of the versions before each one; one longer than `versions`. */
  readonly ownBefore: Float64Array;
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
  readonly places: Places;
  readonly start: number;
  readonly versions: number;
}

/** Where each version is; peeks and branches in the trash have no row, so their versions have no place. */
export interface Places {
  get(versionId: string): Place | undefined;
}

const noRow = 0xffff;

/** Peeks and branches in the trash have no row; their versions aren't on the timeline. */
export function historyOf(detail: SiteDetail): History {
  const branches = detail.branches
    .filter((branch) => branch.kind !== "peek" && branch.trashedAt === null)
    .sort((a, b) => Number(b.kind === "main") - Number(a.kind === "main") || compare(a.createdAt, b.createdAt));
  const laneById = new Map(detail.lanes.map((lane) => [lane.id, lane]));
  const { at, numberOf, ofRow } = tableOf(detail.versions, branches);
  const versionAt = (id: string) => {
    const number = numberOf.get(id);
    const version = number === undefined ? undefined : detail.versions[number];
    return number === undefined || version === undefined ? null : { laneId: version.laneId, at: at[number] ?? 0 };
  };
  const forkIds = new Set(branches.flatMap((branch) => (branch.from === null ? [] : [branch.from.versionId])));
  const lanesOf = Map.groupBy(detail.lanes, (lane) => lane.branchId);

  const rowOf = new Uint16Array(detail.versions.length).fill(noRow);
  const indexOf = new Int32Array(detail.versions.length);
  const rows: BranchRow[] = branches.map((branch, row) => {
    const numbers = ofRow[row] ?? [];
    const times = new Float64Array(numbers.length);
    const versions: VersionView[] = [];
    numbers.forEach((number, index) => {
      rowOf[number] = row;
      indexOf[number] = index;
      times[index] = at[number] ?? 0;
      const version = detail.versions[number];
      if (version !== undefined) versions.push(version);
    });
    const lanes = (lanesOf.get(branch.id) ?? []).sort((a, b) => compare(a.openedAt, b.openedAt) || a.number - b.number);
    const course = courseOf(branch.headLaneId, lanes, laneById, versionAt);
    const { marks, markOf } = markTable(versions, times, course, forkIds);
    const opened = course.line[0]?.from ?? Date.parse(branch.createdAt);
    const start = branch.from === null ? (times[0] ?? opened) : Math.min(times[0] ?? opened, opened);
    return {
      ...course,
      branch,
      versions,
      times,
      ownBefore: sumsOf(versions),
      marks,
      markOf,
      start,
      origin: null,
      restsSince: restsSince(branch, times),
    };
  });

  const places: Places = {
    get(versionId) {
      const number = numberOf.get(versionId);
      const row = number === undefined ? noRow : (rowOf[number] ?? noRow);
      return number === undefined || row === noRow ? undefined : { row, index: indexOf[number] ?? 0 };
    },
  };
  const placed = rows.map((row, index): BranchRow => {
    const place = row.branch.from === null ? undefined : places.get(row.branch.from.versionId);
    if (place === undefined || place.row === index) return row;
    const parent = rows[place.row];
    const mark = parent?.markOf[place.index] ?? 0;
    const from = parent?.times[place.index] ?? row.start;
    return { ...row, origin: { row: place.row, at: from, aside: parent?.marks.asides[mark] ?? -1 } };
  });
  const start = placed.reduce((least, row) => Math.min(least, row.start), Date.parse(detail.site.createdAt));
  return { rows: placed, places, start, versions: detail.versions.length };
}

/** Each version's instant and number, and by row the numbers in order of time. One pass: there can be 100,000. */
function tableOf(versions: readonly VersionView[], branches: readonly BranchView[]) {
  const at = new Float64Array(versions.length);
  const numberOf = new Map<string, number>();
  const ofRow: number[][] = branches.map(() => []);
  const rowById = new Map(branches.map((branch, row) => [branch.id, ofRow[row]]));
  versions.forEach((version, number) => {
    at[number] = Date.parse(version.at);
    numberOf.set(version.id, number);
    rowById.get(version.branchId)?.push(number);
  });
  const byTime = (a: number, b: number) => (at[a] ?? 0) - (at[b] ?? 0);
  for (const numbers of ofRow) numbers.sort(byTime);
  return { at, numberOf, ofRow };
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Bytes of their own of all versions before each one, so that any stretch's are one subtraction. */
function sumsOf(versions: readonly VersionView[]): Float64Array {
  const sums = new Float64Array(versions.length + 1);
  let sum = 0;
  versions.forEach((version, index) => {
    sum += version.size.own ?? 0;
    sums[index + 1] = sum;
  });
  return sums;
}

/** How many versions a stretch has over all rows, and their bytes of their own. */
export function contentOf(history: History, span: Span): { readonly versions: number; readonly bytes: number } {
  let versions = 0;
  let bytes = 0;
  for (const row of history.rows) {
    const first = lowerBound(row.times, span.from);
    const end = lowerBound(row.times, span.to);
    versions += end - first;
    bytes += (row.ownBefore[end] ?? 0) - (row.ownBefore[first] ?? 0);
  }
  return { versions, bytes };
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
