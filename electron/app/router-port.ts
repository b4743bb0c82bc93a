import { readFile } from "node:fs/promises";
import path from "node:path";
import { stopStack } from "../core/run-stack";
import type { World } from "../core/world";
import { writeDurably } from "../operations/durable-file";

/**
 * Every stack knows the router's port: it is part of its addresses, and a site calls itself there. When the router had to take
 * another one, stacks that run with the old are stopped; what should run is brought back with the new.
 */
export async function followRouter(world: World, dataFolder: string, signal: AbortSignal): Promise<void> {
  const file = path.join(dataFolder, "router-port");
  const before = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw error;
  });
  const now = String(world.port);
  if (before === now) return;
  if (before !== null) for (const laneId of [...world.activity.running]) await stopStack(world, laneId, signal);
  await writeDurably(file, now);
}
