import { spaceOf } from "../../electron/core/space";
import type { Bench } from "../bench";
import { holdClock } from "../clock";
import { type Database, run } from "../database";
import { simulate } from "../history/simulate";
import { sizesFor } from "../sizes";
import { act, createSite, databaseOf, restart, settle, type Tidemark } from "../tidemark";

/** The busy site: what happens on a day. */
const day = { view: 2000, edit: 40, comment: 30, update: 1 };
const days = 30;
/** Every so many days a dump is really written, and stands for those up to the next: from one day to the other they differ by a fraction of a percent. */
const dumpEvery = 5;

/**
 * A month on a site of its own, since it is lived through in minutes and all of it lies in the future: what happens, when versions take
 * themselves, what the policy lets go of, and when. Then what all versions and the log take, beside the site and beside a dump a day.
 */
export async function measureHistory(bench: Bench): Promise<void> {
  const { tidemark, signal, quick } = bench;
  const medium = sizesFor(quick)[1];
  const site = await createSite(tidemark, { ...medium, slug: "bench-history" });
  await restart(tidemark, site);
  const { useCases } = tidemark;
  // They are taken here, at the instants of the month.
  const change = { automatic: false, beforeRisks: false };
  await useCases.recording.changePolicy({ siteId: site.siteId, change }, signal);
  const clock = holdClock(tidemark);
  const length = quick ? 3 : days;
  const perDay = quick ? { view: 200, edit: 10, comment: 6, update: 1 } : day;
  const dumps: number[] = [];
  try {
    const counts = await simulate({
      ...{ tidemark, site, clock, days: length, perDay },
      afterDay: async (number) => {
        if (number % dumpEvery === 0) dumps.push(await dumpBytes(tidemark, databaseOf(tidemark, site)));
      },
    });
    await settle(tidemark);
    const space = await spaceOf(tidemark.app.world(), site.siteId, signal);
    const versions = tidemark.app.world().catalogue.versions(site.siteId).length;
    const mean = dumps.reduce((sum, bytes) => sum + bytes, 0) / dumps.length;
    bench.record("history/versions", "MB", space.versions / 1e6);
    bench.record("history/log", "MB", space.log / 1e6);
    bench.record("history/tidemark", "MB", (space.versions + space.log) / 1e6);
    bench.record("history/site", "MB", space.site / 1e6);
    bench.record("history/dumps", "MB", (mean * length) / 1e6);
    bench.note(
      "history",
      `${length} days: ${counts.due} versions were due, ${counts.taken} of them taken, ${counts.retired} dropped by the policy, ${versions} left`,
    );
  } finally {
    clock.release();
  }
  await act(tidemark, useCases.sites.remove({ siteId: site.siteId }, signal));
  await act(tidemark, useCases.sites.purge({ siteId: site.siteId }, signal));
}

async function dumpBytes({ signal }: Tidemark, database: Database): Promise<number> {
  const command = `set -o pipefail; mariadb-dump -uroot --socket=${database.socket} --single-transaction --quick wordpress | zstd -q | wc -c`;
  return Number(await run(database, ["bash", "-c", command], signal));
}
