import { branchOrigin } from "./addresses";
import type { World } from "./world";

/** Whether an address is one that the router answers for a branch of ours: host and port, exactly. */
export function isOwnAddress(world: World, url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { origin, hostname } = new URL(url);
  // `draft--blog.localhost` and `blog.localhost` are both of the site `blog`.
  const slug = hostname.replace(/\.localhost$/, "").replace(/^.*--/, "");
  return world.catalogue
    .sites()
    .filter((site) => site.slug === slug)
    .some((site) => world.catalogue.branches(site.id).some((one) => branchOrigin(site, one, world.port) === origin));
}
