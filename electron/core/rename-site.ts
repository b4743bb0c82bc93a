import { z } from "zod";
import { SiteId } from "../../shared/ids";
import type { OperationDefinition } from "../operations/definition";
import { findSite } from "./find";
import { applyRoutes } from "./routes";
import type { World } from "./world";

const State = z.object({ siteId: SiteId, title: z.string(), before: z.string() });
type State = z.infer<typeof State>;

export function planRename(world: World, siteId: string, title: string): State {
  return { siteId, title, before: findSite(world, siteId).title };
}

/** Changes the name Tidemark calls a site by; its address and its own title stay as they are. */
export function renameSite(world: World): OperationDefinition<State> {
  const rename = async (siteId: string, title: string, signal: AbortSignal) => {
    const found = world.catalogue.site(siteId);
    // An operation that was in front of this one may have removed it for good.
    if (found === null) return;
    const site = { ...found, title };
    await world.store.writeSite(site, signal);
    world.catalogue.putSite(site);
    await applyRoutes(world, signal);
    world.hint({ kind: "sites" });
  };
  return {
    kind: "rename-site",
    title: ({ title }) => `Rename to ${title}`,
    subject: ({ title }) => ({ name: title }),
    siteId: ({ siteId }) => siteId,
    state: State,
    steps: [
      {
        name: "rename",
        label: "Write its name",
        weight: 1,
        commit: true,
        run: ({ state, signal }) => rename(state.siteId, state.title, signal),
        undo: ({ state, signal }) => rename(state.siteId, state.before, signal),
      },
    ],
  };
}
