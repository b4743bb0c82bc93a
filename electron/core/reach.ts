import { firstEvent, placeOf, segmentNumber } from "../../shared/log-place";
import type { LogPosition } from "../../shared/model/event";
import type { Reach } from "../../shared/model/recording";
import type { Lane, Version } from "../../shared/model/site";
import { type Hole, endOfSegment } from "./holes";
import type { LogSegment } from "./recording-ports";

/** A version as the beginning of a replay: what its volume holds is the lane's state at this place in the lane's log. */
export interface Base {
  readonly version: Version;
  readonly place: LogPosition;
}

/**
 * The versions from which a lane's log can be replayed, in the order of its log. `from`: the version the lane was cloned from, which is
 * its state before its own log begins. `ends`: of the index.
 */
export function basesOf(
  lane: Lane,
  versions: readonly Version[],
  from: Version | null,
  segments: readonly LogSegment[],
  ends: ReadonlyMap<string, number>,
): readonly Base[] {
  const own = versions.flatMap((version) =>
    version.laneId === lane.id && version.binlog !== null
      ? [{ version, place: beginOfNext(version.binlog, segments, ends) }]
      : [],
  );
  const first = segments[0];
  // A lane that began with replayed log is not what its version holds.
  const origin =
    from === null || first === undefined || lane.replayed || !isBeginning(first, from)
      ? []
      : [{ version: from, place: { file: first.file, position: firstEvent } }];
  return [...origin, ...own].sort((a, b) => placeOf(a.place) - placeOf(b.place));
}

/** What follows a version in its own segment: where it is no more than this, it is the word that the next one follows. Bytes. */
const rotation = 64;

/**
 * Where nothing was committed between a version and the end of its segment its log begins with the next: that one is enough then, and
 * this one may be gone or damaged. That is so nearly always, for the log is rotated right behind a version.
 */
function beginOfNext(
  place: LogPosition,
  segments: readonly LogSegment[],
  ends: ReadonlyMap<string, number>,
): LogPosition {
  const number = segmentNumber(place.file);
  const next = segments.find(({ file }) => segmentNumber(file) === number + 1);
  if (next === undefined) return place;
  const own = segments.find(({ file }) => file === place.file);
  const last = ends.get(place.file);
  const tail = own !== undefined && own.archived ? own.size - place.position : Number.NaN;
  const isLast = last === undefined ? tail >= 0 && tail <= rotation : last <= place.position;
  return isLast ? { file: next.file, position: firstEvent } : place;
}

/**
 * Whether a lane's oldest segment is the one it began with: a server goes on counting behind the segment that its volume was cloned with.
 * Where that is not known nothing of the log is dropped as long as the version is there (`logNeeds`).
 */
function isBeginning(first: LogSegment, from: Version): boolean {
  return from.binlog === null || segmentNumber(first.file) === segmentNumber(from.binlog.file) + 1;
}

/** Segments that follow each other without a hole, from this one on. Empty where it is not there. */
export function unbroken(segments: readonly LogSegment[], file: string): readonly LogSegment[] {
  const start = segments.findIndex((segment) => segment.file === file);
  if (start === -1) return [];
  const first = segmentNumber(file);
  const rest = segments.slice(start);
  const end = rest.findIndex((segment, index) => segmentNumber(segment.file) !== first + index);
  return end === -1 ? rest : rest.slice(0, end);
}

/**
 * The stretches of a lane in which every second can be gone to: from a version on, as far as the log goes on behind it and can be read.
 * The last stretch of an open lane goes on with time.
 */
export function reachOf(
  lane: Lane,
  bases: readonly Base[],
  segments: readonly LogSegment[],
  holes: readonly Hole[],
): readonly Reach[] {
  const newest = segments.at(-1);
  const stretches: Reach[] = [];
  let covered = 0;
  for (const base of bases) {
    const place = placeOf(base.place);
    if (place < covered) continue;
    const run = unbroken(segments, base.place.file);
    const last = run.at(-1);
    if (last === undefined) continue;
    covered = endOfSegment(last.file);
    const hole = holes.find(({ from, until }) => until > place && placeOf(from) < covered);
    if (hole !== undefined) covered = Math.min(covered, hole.until);
    const readable = hole === undefined ? covered : placeOf(hole.from);
    const open = last === newest && hole === undefined && lane.closedAt === null;
    // A version behind the newest segment of a closed lane says that the log's end is gone; of an open one it was not looked for yet.
    const whole = last === newest && hole === undefined && bases.every((one) => placeOf(one.place) < covered);
    const end = whole ? lane.closedAt : endOf(bases, base, readable);
    if (open) stretches.push({ laneId: lane.id, from: startOf(base, lane), to: null });
    else if (end !== null) stretches.push({ laneId: lane.id, from: startOf(base, lane), to: end });
  }
  return stretches;
}

/** The version a lane was cloned from may be much older than the lane. */
function startOf({ version }: Base, lane: Lane): string {
  return version.laneId === lane.id ? version.at : lane.openedAt;
}

/** The log up to this place is there: up to the last version in it that is known, where that is another than the first. */
function endOf(bases: readonly Base[], first: Base, readable: number): string | null {
  const last = bases.findLast(({ place }) => placeOf(place) <= readable);
  return last === undefined || last === first ? null : last.version.at;
}
