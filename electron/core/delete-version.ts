import { z } from "zod";
import { SiteId, VersionId } from "../../shared/ids";
import type { Branch, Version } from "../../shared/model/site";
import type { OperationDefinition } from "../operations/definition";
import { findVersion, refuse } from "./find";
import type { World } from "./world";

const State = z.object({ siteId: SiteId, versionId: VersionId, at: z.string() });
type State = z.infer<typeof State>;

/** Why a version can't be deleted, or null. */
export function keptBecause(version: Version, branches: readonly Branch[]): "pinned" | "peeked" | null {
  if (version.pinned) return "pinned";
  if (branches.some((branch) => branch.kind === "peek" && branch.from?.versionId === version.id)) {
    return "peeked";
  }
  return null;
}

/** Throws `refused` when something keeps it. */
export function planDeleteVersion(world: World, versionId: string): State {
  const version = findVersion(world, versionId);
  const reason = keptBecause(version, world.catalogue.branches(version.siteId));
  if (reason !== null)
    refuse("kept-version", "This version can't be deleted.", "Unpin it or close the peek, then delete it.");
  return { siteId: version.siteId, versionId, at: version.at };
}

/** Branches made from it live on: a clone shares blocks with its version, not its fate. */
export function deleteVersion(world: World): OperationDefinition<State> {
  return {
    kind: "delete-version",
    title: ({ at }) => `Delete the version of ${at}`,
    subject: ({ at }) => ({ at }),
    siteId: ({ siteId }) => siteId,
    versionId: ({ versionId }) => versionId,
    state: State,
    steps: [
      {
        name: "retire",
        label: "Take it off the timeline",
        weight: 0.5,
        commit: true,
        async run({ state, signal }) {
          await world.store.retire(state.versionId, signal);
          world.catalogue.removeVersion(state.versionId);
          world.hint({ kind: "site", siteId: state.siteId });
        },
      },
      {
        name: "sweep",
        label: "Give its space back",
        weight: 1,
        run: async ({ signal }) => {
          await world.store.sweep(signal);
        },
      },
    ],
  };
}
