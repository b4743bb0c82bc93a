import { findMoment } from "../../electron/core/moments";
import type { MomentTarget } from "../../shared/model/recording";
import { type Bench, pairOf } from "../bench";
import { untilNextSecond } from "../clock";
import { sql } from "../database";
import { timed } from "../docker";
import { openWriter, sessionTable } from "../history/deeds";
import { happeningsOf } from "../history/schedule";
import { observe } from "../observed";
import { dropReplaced } from "../peer-backups";
import { backUpForPeer, copyLog, headOf, restoreToMoment } from "../peer-log";
import { newRandom } from "../seed/prose";
import { act, databaseOf, markerSql, type Site, settle, type Tidemark, takeMarked, untilSiteShows } from "../tidemark";

/**
 * What an hour of a very busy shop commits, a statement each as WordPress has it: sessions and caches, now and then a post or a comment.
 * The hour is not waited for: going back takes as long as what was written, not as it took.
 */
const transactions = 10_000;
const mixture = { view: 6000, edit: 60, comment: 40, update: 1 };
const marker = "the-second-gone-to";

export async function measureMoments(bench: Bench): Promise<void> {
  const { tidemark, signal } = bench;
  const { site, ...pair } = pairOf(bench, "0.5gb");
  // A version that takes itself in between would be nearer to the second.
  await tidemark.useCases.recording.changePolicy({ siteId: site.siteId, change: { automatic: false } }, signal);
  await takeMarked(tidemark, site, marker);
  await backUpForPeer(tidemark, site, pair.peer);
  const target = await writeOn(bench, site);
  const { laneId } = target;
  const world = tidemark.app.world();
  const moment = await findMoment(world, target, signal);
  bench.note("moment", `${moment.transactions} transactions between the version and the second`);
  const version = world.catalogue.version(moment.baseId);
  await copyLog(tidemark, site, laneId, version?.binlog?.file ?? moment.from.file, pair.peer);

  let { peer } = pair;
  for (let round = 0; round < bench.samples; round++) {
    await sql(databaseOf(tidemark, site), markerSql(`written-later-${round}`), signal);
    await rewindOnce(bench, site, target);

    await settle(tidemark);
    const before = peer;
    const took = await timed(async () => {
      const restored = await restoreToMoment(before, moment.to, marker, signal);
      bench.record("moment/0.5gb/apply", "ms", restored.apply);
      peer = restored.peer;
    });
    bench.record("moment/0.5gb/mariadb-backup", "ms", took);
    await dropReplaced(before, peer, signal);
  }
  const made = bench.pairs.find(({ size }) => size.id === pair.size.id);
  if (made !== undefined) Object.assign(made, { peer });
}

/** So many transactions behind the version, then, a second later, one that is not to be there. Gives the second between. */
async function writeOn({ tidemark, signal }: Bench, site: Site): Promise<MomentTarget & { laneId: string }> {
  const laneId = headOf(tidemark, site);
  const now = Math.floor(Date.now() / 1000);
  const writer = openWriter(11, 4000);
  const statements = happeningsOf(now, mixture, newRandom(11)).flatMap(({ deed }) =>
    writer.statements({ at: now, deed }),
  );
  if (statements.length < transactions) throw new Error(`only ${statements.length} statements`);
  await sql(databaseOf(tidemark, site), `${sessionTable}\n${statements.slice(0, transactions).join("")}`, signal);
  const at = new Date().toISOString();
  await untilNextSecond(signal);
  await sql(databaseOf(tidemark, site), markerSql("written-later"), signal);
  return { kind: "second", laneId, at };
}

/** From the click to the first 200 of the second gone to; and how long its log took to be laid out and applied. */
async function rewindOnce(bench: Bench, site: Site, target: MomentTarget): Promise<void> {
  const { tidemark, signal } = bench;
  await settle(tidemark);
  const replayed = observeReplay(tidemark);
  const began = performance.now();
  const over = act(tidemark, tidemark.useCases.moments.rewind({ branchId: site.branchId, target }, signal));
  const shown = untilSiteShows(site.address, marker, 20, signal).then(() => performance.now() - began);
  const [, took] = await Promise.all([over, shown]);
  bench.record("moment/0.5gb/tidemark", "ms", took);
  const { stage, apply } = replayed();
  bench.record("moment/0.5gb/stage", "ms", stage);
  bench.record("moment/0.5gb/replay", "ms", stage + apply);
}

/** Adds up what laying out the log and applying it take; returns how to end it and learn. */
function observeReplay(tidemark: Tidemark): () => { readonly stage: number; readonly apply: number } {
  const { logs, databases } = tidemark.app.world();
  let stage = 0;
  let apply = 0;
  const stopStage = observe(logs, "stage", (before) => async (...args) => {
    const began = performance.now();
    const paths = await before.apply(logs, args);
    stage += performance.now() - began;
    return paths;
  });
  const stopReplay = observe(databases, "replay", (before) => async (...args) => {
    apply += await timed(() => before.apply(databases, args));
  });
  return () => {
    stopStage();
    stopReplay();
    return { stage, apply };
  };
}
