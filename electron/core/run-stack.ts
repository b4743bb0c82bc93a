import { recordingOf } from "../../shared/model/recording-policy";
import type { Branch, Lane, Site } from "../../shared/model/site";
import { guardSettings } from "./addresses";
import type { GuardSettings, StackSpec } from "./ports";
import type { World } from "./world";

/** Everything needed to start a lane's containers as the given branch. `interleaved` is false until WordPress is installed. */
export async function stackSpec(
  world: World,
  site: Site,
  branch: Branch,
  lane: Lane,
  interleaved: boolean,
  signal: AbortSignal,
): Promise<{ readonly spec: StackSpec; readonly guard: GuardSettings }> {
  const secrets = await world.store.readSecrets(site.id, signal);
  const guard = guardSettings(site, branch, lane.id, world.port, secrets);
  return {
    guard,
    spec: {
      siteId: site.id,
      branchId: branch.id,
      laneId: lane.id,
      laneNumber: lane.number,
      interleaved,
      durable: branch.durable || (branch.kind === "main" && recordingOf(site.recording).durable),
      software: site.software,
      secrets,
      webFiles: world.wordpress.files(guard),
      environment: { ...world.wordpress.environment(guard), WORDPRESS_TABLE_PREFIX: site.tablePrefix },
    },
  };
}

/** Starts database and web of a lane side by side. Resolves when the database answers and the web container runs. */
export async function startStack(world: World, spec: StackSpec, signal: AbortSignal): Promise<void> {
  world.activity.starting.add(spec.laneId);
  count(world, spec.laneId);
  try {
    await Promise.all([world.stacks.startDatabase(spec, signal), world.stacks.startWeb(spec, signal)]);
    world.activity.running.add(spec.laneId);
  } finally {
    world.activity.starting.delete(spec.laneId);
    count(world, spec.laneId);
  }
}

/** Starts the web container of a lane whose database answers already. */
export async function startWeb(world: World, spec: StackSpec, signal: AbortSignal): Promise<void> {
  count(world, spec.laneId);
  try {
    await world.stacks.startWeb(spec, signal);
    world.activity.running.add(spec.laneId);
  } finally {
    count(world, spec.laneId);
  }
}

/** Stops a lane's containers cleanly. No-op where none run. */
export function stopStack(world: World, laneId: string, signal: AbortSignal): Promise<void> {
  return taken(world, laneId, () => world.stacks.stop(laneId, signal));
}

/** Removes a lane's containers without waiting for a clean end: for stacks whose state nobody needs. */
export function discardStack(world: World, laneId: string, signal: AbortSignal): Promise<void> {
  return taken(world, laneId, () => world.stacks.discard(laneId, signal));
}

async function taken(world: World, laneId: string, remove: () => Promise<void>): Promise<void> {
  const { activity } = world;
  count(world, laneId);
  activity.running.delete(laneId);
  try {
    await world.databases.release(laneId);
    await remove();
  } finally {
    activity.running.delete(laneId);
    count(world, laneId);
  }
}

function count({ activity }: World, laneId: string): void {
  activity.changes.set(laneId, (activity.changes.get(laneId) ?? 0) + 1);
}
