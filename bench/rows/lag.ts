import { setTimeout as delay } from "node:timers/promises";
import { type Bench, siteOf } from "../bench";
import { docker } from "../docker";
import { commitPosts } from "../load/commits";
import type { Reachable } from "../load/load";
import { benchLabel } from "../peer";
import { laneOf, type Site, settle, type Tidemark } from "../tidemark";
import { laneVolumeName, webName } from "../../electron/docker/labels";

const rate = 200;
const page = 200;
/** Of so many commits one is kept: thousands of figures nobody reads. */
const kept = 20;

/**
 * From the commit, as its client saw it, to the answer that has the event: an interface that hears of activity asks for the newest
 * events. The commits' clock is the engine's kernel's, the answers' is ours; where the engine is in a machine of its own they may differ.
 */
export async function measureLag(bench: Bench): Promise<void> {
  const { tidemark, signal } = bench;
  const { site } = siteOf(bench, "0.05gb");
  await settle(tidemark);
  const over = new AbortController();
  const seen = new Map<number, number>();
  const watching = watch(tidemark, site, seen, AbortSignal.any([signal, over.signal]));
  const seconds = bench.quick ? 10 : 60;
  const about = {
    name: `tidemark-${tidemark.instance}-bench-commits`,
    label: benchLabel(tidemark.instance),
    rate,
    seconds,
  };
  const committed = await commitPosts(await reach(tidemark, site), about, signal);
  for (let waited = 0; seen.size < committed.size && waited < 30_000; waited += 100)
    await delay(100, undefined, { signal });
  over.abort();
  await watching;
  const lags = [...committed].flatMap(([number, at]) => {
    const shown = seen.get(number);
    return shown === undefined ? [] : [shown - at];
  });
  if (lags.length < committed.size) throw new Error(`${committed.size - lags.length} commits never became events`);
  const times = [...committed.values()];
  const reached = ((times.length - 1) * 1000) / (Math.max(...times) - Math.min(...times));
  bench.note("lag", `${times.length} commits at ${reached.toFixed(0)} a second, each one an event`);
  bench.recordAll(
    "lag/tidemark",
    "ms",
    lags.filter((_, index) => index % kept === 0),
  );
}

/** What an open interface does: at every hint of activity the newest events, as many pages as it doesn't know yet. */
async function watch(
  tidemark: Tidemark,
  { siteId }: Site,
  seen: Map<number, number>,
  signal: AbortSignal,
): Promise<void> {
  const { system, recording } = tidemark.useCases;
  const known = new Set<string>();
  for await (const hint of await system.events(undefined, signal)) {
    if (hint.kind !== "activity" || hint.siteId !== siteId) continue;
    let after: string | null = null;
    do {
      const answer = await recording.events({ siteId, after, most: page }, signal);
      const now = performance.timeOrigin + performance.now();
      const fresh = answer.events.filter(({ id }) => !known.has(id));
      for (const { id, subject } of fresh) {
        known.add(id);
        const number = /^lag (\d+)$/.exec(subject)?.[1];
        if (number !== undefined) seen.set(Number(number), now);
      }
      after = fresh.length === page ? answer.next : null;
    } while (after !== null);
  }
}

async function reach(tidemark: Tidemark, site: Site): Promise<Reachable> {
  const { instance, signal } = tidemark;
  const laneId = laneOf(tidemark, site.branchId);
  const secrets = await tidemark.app.world().store.readSecrets(site.siteId, signal);
  return {
    volume: laneVolumeName(instance, laneId),
    mountedAt: "/site",
    socket: "/site/run/mysqld.sock",
    password: secrets.databaseSite,
    image: await docker(["inspect", "--format", "{{.Config.Image}}", webName(instance, laneId)], signal),
  };
}
