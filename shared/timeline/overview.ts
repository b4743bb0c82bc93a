import type { MarkTable } from "./history";
import type { Bounds, Span } from "./span";

/** All of it: from a little before the first instant to a little after the present. */
export function overviewSpan(bounds: Bounds): Span {
  const length = Math.max(60_000, bounds.now - bounds.start);
  return { from: bounds.start - length * 0.03, to: bounds.now + length * 0.03 };
}

/** The highest rank in each pixel of the overview plus one, 0 where there is no mark; set-aside ones left out. */
export function overviewRanks(marks: MarkTable, span: Span, width: number): Uint8Array {
  const ranks = new Uint8Array(width);
  const perMs = width / (span.to - span.from);
  for (let index = 0; index < marks.count; index++) {
    if (marks.asides[index] !== -1) continue;
    const x = Math.floor(((marks.times[index] ?? 0) - span.from) * perMs);
    if (x < 0 || x >= width) continue;
    ranks[x] = Math.max(ranks[x] ?? 0, (marks.ranks[index] ?? 0) + 1);
  }
  return ranks;
}

export type BrushPart = "body" | "left" | "right";

/** The view after its brush was dragged by `by` milliseconds. Edges never pass each other. */
export function dragBrush(span: Span, part: BrushPart, by: number, least: number): Span {
  if (part === "left") return { from: Math.min(span.from + by, span.to - least), to: span.to };
  if (part === "right") return { from: span.from, to: Math.max(span.to + by, span.from + least) };
  return { from: span.from + by, to: span.to + by };
}
