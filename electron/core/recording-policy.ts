import type { RetentionPreview } from "../../shared/model/recording";
import {
  defaultRecording,
  type RecordingChoice,
  type RecordingPolicy,
  recordingOf,
  type RetentionPolicy,
} from "../../shared/model/recording-policy";
import type { Site } from "../../shared/model/site";
import type { Tier } from "../../shared/retention/retain";
import { oldestSecondKept } from "../../shared/retention/history";
import { guardSettings } from "./addresses";
import { findSite } from "./find";
import { holesOf } from "./holes";
import { gatherHistory, planPrune, type PrunePlan } from "./prune-plan";
import { basesOf, reachOf } from "./reach";
import type { World } from "./world";

/** What a site records and keeps, the default filled in. Throws `not-found`. */
export const policyOf = (world: World, siteId: string): RecordingPolicy =>
  recordingOf(findSite(world, siteId).recording);

/**
 * Changes what is named and leaves the rest; holds from the next version, the next turn of pruning and, for what the guard asks,
 * the next request to a running branch on. Throws `not-found`.
 */
export async function changePolicy(
  world: World,
  siteId: string,
  change: RecordingChoice,
  signal: AbortSignal,
): Promise<RecordingPolicy> {
  const { recording: before, ...rest } = findSite(world, siteId);
  const retention = { ...before?.retention, ...change.retention };
  const choice = differences(recordingOf({ ...before, ...change, retention }));
  const site: Site = choice === undefined ? rest : { ...rest, recording: choice };
  await world.store.writeSite(site, signal);
  world.catalogue.putSite(site);
  world.hint({ kind: "site", siteId });
  const policy = recordingOf(site.recording);
  if (policy.beforeRisks !== recordingOf(before).beforeRisks) await tellGuards(world, site, signal);
  return policy;
}

/** Lays into what runs of a site whether its guard is to ask. The policy holds without it: who asks in vain only waits for a no. */
async function tellGuards(world: World, site: Site, signal: AbortSignal): Promise<void> {
  const secrets = await world.store.readSecrets(site.id, signal);
  const running = world.catalogue
    .branches(site.id)
    .flatMap((branch) => branch.lanes.map((lane) => ({ branch, laneId: lane.id })))
    .filter(({ laneId }) => world.activity.running.has(laneId));
  for (const { branch, laneId } of running) {
    const guard = guardSettings(site, branch, laneId, world.port, secrets);
    await world.stacks.writeWebFiles(laneId, world.wordpress.settingsFiles(guard), signal).catch((error: unknown) => {
      // Its containers may stop at any instant; the next ones start with the new settings.
      if (world.activity.running.has(laneId)) world.warn(error, { what: "the guard's settings", laneId });
    });
  }
}

/** What differs from the default: what doesn't follows it, should it ever change. Undefined: nothing. */
function differences({ retention, ...policy }: RecordingPolicy): RecordingChoice | undefined {
  const { retention: standard, ...standardPolicy } = defaultRecording;
  const kept = unlike(retention, standard);
  const choice = { ...unlike(policy, standardPolicy), ...(Object.keys(kept).length === 0 ? {} : { retention: kept }) };
  return Object.keys(choice).length === 0 ? undefined : choice;
}

function unlike<T extends object>(values: T, standard: T): Partial<T> {
  const other = (name: string) => Reflect.get(values, name) !== Reflect.get(standard, name);
  // `fromEntries` knows no names; these are those of `values`.
  return Object.fromEntries(Object.entries(values).filter(([name]) => other(name))) as Partial<T>;
}

const tiers = ["everything", "hourly", "daily", "weekly", "kept"] as const satisfies readonly Tier[];

/** What a policy would keep and give back if it held now. Changes nothing. Throws `not-found`. */
export async function previewRetention(
  world: World,
  siteId: string,
  retention: RetentionPolicy,
  signal: AbortSignal,
): Promise<RetentionPreview> {
  const site = findSite(world, siteId);
  const history = gatherHistory(world, site.id, retention);
  const plan = await planPrune(world, site.id, retention, history, signal);
  const { keep, drop, historyBytes, freedBytes } = plan;
  const instants = history.versions.filter(({ id }) => keep.has(id)).map(({ at }) => at);
  return {
    kept: keep.size,
    dropped: drop.length,
    historyBytes,
    freedBytes,
    oldestVersion: earliest(instants),
    oldestSecond: oldestSecond(world, site.id, plan, oldestSecondKept(retention, world.now().getTime())),
    tiers: tiers.map((tier) => ({ tier, versions: [...keep.values()].filter((one) => one === tier).length })),
  };
}

/** The oldest second that could be gone to with what is left of versions and log; null where none can. */
function oldestSecond(world: World, siteId: string, { keep, logs }: PrunePlan, since: number): string | null {
  const versions = world.catalogue.versions(siteId).filter(({ id }) => keep.has(id));
  const byId = new Map(versions.map((version) => [version.id, version]));
  const stretches = world.catalogue.branches(siteId).flatMap((branch) =>
    branch.lanes.flatMap((lane) => {
      const segments = logs.get(lane.id) ?? [];
      const from = byId.get(lane.fromVersionId ?? "") ?? null;
      const bases = basesOf(lane, versions, from, segments, world.index.ends(lane.id));
      return reachOf(lane, bases, segments, holesOf(world.index.holes(lane.id), bases, segments));
    }),
  );
  const kept = new Date(since).toISOString();
  return earliest(
    stretches.filter(({ to }) => to === null || to > kept).map(({ from }) => (from > kept ? from : kept)),
  );
}

const earliest = (instants: readonly string[]): string | null =>
  instants.reduce<string | null>((oldest, at) => (oldest === null || at < oldest ? at : oldest), null);
