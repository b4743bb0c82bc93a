import { type Bench, pairOf } from "../bench";
import { type Database, sql } from "../database";
import { type Reachable, startLoad } from "../load/load";
import { peerDatabase, reachPeer, reachTidemark } from "../peer";
import { databaseOf, settle } from "../tidemark";

const clients = 4;
const seconds = 5;

/** What the guard puts behind a statement of somebody who is logged in. */
const comment = ' /*tidemark:{"r":"5e1fab1e","u":1,"n":"admin","v":"admin","p":"post.php"}*/';

interface Side {
  readonly name: "tidemark" | "plain";
  readonly comment?: string;
  readonly database: Database;
  readonly at: Reachable;
}

/** The same mix by the same clients, by turns on a recorded branch, whose log is followed meanwhile, and on a plain volume without a log. */
export async function measureTransactions(bench: Bench): Promise<void> {
  const { tidemark, signal } = bench;
  const { site, peer } = pairOf(bench, "0.5gb");
  const sides: readonly Side[] = [
    { name: "tidemark", comment, database: databaseOf(tidemark, site), at: reachTidemark(tidemark, site, peer) },
    { name: "plain", database: peerDatabase(peer), at: reachPeer(peer) },
  ];
  for (const durability of ["relaxed", "durable"] as const) {
    for (const { database } of sides) await setDurability(database, durability, signal);
    // The first round only warms both up.
    for (let round = -1; round < bench.samples; round++) {
      for (const side of round % 2 === 0 ? sides : sides.toReversed()) {
        await settle(tidemark);
        const name = `${peer.stack.database}-load`;
        const signed = side.comment === undefined ? {} : { comment: side.comment };
        const load = startLoad(side.at, name, peer.label, { mode: "mix", clients, seconds, ...signed }, signal);
        const rate = await load.rate;
        if (round >= 0) bench.record(`transactions/${durability}/${side.name}`, "1/s", rate);
      }
    }
  }
  for (const { database } of sides) await setDurability(database, "relaxed", signal);
}

/** The plain side has no binary log, so the first setting means nothing there. */
async function setDurability(database: Database, durability: "relaxed" | "durable", signal: AbortSignal) {
  const [log, commit] = durability === "durable" ? [1, 1] : [0, 2];
  await sql(
    database,
    `SET GLOBAL sync_binlog = ${log}; SET GLOBAL innodb_flush_log_at_trx_commit = ${commit};`,
    signal,
  );
}
