import { recordingOf } from "../../shared/model/recording-policy";
import type { Retained } from "../../shared/retention/retain";
import { retain } from "../../shared/retention/retain";
import { keptBecause } from "./delete-version";
import { gatherHistory, planPrune } from "./prune-plan";
import { dropStrayLogs, pruneLogs } from "./prune-logs";
import type { World } from "./world";

/** How many versions one turn takes: it is over soon, and what somebody wants to do needs no patience. */
export const atOnce = 20;

export interface Pruned {
  /** Versions that were taken off the timeline. */
  readonly retired: readonly string[];
  /** Versions that go in the next turns. */
  readonly left: number;
  /** Lanes whose log is shorter now. */
  readonly logs: readonly string[];
  /** Bytes by which the budget is missed though nothing more may go. */
  readonly overBudget: number;
  /** Records of sites and branches that can't be read: they might need any of it, so nothing goes. */
  readonly unreadable: readonly string[];
}

const nothing: Pruned = { retired: [], left: 0, logs: [], overBudget: 0, unreadable: [] };

/**
 * Lets go of what the site's policy doesn't keep, a few versions at a time, then of the log that nothing left is replayed with. Has its
 * turn between operations. Every version goes by one rename and nothing else depends on it, so it may break off anywhere; the sweep gives
 * the space back. A site in the trash is left as it is.
 */
export async function prune(world: World, siteId: string, signal: AbortSignal): Promise<Pruned> {
  const site = world.catalogue.site(siteId);
  if (site === null || site.trashedAt !== null) return nothing;
  const policy = recordingOf(site.recording).retention;
  const history = gatherHistory(world, siteId, policy);
  const plan =
    policy.budget === null
      ? retain(history, policy, world.now().getTime())
      : await planPrune(world, siteId, policy, history, signal);
  const readContents = once(() => world.store.readAll(signal));
  const unreadable =
    plan.drop.length === 0 ? [] : (await readContents()).unreadable.map(({ path }) => path).filter(isSiteOrBranch);
  if (unreadable.length > 0) return { ...nothing, left: plan.drop.length, overBudget: plan.overBudget, unreadable };
  const retired = await retireSome(world, siteId, plan, signal);
  const standing = { ...history, versions: history.versions.filter(({ id }) => plan.keep.has(id)) };
  const shortened = await pruneLogs(world, standing, policy, readContents, signal);
  const logs = [...shortened, ...(await dropStrayLogs(world, signal))];
  return { ...nothing, retired, left: plan.drop.length - retired.length, logs, overBudget: plan.overBudget };
}

/** What a site or branch says might be that a version is needed; what another volume says can't. */
const isSiteOrBranch = (path: string): boolean => !path.startsWith("live/");

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | null = null;
  return () => (made ??= make());
}

async function retireSome(
  world: World,
  siteId: string,
  plan: Retained,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const retired: string[] = [];
  try {
    for (const id of plan.drop) {
      if (retired.length === atOnce) break;
      signal.throwIfAborted();
      if (!stillGoes(world, siteId, id)) continue;
      await world.store.retire(id, signal);
      world.catalogue.removeVersion(id);
      retired.push(id);
    }
  } finally {
    if (retired.length > 0) world.hint({ kind: "site", siteId });
  }
  return retired;
}

/** Somebody may have named, pinned or opened it since it was decided. */
function stillGoes(world: World, siteId: string, id: string): boolean {
  const version = world.catalogue.version(id);
  if (version === null || version.label !== null) return false;
  const branches = world.catalogue.branches(siteId);
  return keptBecause(version, branches) === null && !branches.some(({ from }) => from?.versionId === id);
}
