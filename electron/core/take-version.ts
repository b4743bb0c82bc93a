import { z } from "zod";
import { BranchId, newId, SiteId, VersionId } from "../../shared/ids";
import type { OperationDefinition } from "../operations/definition";
import { checkpoint, dropVersion } from "./checkpoint";
import { findActiveBranch, findBranch, headLane } from "./find";
import type { World } from "./world";

const State = z.object({ siteId: SiteId, branchId: BranchId, versionId: VersionId, label: z.string().nullable() });
type State = z.infer<typeof State>;

export function planTakeVersion(world: World, branchId: string, label: string | null): State {
  return {
    siteId: findActiveBranch(world, branchId).siteId,
    branchId,
    versionId: newId("v"),
    label: label === "" ? null : label,
  };
}

/** A version because somebody asked for one. */
export function takeVersion(world: World): OperationDefinition<State> {
  return {
    kind: "checkpoint",
    title: ({ label }) => (label === null ? "Take a version" : `Take a version: ${label}`),
    subject: ({ label }) => ({ name: label }),
    siteId: ({ siteId }) => siteId,
    branchId: ({ branchId }) => branchId,
    versionId: ({ versionId }) => versionId,
    state: State,
    result: ({ versionId }) => ({ versionId, at: world.catalogue.version(versionId)?.at ?? "" }),
    steps: [
      {
        name: "take",
        label: "Take the version",
        weight: 1,
        commit: true,
        async run({ state, signal }) {
          const branch = findBranch(world, state.branchId);
          const { versionId, label } = state;
          await checkpoint(
            world,
            { versionId, branch, lane: headLane(branch), cause: { kind: "manual" }, label },
            signal,
          );
        },
        undo: ({ state, signal }) => dropVersion(world, state.versionId, signal),
      },
    ],
  };
}
