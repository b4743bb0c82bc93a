import { readFileSync } from "node:fs";
import { crc32 } from "node:zlib";
import { expect, test } from "vitest";
import type { LogItem } from "../../core/log-item";
import { eventType } from "./event-types";
import { committed } from "./fixtures/committed";
import { LogDecoder } from "./log-decoder";
import { UnreadableLog } from "./unreadable-log";

// See captured.sql for what is in it.
const log = readFileSync(new URL("fixtures/captured.binlog", import.meta.url));
const file = "mysql-bin.000001";

/** What the whole log says when it comes in pieces of this size. */
function itemsOf(bytes: Buffer, piece = bytes.length, head = bytes): readonly LogItem[] {
  const decoder = new LogDecoder();
  decoder.open(file, head, 4);
  const items: LogItem[] = [];
  for (let at = 4; at < bytes.length; at += piece) items.push(...decoder.push(bytes.subarray(at, at + piece)));
  return items;
}

const all = itemsOf(log);

/** Events by where they begin. */
function events(): readonly { readonly at: number; readonly type: number; readonly length: number }[] {
  const found = [];
  for (let at = 4; at < log.length; ) {
    const length = log.readUInt32LE(at + 9);
    found.push({ at, type: log.readUInt8(at + 4), length });
    at += length;
  }
  return found;
}

/** An event of the server's own making, with its checksum. */
function event(type: number, body: Buffer, position: number): Buffer {
  const bytes = Buffer.alloc(19 + body.length + 4);
  bytes.writeUInt8(type, 4);
  bytes.writeUInt32LE(1, 5);
  bytes.writeUInt32LE(bytes.length, 9);
  bytes.writeUInt32LE(position + bytes.length, 13);
  body.copy(bytes, 19);
  bytes.writeUInt32LE(crc32(bytes.subarray(0, bytes.length - 4)), bytes.length - 4);
  return bytes;
}

test("every type of column has the value that was written", () => {
  const row = all.find((item) => item.kind === "row");
  expect(row).toMatchObject({ table: { database: "captured", name: "a", key: [0] }, before: null });
  expect(row?.after).toEqual([
    ...[1, -1, 255, "-12345678901234567890.0123456789", 1.1, 2.2, 0b10101n, 2024],
    ...["0000-00-00", "-838:59:59.999", "2024-01-02 03:04:05.1234", "9999-12-31 23:59:59.999999"],
    ...["caf€", "text", Uint8Array.of(0, 255), "ä", "p,r", '{"a":1}'],
    new Uint8Array(Buffer.from("000000000101000000000000000000f03f0000000000000040", "hex")),
    ...["z".repeat(200), new Uint8Array(200).fill(0x79)],
    new Uint8Array(Buffer.from("123e4567e89b12d3a456426655440000", "hex")),
    ...[new Uint8Array(16).fill(1, 15), Uint8Array.of(1, 2, 3, 4), "abc", Uint8Array.of(0x61, 0, 0, 0)],
    ...[new Uint8Array(Buffer.from("vb")), 7, 0, 257],
  ]);
});

test("a table's columns are described by their names, types and character sets", () => {
  const row = all.find((item) => item.kind === "row");
  const columns = Object.fromEntries((row?.table.columns ?? []).map(({ name, ...about }) => [name, about]));
  expect(columns).toMatchObject({
    id: { type: "bigint", unsigned: true, charset: null },
    c1: { type: "tinyint", unsigned: false },
    vc: { type: "varchar", charset: "latin1" },
    tx: { type: "text", charset: "utf8mb4" },
    bl: { type: "blob", charset: "binary" },
    j: { type: "longtext", charset: "utf8mb4" },
    e: { type: "enum", charset: "utf8mb4" },
    ch: { type: "char", charset: "utf8mb4" },
    bi: { type: "binary", charset: "binary" },
    g: { type: "geometry" },
  });
});

