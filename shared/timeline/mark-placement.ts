import { lowerBound, type MarkTable } from "./history";
import { highestRank } from "./mark-kinds";
import { type Span, widthOf } from "./span";

/** Automatic marks nearer than this merge; special ones yield to a higher rank nearer than that. In pixels. */
export const automaticDistance = 6.5;
export const specialDistance = 11;

/** Bins beyond either edge of the view, so that grouping there doesn't change while panning. */
const chunk = 256;
const reachOfSpecial = Math.ceil(specialDistance) - 1;
const reachOfAutomatic = Math.floor(automaticDistance);

/** Marks that stand, in arrays reused from frame to frame; only the first `count` entries count. */
export interface Placement {
  count: number;
  x: Float64Array;
  row: Uint16Array;
  /** 0 on the line, 1 on the set-aside row. */
  level: Uint8Array;
  /** Index into the row's mark table. */
  mark: Int32Array;
  /** How many marks stand for by this one, itself included. */
  merged: Uint32Array;
}

export function emptyPlacement(): Placement {
  return {
    count: 0,
    x: new Float64Array(256),
    row: new Uint16Array(256),
    level: new Uint8Array(256),
    mark: new Int32Array(256),
    merged: new Uint32Array(256),
  };
}

/** Working memory of `placeMarks`: a bin is one pixel, laid on a grid that doesn't move with the view. */
export interface Bins {
  size: number;
  best: Int32Array;
  counts: Uint32Array;
  /** 1 + the placed mark whose special (or automatic) reach covers the bin. */
  special: Int32Array;
  automatic: Int32Array;
  order: Int32Array;
}

export function emptyBins(): Bins {
  const none = new Int32Array(0);
  return { size: 0, best: none, counts: new Uint32Array(0), special: none, automatic: none, order: none };
}

function resize(bins: Bins, size: number): void {
  if (bins.best.length < size) {
    bins.best = new Int32Array(size);
    bins.counts = new Uint32Array(size);
    bins.special = new Int32Array(size);
    bins.automatic = new Int32Array(size);
    bins.order = new Int32Array(size);
  }
  bins.size = size;
  bins.best.fill(-1, 0, size);
  bins.counts.fill(0, 0, size);
  bins.special.fill(0, 0, size);
  bins.automatic.fill(0, 0, size);
}

export interface RowToPlace {
  readonly row: number;
  readonly marks: MarkTable;
  /** Whether each set-aside stretch of the row is wide enough to be shown; marks of a folded one are left out. */
  readonly asideShown: readonly boolean[];
  /** The selected mark's index, or -1. It always stands; where its stretch is folded, on the line. */
  readonly selected: number;
}

/** Adds the marks of one row that stand at this zoom to `into`, each with how many it stands for. */
export function placeMarks(target: RowToPlace, span: Span, width: number, into: Placement, bins: Bins): void {
  placeLevel(target, 0, span, width, into, bins);
  if (target.asideShown.some(Boolean)) placeLevel(target, 1, span, width, into, bins);
}

