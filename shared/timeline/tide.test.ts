import { expect, test } from "vitest";
import { activityOf } from "../../e2e/fixtures/made-up/activity";
import { saltmarsh } from "../../e2e/fixtures/made-up/sites";
import { at } from "../../e2e/fixtures/made-up/time";
import { activityTile, overviewTile } from "./activity-tile";
import { historyOf } from "./history";
import { DAY, MINUTE, widthOf } from "./span";
import { highest, levelOf, ramp, rowBins, smooth, tideLines, tideOf } from "./tide";

const sum = (values: Float32Array) => values.reduce((a, b) => a + b, 0);

test("smoothing keeps how much there was and where its middle is, narrow or wide", () => {
  for (const sigma of [2.5, 4, 8, 40]) {
    const bins = new Float32Array(800);
    bins[400] = 10;
    const lines = smooth(bins, sigma);
    expect(sum(lines)).toBeCloseTo(10, 1);
    const middle = lines.reduce((all, value, index) => all + value * index, 0) / sum(lines);
    expect(middle).toBeCloseTo(400, 1);
    const spread = Math.sqrt(lines.reduce((all, value, index) => all + value * (index - 400) ** 2, 0) / sum(lines));
    expect(spread / sigma).toBeGreaterThan(0.8);
    expect(spread / sigma).toBeLessThan(1.2);
  }
});

test("an inner line is lower and reaches further than the one outside it", () => {
  const bins = new Float32Array(600);
  bins[300] = 1;
  const [outer, , , inner] = tideOf(bins, 6, tideLines(600));
  expect(highest(outer ?? bins, 0, 600)).toBeGreaterThan(highest(inner ?? bins, 0, 600));
  expect(outer?.[340] ?? 0).toBeLessThan(inner?.[340] ?? 0);
});

test("nothing leaves the shore where nothing happened, and the most there is reaches as far as there is room", () => {
  expect(levelOf(0, 1, 0, 5, 0.3)).toBe(0);
  expect(levelOf(0, 0, 0, 5, 0.3)).toBe(0);
  expect(levelOf(-0.01, 1, 0, 5, 0.3)).toBe(0);
  expect(levelOf(7, 7, 0, 5, 0.3)).toBeCloseTo(5);
});

test("an edge rises from nothing to all of it", () => {
  expect([ramp(-5), ramp(0), ramp(11), ramp(22), ramp(90)]).toEqual([0, 0, 0.5, 1, 1]);
});

test("what happened in a stretch set aside is drawn below the line, the rest on it, and nothing is lost", () => {
  const detail = saltmarsh().detail();
  const history = historyOf(detail);
  const from = at("2026-03-12 13:45:00");
  const to = at("2026-03-12 14:20:00");
  const activity = activityOf(detail, { siteId: detail.site.id, from, to, buckets: 700 });
  const [main] = rowBins(activity, history);
  const set = main?.asides.reduce((all, bins) => all + sum(bins), 0) ?? 0;
  const all = activity.lanes
    .filter(({ laneId }) => history.rows[0]?.branch.lanes.some(({ id }) => id === laneId))
    .reduce((total, { density }) => total + density.reduce((sums, value, index) => sums + (index % 2) * value, 0), 0);
  expect(set).toBeGreaterThan(20);
  expect(sum(main?.line ?? new Float32Array())).toBeGreaterThan(20);
  expect(set + sum(main?.line ?? new Float32Array())).toBeCloseTo(all, 1);
});

test("a tile holds its view with room on both sides, and views near each other share it", () => {
  const now = at("2026-03-12 16:42:07");
  for (const width of [25_000, 14 * MINUTE, DAY, 7 * DAY, 300 * DAY]) {
    const tiles = new Set<string>();
    for (let step = 0; step < 40; step++) {
      const span = { from: now - width - (step * width) / 40, to: now - (step * width) / 40 };
      const tile = activityTile(span);
      expect(span.from - tile.from).toBeGreaterThanOrEqual(width / 2 - 1);
      expect(tile.to - span.to).toBeGreaterThanOrEqual(width / 2 - 1);
      tiles.add(JSON.stringify(tile));
    }
    expect(tiles.size).toBeLessThanOrEqual(3);
  }
});

test("the overview's tile holds all of the history and stays for a while", () => {
  const now = at("2026-03-12 16:42:07");
  const span = { from: now - 60 * DAY, to: now + DAY };
  const tile = overviewTile(span);
  expect(tile.from).toBeLessThanOrEqual(span.from);
  expect(tile.to).toBeGreaterThanOrEqual(span.to);
  expect(overviewTile({ from: span.from, to: span.to + MINUTE })).toEqual(tile);
  expect(widthOf(tile)).toBeLessThan(widthOf(span) * 1.2);
});
