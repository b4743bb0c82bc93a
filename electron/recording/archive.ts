import type { Branch } from "../../shared/model/site";
import { headLane, logOf } from "../core/find";
import type { LogSegment } from "../core/recording-ports";
import type { World } from "../core/world";
import { isFull } from "./full";

export interface Archived {
  /** All there are now. */
  readonly segments: readonly LogSegment[];
  /** Why not all that is closed is in the archive; null: it is. */
  readonly full: "store-full" | "host-full" | null;
}

/**
 * Moves a lane's closed segments into the archive and has its database forget them, so that the next version holds no more of the log
 * than its own segment. Safe at any instant: the server forgets only what is in the archive whole. Without room they stay where they are.
 */
export async function archiveLane(world: World, branch: Branch, signal: AbortSignal): Promise<Archived> {
  const lane = headLane(branch);
  const log = logOf(lane);
  const before = await world.logs.segments(log, signal);
  const newest = before.at(-1);
  if (newest === undefined || !before.some((segment) => segment !== newest && !segment.archived))
    return { segments: before, full: null };
  let archived: ReadonlySet<string>;
  try {
    archived = new Set((await world.logs.archive(log, false, signal)).map(({ file }) => file));
  } catch (error) {
    const full = isFull(error);
    if (full === null) throw error;
    return { segments: before, full };
  }
  // The first one that is not in the archive, and every one behind it, stays with the server.
  const kept = before.find(({ file }) => !archived.has(file));
  if (kept !== undefined && kept === newest && world.activity.running.has(lane.id)) {
    const secrets = await world.store.readSecrets(branch.siteId, signal);
    await world.databases.forgetLog({ laneId: lane.id, secrets }, kept.file, signal);
  }
  return { segments: await world.logs.segments(log, signal), full: null };
}
