import { z } from "zod";
import { newId, SiteId, VersionId } from "../../shared/ids";
import type { OperationDefinition } from "../operations/definition";
import { checkpoint, dropVersion } from "./checkpoint";
import { findSite, headLane, mainBranch, refuse } from "./find";
import { applyRoutes } from "./routes";
import { bringUp } from "./run-branch";
import { discardStack, stopStack } from "./run-stack";
import type { World } from "./world";

const State = z.object({
  siteId: SiteId,
  title: z.string(),
  versionId: VersionId,
  volumes: z.array(z.string()),
  branchIds: z.array(z.string()),
});
type State = z.infer<typeof State>;

/** How long the trash keeps a site or branch. Milliseconds. */
export const trashLifetime = 7 * 24 * 60 * 60 * 1000;

export function planSiteRemoval(world: World, siteId: string): State {
  const site = findSite(world, siteId);
  const branches = world.catalogue.branches(siteId);
  return {
    siteId,
    title: site.title,
    versionId: newId("v"),
    branchIds: branches.map(({ id }) => id),
    volumes: [...volumesOf(world, siteId)],
  };
}

/** Every lane and version of a site, as far as the catalogue still knows it. */
function volumesOf(world: World, siteId: string): readonly string[] {
  const lanes = world.catalogue.branches(siteId).flatMap((branch) => branch.lanes);
  return [...lanes, ...world.catalogue.versions(siteId)].map(({ id }) => id);
}

/** Throws `refused` unless the site is in the trash. */
export function planPurge(world: World, siteId: string): State {
  if (findSite(world, siteId).trashedAt === null) {
    refuse("not-in-trash", "Only a site in the trash can be removed for good.", "Delete the site first.");
  }
  return planSiteRemoval(world, siteId);
}

async function setTrashed(world: World, siteId: string, trashedAt: string | null, signal: AbortSignal): Promise<void> {
  const found = world.catalogue.site(siteId);
  // An operation that was in front of this one may have removed it for good.
  if (found === null) return;
  const site = { ...found, trashedAt };
  await world.store.writeSite(site, signal);
  world.catalogue.putSite(site);
  await applyRoutes(world, signal);
  world.hint({ kind: "sites" });
}

const common = { siteId: ({ siteId }: State) => siteId, state: State, result: ({ siteId }: State) => ({ siteId }) };

/** Into the trash for 7 days: stopped and out of sight, with all its branches and versions. */
export function deleteSite(world: World): OperationDefinition<State> {
  return {
    ...common,
    kind: "delete-site",
    title: ({ title }) => `Delete ${title}`,
    subject: ({ title }) => ({ name: title }),
    undoable: true,
    steps: [
      {
        name: "keep",
        label: "Keep the present",
        weight: 0.5,
        async run({ state: { siteId, versionId }, signal }) {
          const branch = mainBranch(world, siteId);
          const cause = { kind: "before", action: "delete" } as const;
          const input = { versionId, branch, lane: headLane(branch), cause, label: null, evenUnquiesced: true };
          await checkpoint(world, input, signal);
        },
        undo: ({ state, signal }) => dropVersion(world, state.versionId, signal),
      },
      {
        name: "trash",
        label: "Move it to the trash",
        weight: 0.3,
        commit: true,
        run: ({ state, signal }) => setTrashed(world, state.siteId, world.now().toISOString(), signal),
        undo: ({ state, signal }) => setTrashed(world, state.siteId, null, signal),
      },
      {
        name: "stop",
        label: "Stop it",
        weight: 2,
        async run({ state, signal }) {
          for (const { headLaneId } of world.catalogue.branches(state.siteId))
            await stopStack(world, headLaneId, signal);
        },
      },
    ],
  };
}

export function restoreSite(world: World): OperationDefinition<State> {
  return {
    ...common,
    kind: "restore-site",
    title: ({ title }) => `Bring back ${title}`,
    subject: ({ title }) => ({ name: title }),
    steps: [
      {
        name: "restore",
        label: "Take it out of the trash",
        weight: 0.3,
        commit: true,
        run: ({ state, signal }) => setTrashed(world, state.siteId, null, signal),
        undo: ({ state, signal }) => setTrashed(world, state.siteId, world.now().toISOString(), signal),
      },
      {
        name: "start",
        label: "Start it",
        weight: 3,
        async run({ state, signal }) {
          for (const branch of world.catalogue.branches(state.siteId)) {
            if (branch.wanted === "running" && branch.trashedAt === null) await bringUp(world, branch, signal);
          }
          await applyRoutes(world, signal);
          world.hint({ kind: "sites" });
        },
      },
    ],
  };
}

/** Removes a site in the trash with all it has. The one thing that can't be taken back, and it says so. */
export function purgeSite(world: World): OperationDefinition<State> {
  return {
    ...common,
    kind: "purge-site",
    title: ({ title }) => `Remove ${title} for good`,
    subject: ({ title }) => ({ name: title }),
    steps: [
      {
        // From here on it only goes forward: what is removed in part can't be put back.
        name: "decide",
        label: "Leave no way back",
        weight: 0.1,
        commit: true,
        async run({ state }) {
          planPurge(world, state.siteId);
        },
      },
      {
        name: "records",
        label: "Forget it",
        weight: 0.3,
        async run({ state, signal }) {
          for (const id of state.branchIds) await world.store.removeBranch(id, signal);
          await world.store.removeSite(state.siteId, signal);
        },
      },
      {
        name: "volumes",
        label: "Give its space back",
        weight: 3,
        async run({ state, signal, progress }) {
          // Versions may have been taken since it was planned.
          const volumes = [...new Set([...state.volumes, ...volumesOf(world, state.siteId)])];
          for (const id of volumes.filter((volume) => volume.startsWith("l"))) await discardStack(world, id, signal);
          for (const [index, id] of volumes.entries()) {
            await world.store.retire(id, signal);
            progress(index / volumes.length);
          }
          world.catalogue.removeSite(state.siteId);
          world.hint({ kind: "sites" });
          await world.store.sweep(signal);
        },
      },
    ],
  };
}
