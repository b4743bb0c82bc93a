import { expect, test } from "vitest";
import type { SiteDetail } from "../../shared/model/views";
import { everySecondSince, recorderTrouble } from "./recorded";

const at = (day: number, hour = 12) => new Date(Date.UTC(2026, 2, day, hour)).toISOString();
type Reach = SiteDetail["reach"][number];

/** Main was rewound on the 10th, to what it was on the 8th. */
const detail = (reach: readonly Reach[]) =>
  ({
    branches: [{ id: "bmain", kind: "main", headLaneId: "l2" }],
    lanes: [
      { id: "l1", openedAt: at(1), fromVersionId: null },
      { id: "l2", openedAt: at(10), fromVersionId: "v8" },
    ],
    versions: [{ id: "v8", laneId: "l1", at: at(8) }],
    reach,
  }) as unknown as SiteDetail;

test("every second is reachable back across a rewind, as far as the older lane's log goes", () => {
  const now = { laneId: "l2", from: at(10), to: null };
  expect(everySecondSince(detail([now, { laneId: "l1", from: at(3), to: at(10) }]))).toBe(at(3));
  expect(everySecondSince(detail([{ laneId: "l1", from: at(3), to: at(6) }, now]))).toBe(at(10));
  expect(everySecondSince(detail([now]))).toBe(at(10));
});

test("where the newest stretch begins later than its lane, it is not reachable before", () => {
  expect(
    everySecondSince(
      detail([
        { laneId: "l1", from: at(3), to: at(10) },
        { laneId: "l2", from: at(11), to: null },
      ]),
    ),
  ).toBe(at(11));
});

test("nothing is promised where the present is not recorded", () => {
  expect(everySecondSince(detail([{ laneId: "l1", from: at(3), to: at(10) }]))).toBeNull();
  expect(everySecondSince(detail([]))).toBeNull();
});

test("a branch that is off is no trouble; a full store is, and comes before one that catches up", () => {
  const branches = ["b1", "b2", "b3"].map((id) => ({ id, kind: "branch", trashedAt: null }));
  const trouble = (recorders: SiteDetail["recorders"]) =>
    recorderTrouble({ branches, recorders } as unknown as SiteDetail);
  expect(trouble({ b1: { kind: "live" }, b2: { kind: "stopped", reason: "not-running" } })).toBeNull();
  expect(trouble({ b1: { kind: "catching-up", share: 0.4 } })).toEqual({ kind: "catching-up", share: 0.4 });
  expect(
    trouble({ b1: { kind: "catching-up", share: 0.4 }, b3: { kind: "stopped", reason: "store-full" } }),
  ).toMatchObject({ reason: "store-full" });
});