test("what was rolled back to a savepoint, or prepared and taken back, is not there; what was prepared comes with its commit", () => {
  const told = committed(all).flatMap((item) => {
    if (item.kind === "definition")
      return [
        item.statement
          .replace(/[\s`]+/gu, " ")
          .slice(0, 30)
          .trim(),
      ];
    if (item.kind !== "row") return [];
    const [one, two] = [item.before, item.after].map((row) => (row === null ? "nothing" : asText(row.slice(0, 2))));
    return [`${item.table.name}: ${one} to ${two}`];
  });
  expect(told).toMatchInlineSnapshot(`
    [
      "CREATE DATABASE captured",
      "CREATE TABLE a (id BIGINT UNSI",
      "a: nothing to [1,-1]",
      "a: [1,-1] to [1,5]",
      "CREATE TABLE b (x INT) ENGINE=",
      "b: nothing to [1]",
      "a: nothing to [4,4]",
      "b: nothing to [2]",
      "a: nothing to [5,3]",
      "a: nothing to [7,4]",
      "CREATE TABLE cs ( x int(11) DE",
      "cs: nothing to [1]",
      "cs: nothing to [2]",
      "CREATE OR REPLACE TABLE cs ( x",
      "cs: nothing to [1]",
      "cs: nothing to [2]",
      "INSERT INTO a (c1) VALUES (44)",
      "INSERT INTO cs VALUES (@x)",
      "cs: nothing to [77]",
      "cs: nothing to [77]",
      "TRUNCATE b",
      "a: [1,5] to nothing",
      "a: [4,4] to nothing",
      "a: [5,3] to nothing",
      "a: [7,4] to nothing",
      "a: [8,44] to nothing",
      "RENAME TABLE b TO bb",
      "ALTER TABLE bb ADD y INT",
      "CREATE TABLE d (x INT PRIMARY",
      "d: nothing to [1,1]",
      "bb: nothing to [8,8]",
      "d: [1,1] to [2,1]",
    ]
  `);
});

test("a log may come in pieces of any size", () => {
  for (const piece of [1, 2, 7, 19, 100, 1000]) expect(itemsOf(log, piece)).toEqual(all);
});

test("wherever a log breaks off, every transaction before is whole and the last one is not there", () => {
  const decoder = new LogDecoder();
  decoder.open(file, log, 4);
  const items: LogItem[] = [];
  for (let end = 5; end <= log.length; end++) {
    items.push(...decoder.push(log.subarray(end - 1, end)));
    const committed = all.filter((item) => item.kind === "commit" && item.end.position <= end).length;
    expect(items.filter(({ kind }) => kind === "commit").length).toBe(committed);
    if (end % 23 === 0) expect(itemsOf(log.subarray(0, end), end, log)).toEqual(items);
  }
  expect(items).toEqual(all);
});

const asText = (item: unknown): string =>
  JSON.stringify(item, (_, value: unknown) => (typeof value === "bigint" ? String(value) : value));

test("zeros behind the last event, as a lost power supply leaves them, are an end", () => {
  expect(itemsOf(Buffer.concat([log, Buffer.alloc(5000)]), 777)).toEqual(all);
});

test("a byte that was changed anywhere is noticed", () => {
  for (let at = 300; at < log.length; at += 13) {
    const broken = Buffer.from(log);
    broken.writeUInt8(broken.readUInt8(at) ^ 0x10, at);
    let items: readonly LogItem[] = [];
    try {
      items = itemsOf(broken);
    } catch (cause) {
      expect(cause, `at ${at}`).toBeInstanceOf(UnreadableLog);
      continue;
    }
    // A length may have become that of an event which isn't whole yet.
    expect(items.length).toBeLessThan(all.length);
    expect(items).toEqual(all.slice(0, items.length));
  }
});

test("garbage says in which file and where it is", () => {
  const decoder = new LogDecoder();
  decoder.open(file, log, 4);
  const [, second] = events();
  const broken = Buffer.from(log.subarray(4));
  broken.fill(0xff, (second?.at ?? 0) - 4, (second?.at ?? 0) + 20);
  expect(() => [...decoder.push(broken)]).toThrow(expect.objectContaining({ at: { file, position: second?.at } }));
});

test("a log that is none, or encrypted, can't be opened", () => {
  const decoder = new LogDecoder();
  expect(() => decoder.open(file, Buffer.from("no log at all, but some text of a certain length"), 4)).toThrow(
    UnreadableLog,
  );
  const [format] = events();
  const end = 4 + (format?.length ?? 0);
  const encrypted = Buffer.concat([log.subarray(0, end), event(eventType.startEncryption, Buffer.alloc(17), end)]);
  expect(() => decoder.open(file, encrypted, 4)).toThrow("encrypted");
  decoder.open(file, log.subarray(0, end), 4);
  expect(() => [...decoder.push(encrypted.subarray(4))]).toThrow("encrypted");
});

test("reading goes on from any transaction's end", () => {
  for (const [index, item] of all.entries()) {
    // One that was prepared is only known to who has read it.
    if (item.kind !== "commit" || item.end.position > 5000) continue;
    const decoder = new LogDecoder();
    decoder.open(file, log.subarray(0, 400), item.end.position);
    expect(decoder.position).toEqual(item.end);
    expect([...decoder.push(log.subarray(item.end.position))]).toEqual(all.slice(index + 1));
    expect(decoder.position.position).toBe(log.length);
    expect(decoder.serverId).toBe(1);
  }
});

test("rows that are split into several events are joined", () => {
  const split = events().find(({ type }) => type === eventType.updateRowsCompressed1);
  if (split === undefined) throw new Error("no rows to split");
  const { at, length } = split;
  const whole = log.subarray(at, at + length - 4);
  const size = Buffer.alloc(8);
  size.writeBigUInt64LE(BigInt(whole.length));
  const pieces = [whole.subarray(0, 40), whole.subarray(40, 90), whole.subarray(90)];
  let position = at;
  const parts = pieces.map((piece, index) => {
    const head = Buffer.alloc(9);
    head.writeUInt32LE(pieces.length, 0);
    head.writeUInt32LE(index + 1, 4);
    head.writeUInt8(index === 0 ? 1 : 0, 8);
    const part = event(eventType.partialRows, Buffer.concat([head, ...(index === 0 ? [size] : []), piece]), position);
    position += part.length;
    return part;
  });
  const rows = (items: readonly LogItem[]) =>
    items.flatMap((item) => (item.kind === "row" ? [[item.before, item.after]] : []));
  const joined = itemsOf(Buffer.concat([log.subarray(0, at), ...parts]));
  const before = itemsOf(log.subarray(0, at + length));
  expect(rows(joined)).toEqual(rows(before));
});

test("of a long statement the beginning and the end are kept, where the comment is", () => {
  const annotation = events().find(({ type }) => type === eventType.annotateRows);
  if (annotation === undefined) throw new Error("no statement");
  const text = `INSERT /* ${"ä".repeat(50_000)} */ /*tidemark:{"v":"admin"}*/`;
  const rest = log.subarray(annotation.at + annotation.length);
  const long = event(eventType.annotateRows, Buffer.from(text), annotation.at);
  const items: LogItem[] = [];
  const decoder = new LogDecoder();
  decoder.open(file, log, 4);
  items.push(...decoder.push(log.subarray(4, annotation.at)), ...decoder.push(long));
  // What follows stands elsewhere now, and says so.
  let at = decoder.position.position;
  for (let from = 0; from < rest.length && !items.some(({ kind }) => kind === "row"); ) {
    const length = rest.readUInt32LE(from + 9);
    const moved = event(rest.readUInt8(from + 4), rest.subarray(from + 19, from + length - 4), at);
    items.push(...decoder.push(moved));
    from += length;
    at += moved.length;
  }
  const row = items.find((item) => item.kind === "row");
  expect(row?.statement).toHaveLength(8003);
  expect(row?.statement).toMatch(/^INSERT \/\* ä+ … ä+ \*\/ \/\*tidemark:\{"v":"admin"\}\*\/$/u);
});
