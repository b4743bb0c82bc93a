import { segmentNumber } from "../../shared/log-place";
import type { RetentionPolicy } from "../../shared/model/recording-policy";
import { retain, type Retained, thinBy } from "../../shared/retention/retain";
import { fitBudget } from "../../shared/retention/budget";
import type { RetainedHistory } from "../../shared/retention/history";
import { type LogNeed, logNeeds } from "../../shared/retention/log";
import { windowOf } from "../../shared/retention/rules";
import type { LogSegment } from "./recording-ports";
import { diskOf, freedBy, type SiteLogs, siteLogs } from "./space";
import type { World } from "./world";

/** All that is decided upon, as it is now. */
export function gatherHistory(world: World, siteId: string, policy: RetentionPolicy): RetainedHistory {
  const now = world.now().getTime();
  const recent = world.index.badTimes(siteId, now - windowOf(policy), now);
  // The index answers with the first so many of a stretch: what goes on right now is asked for by itself.
  const open = world.index.badTimes(siteId, now - 1, now).filter(({ to }) => to === null);
  return {
    versions: world.catalogue.versions(siteId),
    branches: world.catalogue.branches(siteId),
    badTimes: [...recent, ...open],
  };
}

/** What a policy means for the disk. Bytes: of versions and log together, before and by what goes. */
export interface PrunePlan extends Retained {
  readonly historyBytes: number;
  readonly freedBytes: number;
  /** What would be left of each lane's log. */
  readonly logs: SiteLogs;
}

/** Measures what going would free; the budget then takes no more than it has to. */
export async function planPrune(
  world: World,
  siteId: string,
  policy: RetentionPolicy,
  history: RetainedHistory,
  signal: AbortSignal,
): Promise<PrunePlan> {
  const now = world.now().getTime();
  const ids = history.versions.map(({ id }) => id);
  const logs = await siteLogs(world, siteId, signal);
  const historyBytes = (await freedBy(world, ids, signal)) + diskOf(logs);
  const byTiers = retain(history, { ...policy, budget: null }, now);
  const measured = async (retained: Retained): Promise<PrunePlan> => {
    const left = logsLeft(logs, history, retained, policy, now);
    const freedBytes = (await freedBy(world, retained.drop, signal)) + diskOf(logs) - diskOf(left);
    const overBudget = Math.max(0, historyBytes - freedBytes - (policy.budget ?? Number.POSITIVE_INFINITY));
    return { ...retained, historyBytes, freedBytes, overBudget, logs: left };
  };

  // By their own bytes first, the least that each frees; what several share goes only with the last of them, so fewer may do.
  const tiers = await measured(byTiers);
  if (tiers.overBudget === 0) return tiers;
  const sizes = await world.store.sizes([...byTiers.keep.keys()], signal);
  const own = new Map([...sizes].map(([id, size]) => [id, size.own]));
  const estimate = fitBudget([], byTiers.spare, policy.budget, { historyBytes: historyBytes - tiers.freedBytes, own });
  let tooFew = 0;
  let enough = estimate.count;
  let plan = await measured(thinBy(byTiers, enough));
  if (plan.overBudget > 0) {
    tooFew = enough;
    enough = byTiers.spare.length;
    plan = await measured(thinBy(byTiers, enough));
  }
  while (plan.overBudget === 0 && enough - tooFew > 1) {
    const middle = Math.floor((tooFew + enough) / 2);
    const fewer = await measured(thinBy(byTiers, middle));
    if (fewer.overBudget > 0) tooFew = middle;
    else {
      enough = middle;
      plan = fewer;
    }
  }
  return plan;
}

/** How many of a lane's segments, from the oldest on, nothing needs. */
export function unneeded(segments: readonly LogSegment[], need: LogNeed | undefined): number {
  if (need === undefined || need.kind === "all") return 0;
  if (need.kind === "none") return segments.length;
  const first = segments.findIndex(({ file }) => segmentNumber(file) >= segmentNumber(need.file));
  return Math.max(0, first);
}

function logsLeft(
  logs: SiteLogs,
  history: RetainedHistory,
  { keep }: Retained,
  policy: RetentionPolicy,
  now: number,
): SiteLogs {
  const versions = history.versions.filter(({ id }) => keep.has(id));
  const needs = logNeeds({ versions, branches: history.branches }, policy, now);
  return new Map([...logs].map(([id, segments]) => [id, segments.slice(unneeded(segments, needs.get(id)))]));
}
