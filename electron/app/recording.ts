import type { Between } from "../core/reconcile";
import { lookAtSite } from "../core/tidy";
import type { World } from "../core/world";
import type { Log } from "../operations/report-error";
import { type AutomaticVersions, openAutomaticVersions } from "../recording/automatic-versions";
import { keepToPolicy } from "../recording/keep-to-policy";
import { type OpenRecorder, openRecorder } from "../recording/recorder";
import { repeat } from "./supervise";

/** Between two looks at what is due, at what is to go, and at which lanes guards may ask from. Milliseconds. */
const tickMs = 1000;
const archiveMs = 15_000;
const pruneMs = 300_000;

export interface OpenRecording {
  readonly recorder: OpenRecorder;
  /** Records, takes the versions that take themselves and lets go of what nobody keeps, until the signal aborts. */
  run(between: Between, log: Log, signal: AbortSignal): Promise<void>;
}

/** What records by itself, put together. */
export function openRecording(world: () => World): OpenRecording {
  let versions: AutomaticVersions | null = null;
  /** Sites whose pages said that they fail or answer again: looked at now, not at the next turn. */
  const toSee = new Set<string>();
  const recorder = openRecorder(world, (branch, read) => {
    versions?.onRead(branch, read);
    if (read.pages) toSee.add(branch.siteId);
  });
  return {
    recorder,
    async run(between, log, signal) {
      const here = world();
      const automatic = openAutomaticVersions(here, recorder, between);
      versions = automatic;
      here.asks.onAsk((ask) => automatic.answer(ask));
      await Promise.all([
        recorder.run(signal),
        repeat(tickMs, "take what is due", (each) => automatic.tick(each), log, signal),
        repeat(tickMs, "see whether pages fail", (each) => see(here, toSee, each), log, signal),
        repeat(tickMs, "hear the guards", (each) => listen(here, each), log, signal),
        repeat(archiveMs, "archive the logs", (each) => recorder.archiveGrown(each), log, signal),
        repeat(pruneMs, "keep to the policy", (each) => keepToPolicy(here, between, each), log, signal),
      ]);
    },
  };
}

/** Guards of running lanes may ask. A call that changes nothing costs nothing. */
async function listen(world: World, signal: AbortSignal): Promise<void> {
  await world.asks.listenIn([...world.activity.running], signal);
}

async function see(world: World, sites: Set<string>, signal: AbortSignal): Promise<void> {
  for (const siteId of [...sites]) {
    sites.delete(siteId);
    if (await lookAtSite(world, siteId, signal)) world.hint({ kind: "site", siteId });
  }
}
