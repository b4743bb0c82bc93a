import type { SpaceView } from "../../shared/model/recording";
import { findSite, logOf, mainBranch } from "./find";
import type { LogSegment } from "./recording-ports";
import type { World } from "./world";

/** The segments of each lane of a site, by lane. */
export type SiteLogs = ReadonlyMap<string, readonly LogSegment[]>;

export async function siteLogs(world: World, siteId: string, signal: AbortSignal): Promise<SiteLogs> {
  const logs = new Map<string, readonly LogSegment[]>();
  for (const lane of world.catalogue.branches(siteId).flatMap((branch) => branch.lanes)) {
    logs.set(lane.id, await world.logs.segments(logOf(lane), signal));
  }
  return logs;
}

export const diskOf = (logs: SiteLogs): number =>
  [...logs.values()].flat().reduce((bytes, segment) => bytes + segment.disk, 0);

/**
 * Where a site's room goes: what main refers to, what only the branches hold, what deleting all versions together would free, the log.
 * What versions and branches share with each other, and main with neither, is only in the total.
 */
export async function spaceOf(world: World, siteId: string, signal: AbortSignal): Promise<SpaceView> {
  const site = findSite(world, siteId);
  const main = mainBranch(world, site.id).headLaneId;
  const branches = world.catalogue
    .branches(site.id)
    .flatMap(({ headLaneId }) => (headLaneId === main ? [] : headLaneId));
  const versions = world.catalogue.versions(site.id).map(({ id }) => id);
  const siteBytes = (await world.store.sizes([main], signal)).get(main)?.total ?? 0;
  const log = diskOf(await siteLogs(world, site.id, signal));
  const beside = await freedBy(world, [...branches, ...versions], signal);
  return {
    siteId,
    site: siteBytes,
    branches: await freedBy(world, branches, signal),
    versions: await freedBy(world, versions, signal),
    log,
    total: siteBytes + beside + log,
  };
}

/** Bytes that deleting these together would free. */
export const freedBy = async (world: World, ids: readonly string[], signal: AbortSignal): Promise<number> =>
  ids.length === 0 ? 0 : await world.space.freedBy(ids, signal);
