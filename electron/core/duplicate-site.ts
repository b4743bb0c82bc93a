import { z } from "zod";
import { BranchId, newId, SiteId, VersionId } from "../../shared/ids";
import { Branch, Site } from "../../shared/model/site";
import type { OperationDefinition } from "../operations/definition";
import { checkpoint, dropVersion } from "./checkpoint";
import { findSite, headLane, mainBranch } from "./find";
import { checkSlugFree, giveSlugBack, planSite, publishLane, removeTraces, reserveSlug, siteResult } from "./new-site";
import { openingSteps } from "./open-site";
import type { World } from "./world";

const State = z.object({
  sourceId: SiteId,
  sourceBranchId: BranchId,
  /** The version of the source that is copied. */
  keptId: VersionId,
  site: Site,
  branch: Branch,
  firstVersionId: VersionId,
});
type State = z.infer<typeof State>;

/** Its accounts live in the copied database, so the copy keeps the source's secrets. Throws `name-taken`. */
export async function planDuplicate(
  world: World,
  siteId: string,
  title: string,
  slug: string,
  signal: AbortSignal,
): Promise<State> {
  checkSlugFree(world, slug);
  const source = findSite(world, siteId);
  const { canonical, software, adminUser, tablePrefix } = source;
  const plan = planSite({ title, slug, canonical, born: "brought", software, adminUser, tablePrefix }, world.now());
  await world.store.writeSecrets(plan.site.id, await world.store.readSecrets(siteId, signal), signal);
  return { ...plan, sourceId: siteId, sourceBranchId: mainBranch(world, siteId).id, keptId: newId("v") };
}

/** A site of its own from the present of another; shares its blocks, not its timeline. */
export function duplicateSite(world: World): OperationDefinition<State> {
  return {
    kind: "duplicate-site",
    title: ({ site }) => `Duplicate as ${site.title}`,
    subject: ({ site }) => ({ name: site.title }),
    // It takes a version of the source, so it is the source's writer.
    siteId: ({ sourceId }) => sourceId,
    branchId: ({ branch }) => branch.id,
    state: State,
    result: (state) => siteResult(world, state),
    steps: [
      {
        name: "keep",
        label: "Keep the present",
        weight: 0.5,
        async run({ state, signal }) {
          reserveSlug(world, state);
          const branch = mainBranch(world, state.sourceId);
          const cause = { kind: "before", action: "duplicate" } as const;
          const input = { versionId: state.keptId, branch, lane: headLane(branch), cause, label: null };
          await checkpoint(world, { ...input, evenUnquiesced: true }, signal);
        },
        async undo({ state, signal }) {
          await dropVersion(world, state.keptId, signal);
          await world.store.removeSite(state.site.id, signal);
          giveSlugBack(world, state);
        },
      },
      {
        name: "copy",
        label: "Copy the version",
        weight: 0.5,
        async run({ state, signal }) {
          await world.store.clone(state.keptId, state.branch.headLaneId, "writable", signal);
          await publishLane(world, state, signal);
        },
        undo: ({ state, signal }) => removeTraces(world, state, signal),
      },
      ...openingSteps<State>(world),
    ],
  };
}
