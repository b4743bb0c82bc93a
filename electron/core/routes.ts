import type { Branch, Site } from "../../shared/model/site";
import { branchHost } from "./addresses";
import type { Route } from "./ports";
import type { World } from "./world";

/** The route of every branch: to its web container where that runs, else to a page that says what to do. */
export function routesOf(
  sites: readonly { readonly site: Site; readonly branches: readonly Branch[] }[],
  upstreamOf: (laneId: string) => string | null,
): readonly Route[] {
  const routes: Route[] = [];
  for (const { site, branches } of sites) {
    for (const branch of branches) {
      if (site.trashedAt !== null || branch.trashedAt !== null) continue;
      const host = branchHost(site, branch);
      const upstream = upstreamOf(branch.headLaneId);
      routes.push({
        host,
        target:
          upstream === null
            ? {
                kind: "page",
                title: `${site.title} is stopped`,
                text: "Start it in Tidemark, then load this page again.",
              }
            : { kind: "web", upstream },
      });
    }
  }
  return routes;
}

/** Brings the router's table in line with the catalogue and with what runs. */
export async function applyRoutes(world: World, signal: AbortSignal): Promise<void> {
  const sites = world.catalogue.sites().map((site) => ({ site, branches: world.catalogue.branches(site.id) }));
  await world.router.apply(
    routesOf(sites, (laneId) => (world.activity.running.has(laneId) ? world.stacks.webHost(laneId) : null)),
    signal,
  );
}
