import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { placeOf } from "../../shared/log-place";
import type { BinlogPosition, Version } from "../../shared/model/site";
import { branch, branchId, lane, laneId, place, recordedWorld, version } from "../core/fixtures/recorded-world";
import type { LogItem } from "../core/log-item";
import type { Interpreter, Logs, TakenTransaction } from "../core/recording-ports";
import type { World } from "../core/world";
import { logsOf } from "../database/log/fixtures/logs-of";
import { LogDecoder } from "../database/log/log-decoder";
import { openLaneReader } from "./lane-reader";

/** A real server's segment, three times: as three segments of one lane. */
const captured = readFileSync(new URL("../database/log/fixtures/captured.binlog", import.meta.url));
const [first, second, third] = [1, 2, 3].map((number) => place(number, 0).file) as [string, string, string];
const signal = new AbortController().signal;

/** What was read of a lane, by the ends of its transactions; again where one came twice. */
function reading(files: ReadonlyMap<string, Buffer>, versions: readonly Version[] = []) {
  const ends: number[] = [];
  const base = recordedWorld({ branches: [branch([lane()])], versions });
  const logs: Logs = { ...logsOf(files), notes: async () => [] };
  const world: World & { readonly warnings: readonly unknown[] } = {
    ...base,
    logs,
    openDecoder: () => new LogDecoder(),
    openInterpreter: () => listener(ends),
  };
  const read = async () => {
    const [found] = world.catalogue.branches("s00000000001");
    if (found === undefined) throw new Error("no branch");
    await openLaneReader(world, found, lane()).readOn(null, () => undefined, signal);
  };
  return { world, ends, read, holes: () => world.index.holes(laneId) };
}

/** Has one event per transaction. */
function listener(ends: number[]): Interpreter {
  let from = place(0, 0);
  return {
    take(item: LogItem, at: number | null): TakenTransaction | null {
      if (item.kind === "begin") from = item.at;
      if (item.kind !== "commit") return null;
      ends.push(placeOf(item.end));
      return { from, end: item.end, time: at ?? item.time, events: [], rows: 1, noise: new Map() };
    },
    note: () => null,
  };
}

const three = (change: Partial<Record<string, Buffer>> = {}): Map<string, Buffer> =>
  new Map([first, second, third].map((file) => [file, change[file] ?? captured]));

const whole = await (async () => {
  const all = reading(three());
  await all.read();
  expect(all.holes()).toEqual([]);
  const behind = (number: number) => placeOf(place(number, 0));
  const last = Math.max(...all.ends.filter((end) => end < behind(2))) - behind(1);
  expect([...all.world.index.ends(laneId)]).toEqual([
    [first, last],
    [second, last],
  ]);
  return all.ends;
})();
const inSecond = whole.filter((end) => end > placeOf(place(2, 0)) && end < placeOf(place(3, 0)));

/** The last transaction's end in the second segment up to a byte. */
const boundary = (byte: number): number =>
  inSecond.filter((end) => end <= placeOf(place(2, byte))).at(-1) ?? placeOf(place(2, 4));

const garbled = (byte: number): Buffer => {
  const bytes = Buffer.from(captured);
  for (let at = byte; at < Math.min(byte + 20, bytes.length); at++) bytes[at] = (bytes[at] ?? 0) ^ 0x5a;
  return bytes;
};

/** Bytes all over the segment, behind its format. */
const bytes = Array.from({ length: 60 }, (_, index) => 300 + Math.floor((index * (captured.length - 330)) / 60));

