import type { Branch } from "../../shared/model/site";
import { headLane, logOf } from "../core/find";
import type { LogSegment } from "../core/ports";
import type { World } from "../core/world";

/**
 * Moves a lane's closed segments into the archive and has its database forget them, so that the next version holds no more of the log
 * than its own segment. Safe at any instant: the server forgets only what is in the archive whole. Returns all segments there are.
 */
export async function archiveLane(world: World, branch: Branch, signal: AbortSignal): Promise<readonly LogSegment[]> {
  const lane = headLane(branch);
  const log = logOf(lane);
  const before = await world.logs.segments(log, signal);
  const newest = before.at(-1);
  if (newest === undefined || !before.some((segment) => segment !== newest && !segment.archived)) return before;
  const archived = new Set((await world.logs.archive(log, false, signal)).map(({ file }) => file));
  // The first one that is not in the archive, and every one behind it, stays with the server.
  const kept = before.find(({ file }) => !archived.has(file));
  if (kept !== undefined && kept === newest && world.activity.running.has(lane.id)) {
    const secrets = await world.store.readSecrets(branch.siteId, signal);
    await world.databases.forgetLog({ laneId: lane.id, secrets }, kept.file, signal);
  }
  return world.logs.segments(log, signal);
}
