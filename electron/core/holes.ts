import { placeOf, segmentNumber } from "../../shared/log-place";
import type { LogPosition } from "../../shared/model/event";
import type { LogHole, LogSegment } from "./recording-ports";

/** A stretch of a lane's log in which nobody knows what was committed. */
export interface Hole {
  /** Right behind the last transaction before it. */
  readonly from: LogPosition;
  /** The place where the log can be read again. */
  readonly until: number;
}

/** The place behind everything in a segment, before everything in the next. */
export const endOfSegment = (file: string): number => (segmentNumber(file) + 1) * 2 ** 32;

/**
 * What can't be read of a lane's log, in its order: what its reader came upon, and ends of closed segments that are gone since a
 * version was taken there. A segment that is gone altogether is none: `unbroken` stops there.
 */
export function holesOf(
  found: readonly LogHole[],
  bases: readonly { readonly place: LogPosition }[],
  segments: readonly LogSegment[],
): readonly Hole[] {
  const known = found.map(({ from, until }) => ({ from, until: endOf({ from, until }) }));
  const cut = segments.slice(0, -1).flatMap(({ file, size }) => {
    const gone = bases.some(({ place }) => place.file === file && place.position > size);
    return gone ? [{ from: { file, position: size }, until: endOfSegment(file) }] : [];
  });
  return [...known, ...cut].sort((a, b) => placeOf(a.from) - placeOf(b.from));
}

const endOf = ({ from, until }: LogHole): number =>
  until === null ? endOfSegment(from.file) : placeOf({ file: from.file, position: until });

/** Whether a hole lies between two places. One that begins right behind `to` doesn't. */
export function isTorn(holes: readonly Hole[], from: LogPosition, to: LogPosition): boolean {
  return holes.some((hole) => placeOf(hole.from) < placeOf(to) && hole.until > placeOf(from));
}
