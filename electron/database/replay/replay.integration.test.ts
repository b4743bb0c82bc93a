import fc from "fast-check";
import type { Connection, RowDataPacket } from "mysql2/promise";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openRealLanes, type RealLanes } from "../../fixtures/real-lanes";
import type { LogPosition } from "../../../shared/model/event";
import { perform, position, snapshot, sorted } from "../log/fixtures/performed";
import { type Plan, plans } from "../log/fixtures/random-plans";

type Ask = (sql: string) => Promise<readonly RowDataPacket[]>;

let lanes: RealLanes;
let [source, copy] = ["", ""];
let [atSource, atCopy]: Ask[] = [];
const connections: Connection[] = [];

beforeAll(async () => {
  lanes = await openRealLanes("replay", 18_900);
  source = await lanes.newLane();
  await lanes.stacks.startDatabase(lanes.specFor(source), lanes.signal);
  copy = await lanes.newLane(2);
  await lanes.stacks.startDatabase(lanes.specFor(copy, { laneNumber: 2 }), lanes.signal);
  [atSource, atCopy] = [await connect(source), await connect(copy)];
  // Values that a strict server would refuse are among those a log may have.
  await ask("SET sql_mode = 'NO_ENGINE_SUBSTITUTION', innodb_strict_mode = OFF");
}, 240_000);
afterAll(async () => {
  for (const connection of connections) connection.destroy();
  await lanes?.close();
}, 120_000);

async function connect(laneId: string): Promise<Ask> {
  const connection = await lanes.connectAsRoot(laneId);
  connections.push(connection);
  return async (sql) => {
    const [rows] = await connection.query<RowDataPacket[]>(sql);
    return Array.isArray(rows) ? rows : [];
  };
}

const ask: Ask = (sql) => (atSource ?? expect.fail())(sql);
const askCopy: Ask = (sql) => (atCopy ?? expect.fail())(sql);

/** Brings the copy from one place of the source's log to another. How many transactions it said it applied. */
async function replay(from: LogPosition, to: LogPosition): Promise<number> {
  const { store, databases, signal } = lanes;
  let applied = 0;
  const paths = await store.logs.stage(source, from.file, to, copy, signal);
  try {
    const log = { paths, start: from.position, stop: to.position };
    await databases.replay(lanes.access(copy), log, (count) => (applied = count), signal);
  } finally {
    await store.logs.unstage(copy, signal);
  }
  return applied;
}

async function theCopyBecomesTheSame(plan: Plan): Promise<void> {
  const from = await position(ask);
  const moments = await perform(ask, plan);
  const last = moments.at(-1);
  if (last === undefined) return;
  await replay(from, last.at);
  for (const table of plan.tables) {
    const rows = await snapshot(askCopy, table, last.added.has(table.name));
    expect(sorted(rows), table.name).toEqual(sorted(last.tables.get(table.name) ?? new Map()));
  }
}

describe.each([true, false])("with the log compressed: %s", (compressed) => {
  beforeAll(() => ask(`SET GLOBAL log_bin_compress = ${compressed ? "ON" : "OFF"}`));

  test("random tables, rows and statements: a replay leads to what SELECT says", async () => {
    await fc.assert(fc.asyncProperty(plans, theCopyBecomesTheSame), {
      seed: compressed ? 20_261_130 : 3_112_026,
      numRuns: 25,
      endOnFailure: true,
    });
  }, 600_000);
});

test("thousands of transactions over tables with triggers, keys to one another and none of their own", async () => {
  for (const table of ["child", "parent", "loose", "told"]) await ask(`DROP TABLE IF EXISTS ${table}`);
  const from = await position(ask);
  await ask("CREATE TABLE parent (id INT PRIMARY KEY AUTO_INCREMENT, name VARCHAR(40) UNIQUE)");
  await ask(`CREATE TABLE child (id INT PRIMARY KEY AUTO_INCREMENT, parent INT, n INT,
    FOREIGN KEY (parent) REFERENCES parent (id) ON DELETE CASCADE)`);
  await ask("CREATE TABLE loose (a INT, b TEXT)");
  await ask("CREATE TABLE told (what VARCHAR(60))");
  await ask("CREATE TRIGGER tell AFTER INSERT ON child FOR EACH ROW INSERT INTO told VALUES (CONCAT('n', NEW.n))");
  for (let n = 0; n < 700; n++) {
    await ask(`INSERT INTO parent (name) VALUES ('p${n}')`);
    await ask(`INSERT INTO child (parent, n) VALUES (LAST_INSERT_ID(), ${n})`);
    await ask(`INSERT INTO loose VALUES (${n % 7}, 'x')`);
    if (n % 5 === 0) await ask(`UPDATE parent SET name = 'q${n}' WHERE name = 'p${n}'`);
    if (n % 7 === 0) await ask(`DELETE FROM parent WHERE name = '${n % 5 === 0 ? "q" : "p"}${n}'`);
    if (n % 11 === 0) await ask(`DELETE FROM loose WHERE a = ${n % 3} LIMIT 1`);
  }
  await ask("SET foreign_key_checks = 0");
  await ask("INSERT INTO child (parent, n) VALUES (999999, -1)");
  await ask("SET foreign_key_checks = 1");
  await ask("INSERT INTO loose VALUES (1, REPEAT('long ', 900000))");
  const to = await position(ask);
  const applied = await replay(from, to);
  expect(applied).toBeGreaterThan(2000);
  for (const table of ["parent", "child", "loose", "told"]) {
    const order = table === "loose" ? "a, b" : "1";
    const [there] = await ask(`CHECKSUM TABLE ${table}`);
    const [here] = await askCopy(`CHECKSUM TABLE ${table}`);
    const rows = `SELECT * FROM ${table} ORDER BY ${order}`;
    if (here?.["Checksum"] !== there?.["Checksum"]) expect(await askCopy(rows)).toEqual(await ask(rows));
  }
  // An id that was given out is not given out again.
  const next = "SELECT AUTO_INCREMENT FROM information_schema.tables WHERE table_name = 'child'";
  expect(await askCopy(next)).toEqual(await ask(next));
  // What was replayed is not in the log of the copy.
  const { file } = await position(askCopy);
  const events = await askCopy(`SHOW BINLOG EVENTS IN '${file}'`);
  expect(events.filter(({ Event_type: type }) => /rows/i.test(String(type)))).toEqual([]);
}, 240_000);

test("what does not fit ends it with the server's own words, and none of that batch is there", async () => {
  await ask("DROP TABLE IF EXISTS fits");
  const begin = await position(ask);
  await ask("CREATE TABLE fits (id INT PRIMARY KEY, name VARCHAR(10))");
  await replay(begin, await position(ask));
  await askCopy("SET sql_log_bin = 0");
  await askCopy("INSERT INTO fits VALUES (3, 'already')");
  const from = await position(ask);
  for (const id of [1, 2, 3]) await ask(`INSERT INTO fits VALUES (${id}, 'new')`);
  await expect(replay(from, await position(ask))).rejects.toMatchObject({
    code: "replay-failed",
    data: { detail: expect.stringContaining("Duplicate entry '3'") },
  });
  expect(await askCopy("SELECT id FROM fits")).toEqual([{ id: 3 }]);
});
