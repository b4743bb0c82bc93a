import type { Branch, Site } from "../../shared/model/site";
import { headLane } from "./find";
import { applyRoutes } from "./routes";
import { bringUp } from "./run-branch";
import { discardStack } from "./run-stack";
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

/**
 * Brings Docker to what the records say: called after recovery at start, and whenever the engine came back. Sites with an
 * operation under way (`skip`) are left to it. One branch that won't start doesn't keep the others from it.
 */
export async function reconcile(
  world: World,
  skip: (siteId: string) => boolean,
  failed: (branch: Branch, error: unknown) => void,
  signal: AbortSignal,
): Promise<void> {
  await lookAtStacks(world, signal);
  const present = new Set((await world.stacks.states(signal)).map(({ laneId }) => laneId));
  const sites = world.catalogue
    .sites()
    .filter((site) => !skip(site.id))
    .map((site) => ({ site, branches: world.catalogue.branches(site.id) }));
  const ours = new Set(sites.flatMap(({ branches }) => branches.flatMap(({ lanes }) => lanes.map(({ id }) => id))));
  const { start, stop } = difference(sites, present, world.activity.running);
  for (const laneId of stop) {
    if (ours.has(laneId)) await discardStack(world, laneId, signal);
  }
  await applyRoutes(world, signal);
  for (const branch of start) {
    if (signal.aborted) return;
    try {
      await bringUp(world, branch, signal);
      world.activity.running.add(headLane(branch).id);
      await applyRoutes(world, signal);
    } catch (error) {
      failed(branch, error);
    }
    world.hint({ kind: "site", siteId: branch.siteId });
  }
}
