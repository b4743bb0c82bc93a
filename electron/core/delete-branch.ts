import { z } from "zod";
import { BranchId, newId, SiteId, VersionId } from "../../shared/ids";
import type { OperationDefinition, Step } from "../operations/definition";
import { findBranch, headLane, refuse } from "./find";
import { applyRoutes } from "./routes";
import { bringUp, keepBefore } from "./run-branch";
import { discardStack, stopStack } from "./run-stack";
import type { World } from "./world";

const State = z.object({
  siteId: SiteId,
  branchId: BranchId,
  versionId: VersionId,
  name: z.string(),
  forGood: z.boolean(),
  /** Its volumes, noted before its record goes. */
  volumes: z.array(z.string()),
  wasRunning: z.boolean(),
});
type State = z.infer<typeof State>;

function plan(world: World, branchId: string, forGood: boolean): State {
  const branch = findBranch(world, branchId);
  return {
    siteId: branch.siteId,
    branchId,
    versionId: newId("v"),
    name: branch.name,
    forGood,
    volumes: [...volumesOf(world, branchId)],
    wasRunning: branch.wanted === "running",
  };
}

/** Every lane and version of a branch, as far as the catalogue still knows it. */
function volumesOf(world: World, branchId: string): readonly string[] {
  const branch = world.catalogue.branch(branchId);
  if (branch === null) return [];
  const versions = world.catalogue.versions(branch.siteId).filter((version) => version.branchId === branchId);
  return [...branch.lanes, ...versions].map(({ id }) => id);
}

/** Throws `refused` for main: a site is deleted as a whole. */
export function planDeleteBranch(world: World, branchId: string, forGood: boolean): State {
  if (findBranch(world, branchId).kind === "main") {
    refuse("main-branch", "The main branch can't be deleted alone.", "Delete the site if you want it all gone.");
  }
  return plan(world, branchId, forGood);
}

export const planRestoreBranch = (world: World, branchId: string): State => plan(world, branchId, false);

async function setTrashed(
  world: World,
  branchId: string,
  trashedAt: string | null,
  signal: AbortSignal,
): Promise<void> {
  const found = world.catalogue.branch(branchId);
  // An operation that was in front of this one may have removed it for good.
  if (found === null) return;
  const branch = { ...found, trashedAt };
  await world.store.writeBranch(branch, signal);
  world.catalogue.putBranch(branch);
  await applyRoutes(world, signal);
  world.hint({ kind: "site", siteId: branch.siteId });
}

const common = {
  siteId: ({ siteId }: State) => siteId,
  branchId: ({ branchId }: State) => branchId,
  state: State,
  result: ({ branchId }: State) => ({ branchId }),
};

const toTrash = (world: World): Step<State> => ({
  name: "trash",
  label: "Close its address",
  weight: 0.5,
  commit: true,
  run: ({ state, signal }) => setTrashed(world, state.branchId, world.now().toISOString(), signal),
  undo: ({ state, signal }) => setTrashed(world, state.branchId, null, signal),
});

/** Into the trash for 7 days: stopped, out of sight, nothing removed. */
export function deleteBranch(world: World): OperationDefinition<State> {
  return {
    ...common,
    kind: "delete-branch",
    title: ({ name }) => `Delete branch ${name}`,
    subject: ({ name }) => ({ name }),
    undoable: true,
    steps: [
      keepBefore(world, "delete"),
      toTrash(world),
      {
        name: "stop",
        label: "Stop it",
        weight: 2,
        async run({ state, signal }) {
          const branch = world.catalogue.branch(state.branchId);
          if (branch !== null) await stopStack(world, headLane(branch).id, signal);
        },
      },
      {
        name: "remove",
        label: "Give its space back",
        weight: 1,
        run: async ({ state, signal }) => {
          if (state.forGood) await removeForGood(world, state.branchId, state.volumes.concat(state.versionId), signal);
        },
      },
    ],
  };
}

/** A rewind that took over a peek has made its lane the lane of another branch, maybe since the removal was planned. */
function belongsToAnother(world: World, branchId: string, volume: string): boolean {
  const version = world.catalogue.version(volume);
  if (version !== null) return version.branchId !== branchId;
  return world.catalogue
    .sites()
    .flatMap((site) => world.catalogue.branches(site.id))
    .some((branch) => branch.id !== branchId && branch.lanes.some(({ id }) => id === volume));
}

/** Removes a branch with its containers, lanes and versions. Idempotent. */
export async function removeForGood(
  world: World,
  branchId: string,
  planned: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  const noted = new Set([...planned, ...volumesOf(world, branchId)]);
  const volumes = [...noted].filter((id) => !belongsToAnother(world, branchId, id));
  for (const id of volumes.filter((volume) => volume.startsWith("l"))) await discardStack(world, id, signal);
  await world.store.removeBranch(branchId, signal);
  for (const id of volumes) {
    await world.store.retire(id, signal);
    world.catalogue.removeVersion(id);
  }
  const siteId = world.catalogue.branch(branchId)?.siteId;
  world.catalogue.removeBranch(branchId);
  await applyRoutes(world, signal);
  await world.store.sweep(signal);
  world.hint(siteId === undefined ? { kind: "sites" } : { kind: "site", siteId });
}

export function restoreBranch(world: World): OperationDefinition<State> {
  return {
    ...common,
    kind: "restore-branch",
    title: ({ name }) => `Bring back branch ${name}`,
    subject: ({ name }) => ({ name }),
    steps: [
      {
        name: "restore",
        label: "Take it out of the trash",
        weight: 0.5,
        commit: true,
        run: ({ state, signal }) => setTrashed(world, state.branchId, null, signal),
        undo: ({ state, signal }) => setTrashed(world, state.branchId, world.now().toISOString(), signal),
      },
      {
        name: "start",
        label: "Start it",
        weight: 3,
        async run({ state, signal }) {
          const branch = world.catalogue.branch(state.branchId);
          if (!state.wasRunning || branch === null) return;
          await bringUp(world, branch, signal);
          await applyRoutes(world, signal);
        },
      },
    ],
  };
}

/** Ends a peek: nothing of it is kept. */
export function endPeek(world: World): OperationDefinition<State> {
  return {
    ...common,
    kind: "end-peek",
    title: () => "Close the peek",
    steps: [
      { ...toTrash(world), name: "close" },
      {
        name: "remove",
        label: "Give its space back",
        weight: 1,
        run: ({ state, signal }) => removeForGood(world, state.branchId, state.volumes, signal),
      },
    ],
  };
}

/** Throws `refused` when the branch is no peek. */
export function planEndPeek(world: World, branchId: string): State {
  if (findBranch(world, branchId).kind !== "peek")
    refuse("no-peek", "This is not a peek.", "Delete the branch instead.");
  return plan(world, branchId, true);
}