test("garbage in the middle of a segment is said, remembered, and costs no more than the rest of that segment", async () => {
  for (const byte of bytes) {
    const { world, ends, read, holes } = reading(three({ [second]: garbled(byte) }));
    await read();
    const [hole, ...more] = holes();
    if (hole === undefined) throw new Error(`${byte}: nothing is remembered`);
    expect(more).toEqual([]);
    const from = placeOf(hole.from);
    expect({ byte, from }).toEqual({ byte, from: boundary(byte) });
    expect(ends).toEqual(whole.filter((end) => end <= from || end > placeOf(place(3, 0))));
    expect(world.warnings).toHaveLength(1);
    // Again, and after another start of Tidemark: nothing twice, nothing said twice.
    await read();
    expect(ends).toHaveLength(new Set(ends).size);
    expect(world.warnings).toHaveLength(1);
  }
});

test("behind garbage the log is read again from a version on that was taken there", async () => {
  const at = inSecond[Math.floor(inSecond.length / 2)] ?? 0;
  const binlog: BinlogPosition = { ...place(2, at - placeOf(place(2, 0))), gtid: "" };
  const taken = version("v00000000001", 10, [2, binlog.position]);
  for (const byte of bytes.filter((each) => placeOf(place(2, each + 20)) < at)) {
    const { ends, read, holes } = reading(three({ [second]: garbled(byte) }), [taken]);
    await read();
    expect(holes()).toEqual([{ from: place(2, boundary(byte) - placeOf(place(2, 0))), until: binlog.position }]);
    expect(ends).toEqual(whole.filter((end) => end <= boundary(byte) || end > at));
  }
});

test("a segment whose format is garbage is a hole of its own", async () => {
  const { ends, read, holes } = reading(three({ [second]: garbled(0) }));
  await read();
  expect(holes()).toEqual([{ from: place(2, 4), until: null }]);
  expect(ends).toEqual(whole.filter((end) => !inSecond.includes(end)));
});

test("a closed segment that ends within an event or a transaction has a hole at its end; the newest goes on", async () => {
  for (const byte of bytes) {
    const { ends, read, holes } = reading(three({ [second]: captured.subarray(0, byte) }));
    await read();
    const torn = boundary(byte) < placeOf(place(2, byte)) && byte > 300;
    expect(ends).toEqual(whole.filter((end) => end <= boundary(byte) || end > placeOf(place(3, 0))));
    // Between two transactions nothing tells that there was more.
    if (!torn) continue;
    expect(holes().map(({ from }) => placeOf(from))).toEqual([boundary(byte)]);
    const newest = reading(new Map([[second, captured.subarray(0, byte)]]));
    await newest.read();
    expect(newest.holes()).toEqual([]);
  }
});

test("what a segment has lost since it was read is a hole once its server began the next", async () => {
  const files = three();
  files.delete(third);
  const { world, ends, read, holes } = reading(files);
  await read();
  const cut = 4000;
  files.set(second, captured.subarray(0, cut));
  await read();
  expect(holes()).toEqual([]);
  files.set(third, captured);
  await read();
  expect(holes()).toEqual([{ from: place(2, cut), until: null }]);
  expect(ends).toEqual(whole);
  expect(world.warnings).toHaveLength(1);
});

test("a segment of which nothing can be had any more is a hole, and those behind it are read", async () => {
  const { ends, read, holes } = reading(three({ [second]: Buffer.alloc(0) }));
  await read();
  expect(holes()).toEqual([{ from: place(2, 4), until: null }]);
  expect(ends).toEqual(whole.filter((end) => !inSecond.includes(end)));
});

test("a log that comes in pieces is read as one that is there at once", async () => {
  const files = new Map([[first, captured.subarray(0, 4)]]);
  const { ends, world } = reading(files);
  const [found] = world.catalogue.branches("s00000000001");
  if (found === undefined) throw new Error("no branch");
  expect(found.id).toBe(branchId);
  const reader = openLaneReader(world, found, lane());
  for (let end = 4; end < captured.length; end += 997) {
    files.set(first, captured.subarray(0, end));
    await reader.readOn(null, () => undefined, signal);
  }
  files.set(first, captured);
  await reader.readOn(null, () => undefined, signal);
  expect(ends).toEqual(whole.filter((end) => end < placeOf(place(2, 0))));
});
