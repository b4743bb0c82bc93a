import { readLog } from "../../electron/database/log/read-log";
import { changeSet } from "../../electron/database/change-set";
import { findVersion } from "../../electron/core/find";
import type { LogPosition } from "../../shared/model/event";
import { newRandom } from "../seed/prose";
import { openWriter, sessionTable } from "../history/deeds";
import { happeningsOf } from "../history/schedule";
import type { Bench, Pair } from "../bench";
import { type Database, run, sql } from "../database";
import { timed } from "../docker";
import { act, databaseOf, laneOf, type Site, settle } from "../tidemark";

/** A busy one. The same statements on every size of database. */
const hour = { view: 200, edit: 10, comment: 6, update: 1 };

export async function measureChangeSets(bench: Bench): Promise<void> {
  const { tidemark } = bench;
  const stretches = new Map<Pair, { readonly from: LogPosition; readonly to: LogPosition }>();
  for (const pair of bench.pairs) {
    const database = databaseOf(tidemark, pair.site);
    const dumps = pair.size.id === "0.5gb";
    const from = await placeNow(bench, pair.site);
    const before = dumps ? await dump(bench, database, "before") : 0;
    await workForAnHour(bench, database);
    const after = dumps ? await dump(bench, database, "after") : 0;
    stretches.set(pair, { from, to: await placeNow(bench, pair.site) });
    if (!dumps) continue;
    const compare = "diff /tmp/before.sql /tmp/after.sql > /tmp/difference.sql || [ $? = 1 ]; rm /tmp/*.sql";
    const diff = await timed(() => run(database, ["sh", "-c", compare], bench.signal));
    bench.record("change-set/0.5gb/dumps", "ms", before + after + diff);
  }
  for (let round = 0; round < bench.samples; round++) {
    for (const [pair, { from, to }] of stretches) await readOnce(bench, pair, from, to, round);
  }
}

async function readOnce(bench: Bench, { site, size }: Pair, from: LogPosition, to: LogPosition, round: number) {
  const { tidemark, signal } = bench;
  const world = tidemark.app.world();
  const laneId = laneOf(tidemark, site.branchId);
  const number = world.catalogue.branch(site.branchId)?.lanes.find(({ id }) => id === laneId)?.number ?? 0;
  await settle(tidemark);
  let changes = 0;
  const took = await timed(async () => {
    const set = await changeSet(readLog(world.logs, { laneId, number }, from, to, signal));
    for (const table of set.tables()) for (const _ of table.changes) changes += 1;
  });
  bench.record(`change-set/${size.id}/tidemark`, "ms", took);
  if (round === 0) bench.note(`change-set-${size.id}`, `${changes} rows changed`);
}

/** A version's place: what the interface compares are versions and moments. */
async function placeNow({ tidemark, signal }: Bench, site: Site): Promise<LogPosition> {
  const taken = await act(
    tidemark,
    tidemark.useCases.versions.take({ branchId: site.branchId, label: "bench" }, signal),
  );
  const { binlog } = findVersion(tidemark.app.world(), taken.result?.["versionId"] ?? "");
  if (binlog === null) throw new Error("a version of a running database has no place in its log");
  return { file: binlog.file, position: binlog.position };
}

async function workForAnHour({ signal }: Bench, database: Database): Promise<void> {
  const newest = Number(await sql(database, "SELECT MAX(ID) FROM wp_posts WHERE post_status = 'publish'", signal));
  const writer = openWriter(7, Math.min(newest, 4000));
  // In the order of a day; all of it now, since when it happens doesn't matter here.
  const now = Math.floor(Date.now() / 1000);
  const happenings = happeningsOf(now, hour, newRandom(7)).map(({ deed }) => ({ at: now, deed }));
  await sql(database, `${sessionTable}\n${happenings.flatMap((one) => writer.statements(one)).join("")}`, signal);
}

/** One row a line, by key: as it has to be to see which ones differ. In milliseconds. */
function dump({ signal }: Bench, { socket, ...database }: Database, name: string): Promise<number> {
  const options = "--single-transaction --quick --skip-extended-insert --order-by-primary --skip-dump-date";
  const command = `mariadb-dump -uroot --socket=${socket} ${options} wordpress > /tmp/${name}.sql`;
  return timed(() => run({ socket, ...database }, ["sh", "-c", command], signal));
}
