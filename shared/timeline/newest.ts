import { type History, lowerBound, type Place } from "./history";
import type { Span } from "./span";

/** The newest versions inside a span, over all rows, newest first, at most `most`. */
export function newestIn(history: History, span: Span, most: number): readonly Place[] {
  const heads = history.rows.map((row) => lowerBound(row.times, span.to) - 1);
  const found: Place[] = [];
  while (found.length < most) {
    let best = -1;
    let bestAt = span.from;
    history.rows.forEach((row, index) => {
      const at = row.times[heads[index] ?? -1];
      if (at !== undefined && at >= bestAt) [best, bestAt] = [index, at];
    });
    if (best === -1) break;
    found.push({ row: best, index: heads[best] ?? 0 });
    heads[best] = (heads[best] ?? 0) - 1;
  }
  return found;
}
