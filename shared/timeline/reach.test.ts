import { expect, test } from "vitest";
import { saltmarsh } from "../../e2e/fixtures/made-up/sites";
import { at, instant } from "../../e2e/fixtures/made-up/time";
import { historyOf } from "./history";
import { momentPlace, nearestOn } from "./moment";
import { cutByReach, reachable } from "./reach";

const detail = saltmarsh().detail();
const history = historyOf(detail);

test("the line is reachable where its own lanes are, not where a rewind left it", () => {
  const { line } = reachable(history, detail.reach);
  expect(line[0]?.map(({ from, to }) => [from, to])).toEqual([
    [at("2026-02-12 16:42:07"), at("2026-03-09 17:55:00")],
    [at("2026-03-10 11:41:30"), at("2026-03-12 14:03:13")],
    [at("2026-03-12 14:09:05"), Number.POSITIVE_INFINITY],
  ]);
});

test("a second is asked of the lane the branch was on", () => {
  const { at: reaches } = reachable(history, detail.reach);
  const set = momentPlace(history, 0, at("2026-03-12 14:05:30"));
  expect(set?.base?.at).toBe(instant("2026-03-12 14:05:20"));
  expect(reaches(set?.laneId ?? "", at("2026-03-12 14:05:30"))).toBe(true);
  expect(reaches(set?.laneId ?? "", at("2026-03-12 15:00:00"))).toBe(false);
});

test("right after a rewind the version below is the one it went to", () => {
  expect(momentPlace(history, 0, at("2026-03-12 14:10:00"))?.base?.at).toBe(instant("2026-03-12 14:03:13"));
});

test("before its beginning a branch is nowhere, and its first version is the nearest", () => {
  const row = history.rows.findIndex(({ branch }) => branch.name === "woo-test");
  expect(momentPlace(history, row, at("2026-03-01 10:00:00"))).toBeNull();
  expect(nearestOn(history, row, at("2026-03-01 10:00:00"))?.at).toBe(instant("2026-03-11 10:22:10"));
});

test("a stretch is cut where reachable and other parts meet", () => {
  const parts = (from: number, to: number, ...spans: [number, number][]) =>
    cutByReach(
      from,
      to,
      spans.map(([start, end]) => ({ from: start, to: end })),
    ).map((part) => `${part.reachable ? "+" : "-"}${part.from}..${part.to}`);
  expect(parts(0, 10)).toEqual(["-0..10"]);
  expect(parts(0, 10, [2, 4], [6, 99])).toEqual(["-0..2", "+2..4", "-4..6", "+6..10"]);
  expect(parts(3, 10, [0, 5], [20, 30])).toEqual(["+3..5", "-5..10"]);
});
