import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { MarkTable } from "./history";
import { highestRank } from "./mark-kinds";
import {
  automaticDistance,
  emptyBins,
  emptyPlacement,
  type Placement,
  placeMarks,
  specialDistance,
} from "./mark-placement";
import { DAY } from "./span";

const start = Date.UTC(2026, 2, 1);
const span = { from: start, to: start + DAY };
const width = 1000;

const tables = fc
  .array(
    fc.record({
      at: fc.double({ min: -0.2, max: 1.2, noNaN: true }),
      rank: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.integer({ min: 0, max: highestRank })),
      aside: fc.constantFrom(-1, -1, -1, 0, 1),
    }),
    { maxLength: 400 },
  )
  .map((marks) =>
    tableOf(marks.map(({ at, ...rest }) => ({ at: start + at * DAY, ...rest })).sort((a, b) => a.at - b.at)),
  );

function tableOf(marks: readonly { at: number; rank: number; aside: number }[]): MarkTable {
  return {
    count: marks.length,
    times: Float64Array.from(marks, (mark) => mark.at),
    ranks: Uint8Array.from(marks, (mark) => mark.rank),
    shapes: new Uint8Array(marks.length),
    forks: new Uint8Array(marks.length),
    asides: Int16Array.from(marks, (mark) => mark.aside),
    sources: Int32Array.from(marks, (_, index) => index),
  };
}

function placed(marks: MarkTable, selected = -1, view = span): Placement {
  const placement = emptyPlacement();
  placeMarks({ row: 0, marks, asideShown: [true, false], selected }, view, width, placement, emptyBins());
  return placement;
}

const standing = (placement: Placement) => Array.from({ length: placement.count }, (_, at) => at);
const rankAt = (marks: MarkTable, placement: Placement, at: number) => marks.ranks[placement.mark[at] ?? 0] ?? 0;

describe("marks that stand", () => {
  it("count for every mark in and near the view, each once", () => {
    fc.assert(
      fc.property(tables, (marks) => {
        const placement = placed(marks);
        const total = standing(placement).reduce((sum, at) => sum + (placement.merged[at] ?? 0), 0);
        const shown = Array.from(marks.asides).filter((aside) => aside !== 1).length;
        expect(total).toBe(shown);
      }),
      { examples: [[tableOf([])]] },
    );
  });

  it("are far enough apart: special ones 11 px, automatic ones 6.5 px", () => {
    fc.assert(
      fc.property(tables, (marks) => {
        const placement = placed(marks);
        for (const level of [0, 1]) {
          const on = standing(placement).filter((at) => placement.level[at] === level);
          for (const special of [true, false]) {
            const xs = on
              .filter((at) => rankAt(marks, placement, at) > 0 === special)
              .map((at) => placement.x[at] ?? 0)
              .sort((a, b) => a - b);
            const least = special ? specialDistance - 1 : automaticDistance - 1e-6;
            xs.forEach((x, at) => at > 0 && expect(x - (xs[at - 1] ?? 0)).toBeGreaterThan(least - 1e-6));
          }
        }
      }),
    );
  });

  it("never let a special mark yield to an automatic or a lesser one", () => {
    fc.assert(
      fc.property(tables, (marks) => {
        const placement = placed(marks);
        const perMs = width / DAY;
        for (let index = 0; index < marks.count; index++) {
          const rank = marks.ranks[index] ?? 0;
          const aside = marks.asides[index] ?? -1;
          const x = ((marks.times[index] ?? 0) - span.from) * perMs;
          if (rank === 0 || aside === 1) continue;
          const near = standing(placement).some(
            (at) =>
              placement.level[at] === (aside === -1 ? 0 : 1) &&
              Math.abs((placement.x[at] ?? 0) - x) < specialDistance &&
              rankAt(marks, placement, at) >= rank,
          );
          expect(near).toBe(true);
        }
      }),
    );
  });

  it("always include the selection, even where its stretch is folded", () => {
    fc.assert(
      fc.property(tables, fc.nat(), (marks, pick) => {
        if (marks.count === 0) return;
        const selected = pick % marks.count;
        const placement = placed(marks, selected);
        expect(standing(placement).filter((at) => placement.mark[at] === selected)).toHaveLength(1);
      }),
    );
  });

  it("stay the same while the view is panned, but for a chunk of the grid beyond its edges", () => {
    const perMs = width / DAY;
    const edges = (from: number) => [
      Math.floor((from * perMs - 64) / 256),
      Math.ceil((from * perMs + width + 64) / 256),
    ];
    const inside = (placement: Placement) => standing(placement).map((at) => placement.mark[at]);
    fc.assert(
      fc.property(tables, fc.integer({ min: 1, max: 40 }), (marks, pixels) => {
        const by = (pixels / width) * DAY;
        fc.pre(edges(span.from).join() === edges(span.from + by).join());
        const panned = placed(marks, -1, { from: span.from + by, to: span.to + by });
        expect(inside(panned)).toEqual(inside(placed(marks)));
      }),
    );
  });
});
