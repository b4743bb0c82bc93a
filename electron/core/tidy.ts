import { guardSettings } from "./addresses";
import { trashLifetime } from "./delete-site";
import { sawStatus } from "./saw-status";
import type { World } from "./world";

/** What has outlived its time and is to be removed by an ordinary operation. Pure but for the clock handed in. */
export function expired(world: World): {
  readonly peeks: readonly string[];
  readonly branches: readonly string[];
  readonly sites: readonly string[];
} {
  const now = world.now();
  const old = (trashedAt: string | null) => trashedAt !== null && now.getTime() - Date.parse(trashedAt) > trashLifetime;
  const sites = world.catalogue.sites();
  const branches = sites.flatMap((site) => world.catalogue.branches(site.id));
  return {
    peeks: branches
      .filter(({ expiresAt, trashedAt }) => expiresAt !== null && (expiresAt < now.toISOString() || trashedAt !== null))
      .map(({ id }) => id),
    branches: branches.filter(({ kind, trashedAt }) => kind === "branch" && old(trashedAt)).map(({ id }) => id),
    sites: sites.filter(({ trashedAt }) => old(trashedAt)).map(({ id }) => id),
  };
}

/** Measures every volume of a site; the catalogue keeps the figures. Returns whether any changed. */
export async function measure(world: World, siteId: string, signal: AbortSignal): Promise<boolean> {
  const lanes = world.catalogue.branches(siteId).map(({ headLaneId }) => headLaneId);
  const versions = world.catalogue.versions(siteId).map(({ id }) => id);
  const before = world.catalogue.sizes(siteId);
  const sizes = await world.store.sizes([...lanes, ...versions], signal);
  let changed = false;
  for (const [id, size] of sizes) {
    const known = before.get(id);
    if (known?.own === size.own && known.total === size.total) continue;
    world.catalogue.setSize(id, size);
    changed = true;
  }
  return changed;
}

/** Looks at the home page and the caught mail of every running branch of a site. Returns whether anything changed. */
export async function lookAtSite(world: World, siteId: string, signal: AbortSignal): Promise<boolean> {
  const site = world.catalogue.site(siteId);
  if (site === null) return false;
  const secrets = await world.store.readSecrets(siteId, signal);
  let changed = false;
  for (const branch of world.catalogue.branches(siteId)) {
    if (!world.activity.running.has(branch.headLaneId)) continue;
    const guard = guardSettings(site, branch, branch.headLaneId, world.port, secrets);
    const status = await world.wordpress.status(world.stacks.webHost(branch.headLaneId), guard, signal);
    const mails = (await world.wordpress.mails(branch.headLaneId, signal)).length;
    changed ||=
      status !== (world.activity.lastStatus.get(branch.id) ?? null) ||
      mails !== (world.activity.mails.get(branch.id) ?? 0);
    if (status !== null) sawStatus(world, branch.id, status);
    world.activity.mails.set(branch.id, mails);
  }
  return changed;
}
