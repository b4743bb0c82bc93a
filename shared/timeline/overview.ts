import type { MarkTable } from "./history";
import { automaticRank, forkRank, highestRank } from "./mark-kinds";
import type { Bounds, Span } from "./span";

/** All of it: from a little before the first instant to a little after the present. */
export function overviewSpan(bounds: Bounds): Span {
  const length = Math.max(60_000, bounds.now - bounds.start);
  return { from: bounds.start - length * 0.03, to: bounds.now + length * 0.03 };
}

const specialDistance = 7;
const automaticDistance = 4;

/** The marks of a row that stand in the overview, by whole pixels; set-aside ones are left out. The higher rank stands. */
export function overviewMarks(marks: MarkTable, span: Span, width: number): readonly { x: number; rank: number }[] {
  const size = Math.ceil(width);
  const best = new Int8Array(size).fill(-1);
  const perMs = width / (span.to - span.from);
  for (let index = 0; index < marks.count; index++) {
    if (marks.asides[index] !== -1) continue;
    const x = Math.floor(((marks.times[index] ?? 0) - span.from) * perMs);
    if (x >= 0 && x < size) best[x] = Math.max(best[x] ?? -1, marks.ranks[index] ?? 0);
  }
  const taken = new Uint8Array(size);
  const placed: { x: number; rank: number }[] = [];
  for (let rank = highestRank; rank >= automaticRank; rank--) {
    const distance = rank > forkRank ? specialDistance : automaticDistance;
    for (let x = size - 1; x >= 0; x--) {
      if (best[x] !== rank || taken[x] === 1) continue;
      placed.push({ x, rank });
      taken.fill(1, Math.max(0, x - distance + 1), x + distance);
    }
  }
  return placed;
}

export type BrushPart = "body" | "left" | "right";

/** The view after its brush was dragged by `by` milliseconds. Edges never pass each other. */
export function dragBrush(span: Span, part: BrushPart, by: number, least: number): Span {
  if (part === "left") return { from: Math.min(span.from + by, span.to - least), to: span.to };
  if (part === "right") return { from: span.from, to: Math.max(span.to + by, span.from + least) };
  return { from: span.from + by, to: span.to + by };
}
