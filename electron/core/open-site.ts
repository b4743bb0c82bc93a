import type { Step } from "../operations/definition";
import { checkpoint, dropVersion } from "./checkpoint";
import { headLane } from "./find";
import { giveSlugBack, type NewSite, removeTraces } from "./new-site";
import { applyRoutes } from "./routes";
import { stackSpec, startStack } from "./run-stack";
import { sawStatus } from "./saw-status";
import type { World } from "./world";

/**
 * How creating, bringing and duplicating a site end, once its first lane is published: start it, keep it, open it.
 * `label`: a name for the first version.
 */
export function openingSteps<S extends NewSite>(world: World, label: string | null = null): readonly Step<S>[] {
  return [
    {
      name: "start",
      label: "Open its home page",
      weight: 2,
      run: ({ state, signal }) => startFirst(world, state, signal),
      undo: ({ state, signal }) => removeTraces(world, state, signal),
    },
    {
      name: "first-version",
      label: "Take the first version",
      weight: 1,
      run: ({ state, signal }) => firstVersion(world, state, label, signal),
      undo: ({ state, signal }) => dropVersion(world, state.firstVersionId, signal),
    },
    {
      name: "commit",
      label: "Keep it",
      weight: 0,
      commit: true,
      run: ({ state, signal }) => commitSite(world, state, signal),
      undo: ({ state, signal }) => uncommitSite(world, state, signal),
    },
    {
      name: "address",
      label: "Give it its address",
      weight: 0,
      async run({ signal }) {
        await applyRoutes(world, signal);
        world.hint({ kind: "sites" });
      },
    },
  ];
}

/** Starts the published lane as it will run from now on and waits for its home page. */
async function startFirst(world: World, { site, branch }: NewSite, signal: AbortSignal): Promise<void> {
  const lane = headLane(branch);
  const { spec, guard } = await stackSpec(world, site, branch, lane, true, signal);
  await startStack(world, spec, signal);
  await world.wordpress.waitHealthy(world.stacks.webHost(lane.id), guard, signal);
  sawStatus(world, branch.id, 200);
}

async function firstVersion(
  world: World,
  { site, branch, firstVersionId }: NewSite,
  label: string | null,
  signal: AbortSignal,
): Promise<void> {
  const cause = site.born === "here" ? ({ kind: "created" } as const) : ({ kind: "brought" } as const);
  await checkpoint(world, { versionId: firstVersionId, branch, lane: headLane(branch), cause, label }, signal);
}

/** The commit: from the site's record on it is there for good. */
async function commitSite(world: World, { site, branch }: NewSite, signal: AbortSignal): Promise<void> {
  await world.store.writeBranch(branch, signal);
  await world.store.writeSite(site, signal);
  world.catalogue.putSite(site);
  world.catalogue.putBranch(branch);
  giveSlugBack(world, { site });
  world.hint({ kind: "sites" });
}

async function uncommitSite(world: World, { site, branch }: NewSite, signal: AbortSignal): Promise<void> {
  await world.store.removeSite(site.id, signal);
  await world.store.removeBranch(branch.id, signal);
  world.catalogue.removeSite(site.id);
  world.hint({ kind: "sites" });
}
