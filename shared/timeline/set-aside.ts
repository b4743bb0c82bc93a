import type { SiteDetail } from "../model/views";
import { courseOf, isOnLine } from "./lane-course";

/** Ids of the versions that rewinds left beside their branch's line; what the line comes from is not among them. */
export function setAside(detail: Pick<SiteDetail, "branches" | "lanes" | "versions">): ReadonlySet<string> {
  const laneById = new Map(detail.lanes.map((lane) => [lane.id, lane]));
  const places = new Map(detail.versions.map(({ id, laneId, at }) => [id, { laneId, at: Date.parse(at) }]));
  const aside = new Set<string>();
  for (const branch of detail.branches) {
    const course = courseOf(branch.headLaneId, branch.lanes, laneById, (id) => places.get(id) ?? null);
    for (const version of detail.versions) {
      if (version.branchId !== branch.id) continue;
      if (!isOnLine(course, version.laneId, Date.parse(version.at))) aside.add(version.id);
    }
  }
  return aside;
}