function placeLevel(target: RowToPlace, level: 0 | 1, span: Span, width: number, into: Placement, bins: Bins): void {
  const { marks, asideShown, selected } = target;
  const perMs = width / widthOf(span);
  const left = Math.floor((span.from * perMs - chunk / 4) / chunk) * chunk;
  const right = Math.ceil((span.to * perMs + chunk / 4) / chunk) * chunk;
  resize(bins, right - left);
  const { best, counts } = bins;

  const first = lowerBound(marks.times, left / perMs);
  const end = lowerBound(marks.times, right / perMs);
  let selectedBin = -1;
  for (let index = first; index < end; index++) {
    // Every index below is within arrays of the same length, hence the fallbacks never speak.
    const aside = marks.asides[index] ?? -1;
    const shown = aside === -1 || asideShown[aside] === true;
    if (index === selected) {
      if ((aside !== -1 && shown ? 1 : 0) !== level) continue;
    } else if (!shown || (aside === -1 ? 0 : 1) !== level) continue;
    const bin = Math.floor((marks.times[index] ?? 0) * perMs) - left;
    if (bin < 0 || bin >= bins.size) continue;
    counts[bin] = (counts[bin] ?? 0) + 1;
    const standing = best[bin] ?? -1;
    if (index === selected) selectedBin = bin;
    if (standing === -1 || (marks.ranks[index] ?? 0) >= (marks.ranks[standing] ?? 0)) best[bin] = index;
  }

  const place = (bin: number, index: number, special: boolean): void => {
    const at = into.count;
    if (at === into.x.length) grow(into);
    into.count = at + 1;
    into.x[at] = ((marks.times[index] ?? 0) - span.from) * perMs;
    into.row[at] = target.row;
    into.level[at] = level;
    into.mark[at] = index;
    into.merged[at] = 0;
    if (special) stamp(bins.special, bin, reachOfSpecial, bins.size, at + 1);
    stamp(bins.automatic, bin, reachOfAutomatic, bins.size, at + 1);
  };

  if (selectedBin !== -1) place(selectedBin, selected, (marks.ranks[selected] ?? 0) > 0);
  const specials = orderByRank(bins, marks);
  for (let at = 0; at < specials; at++) {
    const bin = bins.order[at] ?? 0;
    if (bins.special[bin] === 0) place(bin, best[bin] ?? 0, true);
  }
  let lastX = Number.POSITIVE_INFINITY;
  for (let bin = bins.size - 1; bin >= 0; bin--) {
    const index = best[bin] ?? -1;
    if (index === -1 || (marks.ranks[index] ?? 0) > 0 || bins.automatic[bin] !== 0) continue;
    const x = (marks.times[index] ?? 0) * perMs;
    if (lastX - x < automaticDistance) {
      bins.automatic[bin] = into.count;
      continue;
    }
    place(bin, index, false);
    lastX = x;
  }
  // Every mark counts for the one that stands in its place.
  for (let bin = 0; bin < bins.size; bin++) {
    const count = counts[bin] ?? 0;
    if (count === 0) continue;
    const special = (marks.ranks[best[bin] ?? 0] ?? 0) > 0;
    const owner = ((special ? bins.special[bin] : bins.automatic[bin]) ?? 0) - 1;
    into.merged[owner] = (into.merged[owner] ?? 0) + count;
  }
}

const ranksFrom = new Int32Array(highestRank + 2);

/** Bins whose best mark is special, highest rank first and newest first within a rank; returns how many. */
function orderByRank(bins: Bins, marks: MarkTable): number {
  ranksFrom.fill(0);
  for (let bin = 0; bin < bins.size; bin++) {
    const index = bins.best[bin] ?? -1;
    if (index === -1) continue;
    const rank = marks.ranks[index] ?? 0;
    ranksFrom[rank] = (ranksFrom[rank] ?? 0) + 1;
  }
  let count = 0;
  for (let rank = highestRank; rank > 0; rank--) {
    const of = ranksFrom[rank] ?? 0;
    ranksFrom[rank] = count;
    count += of;
  }
  for (let bin = bins.size - 1; bin >= 0; bin--) {
    const index = bins.best[bin] ?? -1;
    const rank = index === -1 ? 0 : (marks.ranks[index] ?? 0);
    if (rank === 0) continue;
    const at = ranksFrom[rank] ?? 0;
    bins.order[at] = bin;
    ranksFrom[rank] = at + 1;
  }
  return count;
}

function stamp(owners: Int32Array, bin: number, reach: number, size: number, owner: number): void {
  const to = Math.min(size - 1, bin + reach);
  for (let at = Math.max(0, bin - reach); at <= to; at++) if (owners[at] === 0) owners[at] = owner;
}

function grow(placement: Placement): void {
  const size = placement.x.length * 2;
  const { x, row, level, mark, merged } = placement;
  placement.x = new Float64Array(size);
  placement.row = new Uint16Array(size);
  placement.level = new Uint8Array(size);
  placement.mark = new Int32Array(size);
  placement.merged = new Uint32Array(size);
  placement.x.set(x);
  placement.row.set(row);
  placement.level.set(level);
  placement.mark.set(mark);
  placement.merged.set(merged);
}
