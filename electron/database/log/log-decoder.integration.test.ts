import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import fc from "fast-check";
import type { Connection, RowDataPacket } from "mysql2/promise";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openRealLanes, type RealLanes } from "../../fixtures/real-lanes";
import type { LogPosition } from "../../../shared/model/event";
import type { LogItem } from "../../core/log-item";
import { changeSet } from "../change-set";
import { committed } from "./fixtures/committed";
import { count, type Moment, perform, position, type Rows, sorted } from "./fixtures/performed";
import { type Plan, plans } from "./fixtures/random-plans";
import { logsOf } from "./fixtures/logs-of";
import { written } from "./fixtures/random-tables";
import { readLarge } from "./read-large";
import { readLog } from "./read-log";
import { transactionsIn } from "./transactions-in";

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

let lanes: RealLanes;
let laneId: string;
let connection: Connection;

beforeAll(async () => {
  lanes = await openRealLanes("log", 18_700);
  laneId = await lanes.newLane();
  await lanes.stacks.startDatabase(lanes.specFor(laneId), lanes.signal);
  // Root: how a lane writes its log is not for Tidemark's account to change.
  connection = await lanes.connectAsRoot(laneId);
  // Values that a strict server would refuse are among those a log may have.
  await query("SET sql_mode = 'NO_ENGINE_SUBSTITUTION', innodb_strict_mode = OFF");
}, 240_000);
afterAll(async () => {
  connection?.destroy();
  await lanes?.close();
}, 120_000);

async function query(sql: string): Promise<readonly RowDataPacket[]> {
  const [rows] = await connection.query<RowDataPacket[]>(sql);
  return Array.isArray(rows) ? rows : [];
}

/** The lane's log as it lies on disk. */
async function logFiles(...files: string[]): Promise<ReadonlyMap<string, Buffer>> {
  const found = new Map<string, Buffer>();
  for (const file of files) {
    const text = await lanes.inKeeper(`base64 /store/live/${laneId}/tree/db/${file}`);
    found.set(file, Buffer.from(text, "base64"));
  }
  return found;
}

async function itemsBetween(from: LogPosition, to: LogPosition, largeValue?: number): Promise<readonly LogItem[]> {
  const logs = logsOf(await logFiles(from.file), 777);
  const items: LogItem[] = [];
  const lane = { laneId, number: 1 };
  const options = largeValue === undefined ? {} : { largeValue };
  for await (const item of readLog(logs, lane, from, to, lanes.signal, options)) items.push(item);
  return items;
}

async function theLogSaysTheSame(plan: Plan): Promise<void> {
  const moments = await perform(query, plan);
  const [first] = moments;
  const last = moments.at(-1);
  if (first === undefined || last === undefined) return;
  const all = await itemsBetween(first.at, last.at);
  const items = committed(all);
  await netChangesLeadFrom(first, last, plan, all);

  const state = new Map([...first.tables].map(([name, rows]) => [name, new Map(rows)] as const));
  let next = 0;
  for (const moment of moments.slice(1)) {
    let definition: string | null = null;
    for (let item = items[next]; item !== undefined && startsBefore(item, moment.at); item = items[++next]) {
      if (item.kind === "definition") definition = item.statement;
      if (item.kind !== "row") continue;
      const table = plan.tables.find(({ name }) => item.table.name === name);
      const rows = state.get(item.table.name);
      if (table === undefined || rows === undefined) throw new Error(`rows of ${item.table.name}`);
      expect(moment.statements).toContain(item.statement);
      if (item.before !== null) {
        const before = written(table, item.before);
        expect(rows.has(before), `${before} is no row of ${sorted(rows)}`).toBe(true);
        count(rows, before, -1);
      }
      if (item.after !== null) count(rows, written(table, item.after), 1);
    }
    for (const [name, rows] of moment.tables) {
      // What a definition makes of the rows is not for the log to say.
      if (definition !== null) state.set(name, new Map(rows));
      else expect(sorted(state.get(name) ?? new Map()), moment.statements.join("; ")).toEqual(sorted(rows));
    }
  }
  expect(next).toBe(items.length);
}

/** The net changes make of the rows at the start those at the end, as far as they say that they can. */
async function netChangesLeadFrom(first: Moment, last: Moment, plan: Plan, items: readonly LogItem[]): Promise<void> {
  async function* told() {
    yield* items;
  }
  for (const { name, since, changes } of (await changeSet(told())).tables()) {
    const table = plan.tables.find((one) => one.name === name.name);
    if (table === undefined || since === "unknown") continue;
    const rows: Rows = new Map(since === "start" ? first.tables.get(table.name) : []);
    for (const { before, after, count: times } of changes) {
      for (let n = 0; n < times; n++) {
        if (before !== null) count(rows, written(table, before), -1);
        if (after !== null) count(rows, written(table, after), 1);
      }
    }
    expect(sorted(rows)).toEqual(sorted(last.tables.get(table.name) ?? new Map()));
  }
}

