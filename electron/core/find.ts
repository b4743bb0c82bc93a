import { AppError } from "../../shared/errors";
import type { Branch, Lane, Site, Version } from "../../shared/model/site";
import type { World } from "./world";

/** Looks a thing up in the catalogue, or throws `not-found`. */
export function found<T>(thing: T | null, what: string, id: string): T {
  if (thing === null)
    throw new AppError(
      "not-found",
      { what, id },
      `There is no such ${what}.`,
      "It may just have been deleted. Look at the list again.",
    );
  return thing;
}

export const findSite = (world: World, id: string): Site => found(world.catalogue.site(id), "site", id);
export const findBranch = (world: World, id: string): Branch => found(world.catalogue.branch(id), "branch", id);
export const findVersion = (world: World, id: string): Version => found(world.catalogue.version(id), "version", id);

export function mainBranch(world: World, siteId: string): Branch {
  return found(world.catalogue.branches(siteId).find((branch) => branch.kind === "main") ?? null, "branch", siteId);
}

/** A branch that is not in the trash, nor its site; throws `not-found`, `refused`. */
export function findActiveBranch(world: World, id: string): Branch {
  const branch = findBranch(world, id);
  if (branch.trashedAt !== null || findSite(world, branch.siteId).trashedAt !== null) {
    refuse("in-trash", "It is in the trash.", "Take it out of the trash first.");
  }
  return branch;
}

/** The lane a branch continues on. */
export function headLane(branch: Branch): Lane {
  const lane = branch.lanes.find((candidate) => candidate.id === branch.headLaneId);
  if (lane === undefined) throw new Error(`branch ${branch.id} has no record of its lane ${branch.headLaneId}`);
  return lane;
}

/** A lane and the branch it is of, whatever site that belongs to; null where no record knows it. */
export function laneOf(world: World, laneId: string): { readonly branch: Branch; readonly lane: Lane } | null {
  for (const site of world.catalogue.sites()) {
    for (const branch of world.catalogue.branches(site.id)) {
      const lane = branch.lanes.find(({ id }) => id === laneId);
      if (lane !== undefined) return { branch, lane };
    }
  }
  return null;
}

export const findLane = (world: World, id: string) => found(laneOf(world, id), "lane", id);

/** How a lane's log is asked for. */
export const logOf = ({ id, number }: Lane): { readonly laneId: string; readonly number: number } => ({
  laneId: id,
  number,
});

/** A number no lane of the site has had: database ids made on two lanes never meet. */
export function nextLaneNumber(world: World, siteId: string): number {
  const numbers = world.catalogue.branches(siteId).flatMap((branch) => branch.lanes.map((lane) => lane.number));
  return Math.max(0, ...numbers) + 1;
}

/** The newest version of a lane, or the one it was cloned from. */
export function lastVersionOf(world: World, lane: Lane): Version | null {
  const versions = world.catalogue.versions(lane.siteId).filter((version) => version.laneId === lane.id);
  return versions.at(-1) ?? (lane.fromVersionId === null ? null : world.catalogue.version(lane.fromVersionId));
}

/** `reason` is what the interface finds its own words by. */
export function refuse(reason: string, message: string, hint: string): never {
  throw new AppError("refused", { reason }, message, hint);
}
