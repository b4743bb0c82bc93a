import { readFileSync } from "node:fs";
import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import type { LogPosition } from "../../../shared/model/event";
import type { LogItem } from "../../core/log-item";
import { committed } from "./fixtures/committed";
import { logsOf } from "./fixtures/logs-of";
import { readLarge } from "./read-large";
import { readLog } from "./read-log";
import { transactionsIn } from "./transactions-in";

const log = readFileSync(new URL("fixtures/captured.binlog", import.meta.url));
const lane = { laneId: "l00000000001", number: 1 };
const names = [9, 10, 11].map((number) => `mysql-bin.${String(number).padStart(6, "0")}`);
const three = new Map(names.map((name) => [name, log]));
const signal = new AbortController().signal;

async function all<T>(items: AsyncIterable<T>): Promise<readonly T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

const read = (from: LogPosition | null, to: LogPosition | null, files = three) =>
  all(readLog(logsOf(files, 999), lane, from, to, signal));

const commits = (items: readonly LogItem[]) => items.flatMap((item) => (item.kind === "commit" ? [item.end] : []));

test("a lane's segments are read in their order, from the first to the present end", async () => {
  const items = await read(null, null);
  const one = await read(null, null, new Map([[names[0] ?? "", log]]));
  expect(items.length).toBe(3 * one.length);
  expect([...new Set(commits(items).map(({ file }) => file))]).toEqual(names);
});

test("two stretches that meet have together what the whole has, wherever they meet", async () => {
  const items = await read(null, null);
  const ends = commits(items);
  for (const end of [ends[0], ends[20], ends[ends.length - 1]]) {
    if (end === undefined) throw new Error("no such transaction");
    expect([...(await read(null, end)), ...(await read(end, null))]).toEqual(items);
  }
});

test("a segment that is missing in between is said by its name", async () => {
  const files = new Map([...three].filter(([name]) => name !== names[1]));
  const missing = { code: "not-found", data: { what: "log", id: names[1] } };
  await expect(read(null, null, files)).rejects.toMatchObject(missing);
  await expect(read({ file: names[1] ?? "", position: 4 }, null, files)).rejects.toMatchObject(missing);
});

test("a lane without a log has nothing to tell, and a segment that was only begun has nothing in it", async () => {
  expect(await read(null, null, new Map())).toEqual([]);
  for (let bytes = 0; bytes < 300; bytes += 10) {
    const files = new Map([
      [names[0] ?? "", log.subarray(0, bytes)],
      [names[1] ?? "", log],
    ]);
    expect((await read(null, null, files)).length).toBeGreaterThan(0);
  }
});

test("who gives up gets no more", async () => {
  const giveUp = new AbortController();
  const items = readLog(logsOf(three, 99), lane, null, null, giveUp.signal);
  await items.next();
  giveUp.abort();
  await expect(all(items)).rejects.toMatchObject({ name: "AbortError" });
});

test("transactions are found where the rows' reader has them", async () => {
  const items = await read(null, null);
  const begins = committed(items).flatMap((item) => (item.kind === "begin" ? [item.at] : []));
  const spans = await all(transactionsIn(logsOf(three, 999), lane, null, null, signal));
  expect(spans.map(({ at }) => at)).toEqual(begins);
  expect(spans.map(({ end }) => end)).toEqual(commits(items));
  const times = spans.map(({ time }) => time);
  expect(times).toEqual(times.toSorted((one, other) => one - other));
});

test("a large value is a reference, by which it is read again", async () => {
  const logs = logsOf(three, 999);
  const whole = await all(readLog(logs, lane, null, null, signal));
  let compared = 0;
  for (const [index, item] of (await all(readLog(logs, lane, null, null, signal, { largeValue: 100 }))).entries()) {
    const same = whole[index];
    if (item.kind !== "row" || same?.kind !== "row") continue;
    for (const image of ["before", "after"] as const) {
      for (const [column, value] of (item[image] ?? []).entries()) {
        if (value === null || typeof value !== "object" || value instanceof Uint8Array) continue;
        const expected = same[image]?.[column];
        if (typeof expected !== "string" && !(expected instanceof Uint8Array)) throw new Error("not what is large");
        expect(await readLarge(logs, lane.laneId, value, signal)).toEqual(expected);
        expect(value.digest).toBe(createHash("sha256").update(expected).digest("hex"));
        expect(value.bytes).toBe(200);
        compared++;
      }
    }
  }
  expect(compared).toBe(24);
});
