import type { ActivityView } from "../model/recording";
import type { History } from "./history";
import { isOnLine } from "./lane-course";

/**
 * Tide lines: the same activity at four paces. The outermost is what happened just here; each line inside it is smoothed
 * over a longer stretch, so that quiet hours are one line and busy ones fan out and cross, as waves leave edges on sand.
 */
export const paces = [
  { stretch: 1, height: 1 },
  { stretch: 1.9, height: 0.92 },
  { stretch: 3.2, height: 0.84 },
  { stretch: 5, height: 0.74 },
] as const;

/** How much happened in each bucket on one row: on its line, and in each stretch that a rewind set aside. */
export interface RowBins {
  readonly line: Float32Array;
  readonly asides: readonly Float32Array[];
  /** Nothing happened at all: there is nothing to smooth. */
  readonly empty: boolean;
}

/** The answer's lanes onto the rows that show them; by row of the history. */
export function rowBins(activity: ActivityView, history: History): readonly RowBins[] {
  const { from, bucket } = activity;
  const size = Math.ceil((activity.to - from) / bucket);
  const density = new Map(activity.lanes.map((lane) => [lane.laneId, lane.density]));
  return history.rows.map((row) => {
    const line = new Float32Array(size);
    const asides = row.asides.map(() => new Float32Array(size));
    let empty = true;
    for (const { id } of row.branch.lanes) {
      const pairs = density.get(id) ?? [];
      const aside = asides[row.asideOf.get(id) ?? -1];
      for (let index = 0; index + 1 < pairs.length; index += 2) {
        const at = pairs[index] ?? 0;
        const into = isOnLine(row, id, from + (at + 0.5) * bucket) ? line : aside;
        if (into === undefined || at < 0 || at >= size) continue;
        into[at] = (into[at] ?? 0) + (pairs[index + 1] ?? 0);
        empty = false;
      }
    }
    return { line, asides, empty };
  });
}

/**
 * A Gaussian of this many buckets, by the recursive filter of Young and van Vliet: as dear for a wide stretch as for a
 * narrow one. Nothing is beyond the ends.
 */
export function smooth(
  bins: Float32Array,
  sigma: number,
  into: Float32Array = new Float32Array(bins.length),
): Float32Array {
  const width = Math.max(0.5, sigma);
  const q = width >= 2.5 ? 0.98711 * width - 0.9633 : 3.97156 - 4.14554 * Math.sqrt(1 - 0.26891 * width);
  const b0 = 1.57825 + 2.44413 * q + 1.4281 * q ** 2 + 0.422205 * q ** 3;
  const b1 = (2.44413 * q + 2.85619 * q ** 2 + 1.26661 * q ** 3) / b0;
  const b2 = -(1.4281 * q ** 2 + 1.26661 * q ** 3) / b0;
  const b3 = (0.422205 * q ** 3) / b0;
  const gain = 1 - (b1 + b2 + b3);
  let [x1, x2, x3] = [0, 0, 0];
  for (let at = 0; at < bins.length; at++) {
    const x = gain * (bins[at] ?? 0) + b1 * x1 + b2 * x2 + b3 * x3;
    into[at] = x;
    [x3, x2, x1] = [x2, x1, x];
  }
  [x1, x2, x3] = [0, 0, 0];
  for (let at = bins.length - 1; at >= 0; at--) {
    const x = gain * (into[at] ?? 0) + b1 * x1 + b2 * x2 + b3 * x3;
    into[at] = x;
    [x3, x2, x1] = [x2, x1, x];
  }
  return into;
}

/** The lines of one course of buckets, outermost first; as many as there is memory for. `sigma` in buckets. */
export function tideOf(bins: Float32Array, sigma: number, into: readonly Float32Array[]): readonly Float32Array[] {
  into.forEach((line, pace) => smooth(bins, sigma * (paces[pace]?.stretch ?? 1), line));
  return into;
}

/** Memory for so many lines. */
export const tideLines = (size: number, lines: number = paces.length): readonly Float32Array[] =>
  Array.from({ length: lines }, () => new Float32Array(size));

/** The most there is between two buckets. */
export function highest(values: Float32Array, from: number, to: number): number {
  let most = 0;
  const end = Math.min(values.length, Math.ceil(to));
  for (let at = Math.max(0, Math.floor(from)); at < end; at++) most = Math.max(most, values[at] ?? 0);
  return most;
}

const unseen = 0.0025;

/**
 * How far a line leaves the shore, from 0 to `most`. Little is lifted, so that calm times are told from still ones; much is
 * held back, so that one import doesn't flatten a month.
 */
export function levelOf(value: number, top: number, pace: number, most: number, soft: number): number {
  const share = value / top;
  if (!(share >= unseen)) return 0;
  return most * (share / (share + soft)) * (1 + soft) * (paces[pace]?.height ?? 1);
}

/** 0 at an edge, 1 some pixels from it. */
export function ramp(distance: number, over = 22): number {
  const part = Math.max(0, Math.min(1, distance / over));
  return part * part * (3 - 2 * part);
}
