import type { LogPosition } from "./model/event";

/** Where a segment's first event begins: behind four bytes that say what the file is. */
export const firstEvent = 4;

/** A segment's number: 7 of `mysql-bin.000007`. */
export function segmentNumber(file: string): number {
  return Number(/\d+$/.exec(file)?.[0] ?? 0);
}

/** A place in a lane's log as one number that compares as places do: the segment's number, then the byte. */
export function placeOf({ file, position }: LogPosition): number {
  return segmentNumber(file) * 2 ** 32 + position;
}
