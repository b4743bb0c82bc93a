import type { Branch, Site } from "../../shared/model/site";
import { applyRoutes } from "./routes";
import { bringUp } from "./run-branch";
import { stopStack } from "./run-stack";
import { whileItRuns } from "./while-it-runs";
import type { World } from "./world";

/** Reads everything from the store into the catalogue, and from Docker what runs. The store is the truth. */
export async function readWorld(world: World, signal: AbortSignal): Promise<void> {
  world.catalogue.rebuild(await world.store.readAll(signal));
  await lookAtStacks(world, signal);
}

/**
 * What runs, as Docker says. A stack counts as running only when both its containers do. Of a lane that was started or
 * stopped meanwhile the look says nothing: who does that knows better.
 */
export async function lookAtStacks(world: World, signal: AbortSignal): Promise<void> {
  const { running, changes } = world.activity;
  const before = new Map(changes);
  const states = await world.stacks.states(signal);
  const seen = new Set(
    states.filter(({ database, web }) => database === "running" && web === "running").map(({ laneId }) => laneId),
  );
  for (const laneId of new Set([...running, ...seen])) {
    const count = changes.get(laneId) ?? 0;
    if (count % 2 !== 0 || count !== (before.get(laneId) ?? 0)) continue;
    if (seen.has(laneId)) running.add(laneId);
    else running.delete(laneId);
  }
}

function wanted(site: Site, branch: Branch): boolean {
  return site.trashedAt === null && branch.trashedAt === null && branch.wanted === "running";
}

/** Branches that should run and don't; lanes that run and belong to no branch that should. Pure. */
export function difference(
  sites: readonly { readonly site: Site; readonly branches: readonly Branch[] }[],
  present: ReadonlySet<string>,
  running: ReadonlySet<string>,
): { readonly start: readonly Branch[]; readonly stop: readonly string[] } {
  const all = sites.flatMap(({ site, branches }) => branches.map((branch) => ({ site, branch })));
  const should = all.filter(({ site, branch }) => wanted(site, branch)).map(({ branch }) => branch);
  const heads = new Set(should.map(({ headLaneId }) => headLaneId));
  return {
    start: should.filter(({ headLaneId }) => !running.has(headLaneId)),
    stop: [...present].filter((laneId) => !heads.has(laneId)),
  };
}

/** Work on a site with no operation under way there; given up when one is waiting. */
export type Between = (siteId: string, work: (signal: AbortSignal) => Promise<void>) => Promise<void>;

/**
 * Brings Docker to what the records say: called after recovery at start, and whenever something that should run does not.
 * Each branch has its turn between the operations of its site, and is looked at again then. `resting`: branches that failed
 * lately. One that won't start doesn't keep the others from it.
 */
export async function reconcile(
  world: World,
  between: Between,
  resting: (branchId: string) => boolean,
  failed: (branch: Branch, error: unknown) => void,
  signal: AbortSignal,
): Promise<void> {
  await lookAtStacks(world, signal);
  const present = new Set((await world.stacks.states(signal)).map(({ laneId }) => laneId));
  const { start, stop } = difference(everything(world), present, world.activity.running);
  await applyRoutes(world, signal);
  for (const laneId of stop) {
    const branch = branchOf(world, laneId);
    if (branch === null || signal.aborted) continue;
    await between(branch.siteId, async (turn) => {
      const still = difference(everything(world), new Set([laneId]), world.activity.running);
      // Cleanly: a lane that a rewind has left may hold what no version has yet.
      if (still.stop.length > 0) await stopStack(world, laneId, AbortSignal.any([signal, turn]));
    }).catch((error: unknown) => failed(branch, error));
  }
  for (const branch of start) {
    if (resting(branch.id) || signal.aborted) continue;
    await between(branch.siteId, (turn) => bringBack(world, branch.id, AbortSignal.any([signal, turn]))).catch(
      (error: unknown) => failed(branch, error),
    );
    world.hint({ kind: "site", siteId: branch.siteId });
  }
}

/** Starts a branch if it still should run and doesn't. */
async function bringBack(world: World, branchId: string, signal: AbortSignal): Promise<void> {
  const { start } = difference(everything(world), new Set(), world.activity.running);
  const branch = start.find(({ id }) => id === branchId);
  if (branch === undefined) return;
  // Who looks at the stacks otherwise waits for this to end.
  const runs = async (each: AbortSignal) => {
    await lookAtStacks(world, each);
    return world.activity.running.has(branch.headLaneId);
  };
  await whileItRuns(runs, (each) => bringUp(world, branch, each), signal);
  await applyRoutes(world, signal);
}

function everything(world: World) {
  return world.catalogue.sites().map((site) => ({ site, branches: world.catalogue.branches(site.id) }));
}

/** Null for a lane that no record knows: it belongs to an operation under way. */
function branchOf(world: World, laneId: string): Branch | null {
  const branches = everything(world).flatMap((each) => each.branches);
  return branches.find(({ lanes }) => lanes.some(({ id }) => id === laneId)) ?? null;
}
