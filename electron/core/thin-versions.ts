import { z } from "zod";
import { SiteId, VersionId } from "../../shared/ids";
import { thinnable } from "../../shared/thin";
import type { OperationDefinition } from "../operations/definition";
import { findSite, refuse } from "./find";
import { siteDetail } from "./views";
import type { World } from "./world";

const State = z.object({ siteId: SiteId, title: z.string(), versionIds: z.array(VersionId) });
type State = z.infer<typeof State>;

/** Chooses what goes now: what is pinned or named until it runs stays. Throws `refused` where nothing can go. */
export function planThinVersions(world: World, siteId: string, before: string): State {
  const site = findSite(world, siteId);
  const versionIds = thinnable(siteDetail(world, site).versions, before, world.now()).map(({ id }) => id);
  if (versionIds.length === 0)
    refuse("nothing-to-thin", "There is no old version to delete.", "Delete versions by hand, or a branch.");
  return { siteId, title: site.title, versionIds };
}

/** Deletes old versions of a site to make room. Needs no room itself. */
export function thinVersions(world: World): OperationDefinition<State> {
  return {
    kind: "thin-versions",
    title: ({ title }) => `Thin out ${title}`,
    subject: ({ title }) => ({ name: title }),
    siteId: ({ siteId }) => siteId,
    state: State,
    steps: [
      // A version that went can't come back: from here on there is no way but forward.
      { name: "begin", label: "Choose what goes", weight: 0, commit: true, run: async () => undefined },
      {
        name: "retire",
        label: "Take them off the timeline",
        weight: 1,
        async run({ state, signal, progress }) {
          const now = world.now();
          const { versions } = siteDetail(world, findSite(world, state.siteId));
          const still = new Set(thinnable(versions, now.toISOString(), now).map(({ id }) => id));
          for (const [index, id] of state.versionIds.entries()) {
            progress(index / state.versionIds.length);
            if (!still.has(id)) continue;
            await world.store.retire(id, signal);
            world.catalogue.removeVersion(id);
          }
          world.hint({ kind: "site", siteId: state.siteId });
        },
      },
      {
        name: "sweep",
        label: "Give their space back",
        weight: 2,
        run: async ({ signal }) => {
          await world.store.sweep(signal);
        },
      },
    ],
  };
}
