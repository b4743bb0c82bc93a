import type { Log } from "../operations/report-error";
import { stopStack } from "./run-stack";
import type { World } from "./world";

/** So many databases write their last pages at once, and no more. */
const atOnce = 4;

/**
 * Stops everything that runs, cleanly, without a word in the records: the next start brings back what was wanted.
 * One that can't be stopped keeps no other from it.
 */
export async function stopAll(world: World, log: Log, signal: AbortSignal): Promise<void> {
  const lanes = [...world.activity.running];
  const next = async (): Promise<void> => {
    for (let laneId = lanes.pop(); laneId !== undefined && !signal.aborted; laneId = lanes.pop()) {
      await stopStack(world, laneId, signal).catch((error: unknown) => {
        log.warn({ err: error, lane: laneId }, "a branch could not be stopped");
      });
    }
  };
  await Promise.all(Array.from({ length: atOnce }, next));
}