function startsBefore(item: LogItem, moment: LogPosition): boolean {
  return item.kind !== "begin" || item.at.position < moment.position;
}

describe.each([true, false])("with the log compressed: %s", (compressed) => {
  beforeAll(() => query(`SET GLOBAL log_bin_compress = ${compressed ? "ON" : "OFF"}`));

  test("random tables, rows and statements: before, after and net changes are what SELECT says", async () => {
    await fc.assert(fc.asyncProperty(plans, theLogSaysTheSame), {
      seed: compressed ? 20_261_129 : 92_116_202,
      numRuns: 40,
      endOnFailure: true,
    });
  }, 600_000);
});

test("a transaction of 200,000 rows is read row by row, in little memory", async () => {
  await query("SET GLOBAL log_bin_compress = OFF");
  await query(`CREATE TABLE many (id BIGINT UNSIGNED PRIMARY KEY, author BIGINT UNSIGNED, at DATETIME, title TEXT,
    content LONGTEXT, status VARCHAR(20), price DECIMAL(12,4), score DOUBLE)`);
  await query("FLUSH BINARY LOGS");
  const from = await position(query);
  await query(`INSERT INTO many SELECT seq, seq % 7, '2024-05-06 07:08:09', CONCAT('Title ', seq), REPEAT(MD5(seq), 4),
    'publish', seq / 3, seq / 7 FROM seq_1_to_200000`);
  const to = await position(query);
  const logs = logsOf(await logFiles(from.file));
  // What is held, not what waits to be collected.
  const held = () => {
    collect();
    return process.memoryUsage().heapUsed;
  };
  const base = held();
  let [rows, heap, began] = [0, 0, performance.now()];
  for await (const item of readLog(logs, { laneId, number: 1 }, from, to, lanes.signal)) {
    if (item.kind !== "row") continue;
    rows++;
    if (rows % 10_000 === 0) heap = Math.max(heap, held() - base);
  }
  const took = (performance.now() - began) / 1000;
  const megabytes = (to.position - from.position) / 1e6;
  const speed = `${Math.round(megabytes / took)} MB/s, ${Math.round(rows / took)} rows/s`;
  console.log(`${rows} rows, ${Math.round(megabytes)} MB: ${speed}, heap at most ${Math.round(heap / 1e6)} MB more`);
  expect(rows).toBe(200_000);
  expect(heap).toBeLessThan(32e6);

  began = performance.now();
  const spans = [];
  for await (const span of transactionsIn(logs, { laneId, number: 1 }, from, to, lanes.signal)) spans.push(span);
  console.log(`without rows: ${Math.round(megabytes / ((performance.now() - began) / 1000))} MB/s`);
  expect(spans).toHaveLength(1);
  expect(spans[0]).toMatchObject({ end: to });
}, 120_000);

test("a value larger than a reference may be is found again in the log, whole", async () => {
  for (const compressed of ["ON", "OFF"]) {
    await query(`SET GLOBAL log_bin_compress = ${compressed}`);
    await query("DROP TABLE IF EXISTS large");
    await query("CREATE TABLE large (id INT PRIMARY KEY, text LONGTEXT, bytes LONGBLOB)");
    await query("FLUSH BINARY LOGS");
    const from = await position(query);
    await query("INSERT INTO large VALUES (1, REPEAT('häß', 700000), NULL), (2, 'x', REPEAT(X'00ff', 900000))");
    await query("UPDATE large SET text = CONCAT(text, '!') WHERE id = 1");
    const to = await position(query);
    const logs = logsOf(await logFiles(from.file));
    const found: (string | Uint8Array)[] = [];
    for await (const item of readLog(logs, { laneId, number: 1 }, from, to, lanes.signal)) {
      if (item.kind !== "row") continue;
      for (const value of [...(item.before ?? []), ...(item.after ?? [])]) {
        if (value === null || typeof value !== "object" || value instanceof Uint8Array) continue;
        found.push(await readLarge(logs, laneId, value, lanes.signal));
      }
    }
    const text = "häß".repeat(700_000);
    const bytes = new Uint8Array(1_800_000).map((_, index) => (index % 2 === 0 ? 0 : 0xff));
    expect(found.map(({ length }) => length)).toEqual([text.length, bytes.length, text.length, text.length + 1]);
    expect(found[3]).toBe(`${text}!`);
    expect(Buffer.compare(found[1] as Uint8Array, bytes)).toBe(0);
  }
}, 120_000);
