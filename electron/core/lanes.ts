import type { Branch, Lane } from "../../shared/model/site";

/** A branch whose head is `lane` from now on; the lane it was on is closed at that instant. */
export function moveToLane(branch: Branch, lane: Lane, at: string): Branch {
  const lanes = branch.lanes
    .filter(({ id }) => id !== lane.id)
    .map((other) => (other.id === branch.headLaneId ? { ...other, closedAt: at } : other));
  return { ...branch, headLaneId: lane.id, lanes: [...lanes, lane] };
}

/** The branch as it was before `moveToLane`: back on `previousId`, without the lane it had moved to. */
export function moveBack(branch: Branch, previousId: string): Branch {
  const lanes = branch.lanes
    .filter(({ id }) => id === previousId || id !== branch.headLaneId)
    .map((lane) => (lane.id === previousId ? { ...lane, closedAt: null } : lane));
  return { ...branch, headLaneId: previousId, lanes };
}
