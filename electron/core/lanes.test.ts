import { expect, test } from "vitest";
import type { Branch, Lane } from "../../shared/model/site";
import { moveBack, moveToLane } from "./lanes";

const lane = (id: string, number: number): Lane => ({
  id,
  siteId: "s00000000001",
  branchId: "b00000000001",
  fromVersionId: null,
  openedAt: "2026-03-12T14:00:00.000Z",
  closedAt: null,
  number,
});

const branch: Branch = {
  id: "b00000000001",
  siteId: "s00000000001",
  kind: "main",
  name: "main",
  headLaneId: "l00000000001",
  lanes: [lane("l00000000001", 1)],
  from: null,
  wanted: "running",
  quarantined: false,
  durable: false,
  createdAt: "2026-03-12T14:00:00.000Z",
  trashedAt: null,
  expiresAt: null,
};

test("moving to a lane closes the one before it", () => {
  const moved = moveToLane(branch, lane("l00000000002", 2), "2026-03-12T15:00:00.000Z");
  expect(moved.headLaneId).toBe("l00000000002");
  expect(moved.lanes.map(({ id, closedAt }) => [id, closedAt])).toEqual([
    ["l00000000001", "2026-03-12T15:00:00.000Z"],
    ["l00000000002", null],
  ]);
});

test("moving back leaves the branch as it was", () => {
  const moved = moveToLane(branch, lane("l00000000002", 2), "2026-03-12T15:00:00.000Z");
  expect(moveBack(moved, "l00000000001")).toEqual(branch);
});

test("moving to the same lane twice changes nothing more than once", () => {
  const once = moveToLane(branch, lane("l00000000002", 2), "2026-03-12T15:00:00.000Z");
  const twice = moveToLane(once, lane("l00000000002", 2), "2026-03-12T15:00:00.000Z");
  expect(twice.lanes.map(({ id }) => id)).toEqual(["l00000000001", "l00000000002"]);
});
