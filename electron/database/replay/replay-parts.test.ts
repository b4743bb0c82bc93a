import { readFileSync } from "node:fs";
import { crc32 } from "node:zlib";
import { expect, test } from "vitest";
import { eventType } from "../log/event-types";
import { type ReplayPart, ReplayParts } from "./replay-parts";

// See captured.sql for what is in it.
const captured = readFileSync(new URL("../log/fixtures/captured.binlog", import.meta.url));
const file = "/site/replay/mysql-bin.000001";
const format = captured.subarray(4, 4 + captured.readUInt32LE(4 + 9));

function partsOf(bytes: Buffer, piece = bytes.length): readonly ReplayPart[] {
  const parts = new ReplayParts();
  parts.open(file, bytes.subarray(0, 4096), 4);
  const found: ReplayPart[] = [];
  for (let at = 4; at < bytes.length; at += piece) found.push(...parts.push(bytes.subarray(at, at + piece)));
  return [...found, ...parts.rest()];
}

/** A log of the server's own making: a part each of what is in it. */
function logOf(...transactions: readonly (readonly [type: number, body: Buffer | string][])[]): Buffer {
  let log = Buffer.concat([captured.subarray(0, 4), format]);
  for (const events of transactions) {
    const standalone = events.length === 1;
    const gtid = Buffer.alloc(19);
    gtid.writeUInt8(standalone ? 1 : 0, 12);
    for (const [type, body] of [[eventType.gtid, gtid] as const, ...events]) {
      const content = typeof body === "string" ? query(body) : body;
      const event = Buffer.alloc(19 + content.length + 4);
      event.writeUInt8(type, 4);
      event.writeUInt32LE(event.length, 9);
      event.writeUInt32LE(log.length + event.length, 13);
      content.copy(event, 19);
      event.writeUInt32LE(crc32(event.subarray(0, event.length - 4)), event.length - 4);
      log = Buffer.concat([log, event]);
    }
  }
  return log;
}

/** Session, seconds, length of the database's name, error, length of the status variables; then name, zero, statement. */
const query = (statement: string) =>
  Buffer.concat([Buffer.alloc(8), Buffer.from([4, 0, 0, 0, 0]), Buffer.from(`site\0${statement}`)]);

const map = [eventType.tableMap, Buffer.from("a table")] as const;
const row = (text: string) => [eventType.writeRows1, Buffer.from(text)] as const;
const said = [eventType.annotateRows, Buffer.from("INSERT INTO t")] as const;
const xid = [eventType.xid, Buffer.alloc(8)] as const;
const commit = [eventType.query, "COMMIT"] as const;
const rows = (text: string): [number, Buffer | string][] => [[...said], [...map], [...row(text)], [...xid]];
const definition: [number, Buffer | string][] = [[eventType.query, "ALTER TABLE t ADD c INT"]];

const shape = (parts: readonly ReplayPart[]) => parts.map(({ kind, transactions }) => `${kind} ${transactions}`);

const textsOf = (part: ReplayPart | undefined) =>
  part?.kind === "rows" ? part.events.map((event) => event.toString("latin1", 19, event.length - 4)) : [];

test("rows of many transactions go together, as they were written and without what was said about them", () => {
  const [part, ...more] = partsOf(logOf(rows("one"), rows("two"), [[...map], [...row("three")], [...commit]]));
  expect(more).toEqual([]);
  expect(part).toMatchObject({ kind: "rows", transactions: 3 });
  expect(textsOf(part)).toEqual(["a table", "one", "a table", "two", "a table", "three"]);
  if (part?.kind === "rows") expect(part.format.equals(format)).toBe(true);
});

test("what is more than rows is left to the server's reader, with the few rows between", () => {
  const log = logOf(rows("1"), definition, rows("2"), definition, ...Array.from({ length: 150 }, () => rows("x")));
  const parts = partsOf(log);
  expect(shape(parts)).toEqual(["rows 1", "stretch 3", "rows 150"]);
  const [, stretch] = parts;
  if (stretch?.kind !== "stretch") throw new Error("no stretch");
  expect(log.readUInt8(stretch.from.position + 4)).toBe(eventType.gtid);
  expect(log.readUInt8(stretch.to.position + 4)).toBe(eventType.gtid);
});

test.each([
  ["a savepoint", [[...map], [...row("a")], [eventType.query, "SAVEPOINT `s`"], [...xid]]],
  ["an end by ROLLBACK", [[...map], [...row("a")], [eventType.query, "ROLLBACK"]]],
  ["compressed rows", [[...map], [eventType.writeRowsCompressed1, Buffer.from("a")], [...xid]]],
  ["an event nobody knows", [[200, Buffer.from("?")], [...map], [...row("a")], [...xid]]],
] as [string, [number, Buffer | string][]][])("a transaction with %s is none of rows alone", (_, transaction) => {
  expect(shape(partsOf(logOf(rows("1"), transaction)))).toEqual(["rows 1", "stretch 1"]);
});

test("a batch has its limits, and a transaction too large for one is not held", () => {
  const many = Array.from({ length: 2100 }, () => rows("x"));
  expect(shape(partsOf(logOf(...many)))).toEqual(["rows 1000", "rows 1000", "rows 100"]);
  const large = Buffer.alloc(1_100_000);
  expect(shape(partsOf(logOf([[...map], [eventType.writeRows1, large], [...xid]], rows("x"))))).toEqual([
    "rows 1",
    "rows 1",
  ]);
  const huge = Array.from({ length: 16 }, (): [number, Buffer] => [eventType.writeRows1, large]);
  expect(shape(partsOf(logOf([[...map], ...huge, [...xid]], rows("x"))))).toEqual(["stretch 1", "rows 1"]);
});

test("a log that a server wrote comes to the same in pieces of any size", () => {
  const whole = partsOf(captured);
  expect(whole.length).toBeGreaterThan(1);
  for (const piece of [1, 7, 100, 4096]) expect(partsOf(captured, piece)).toEqual(whole);
});

test("a transaction the log breaks off in is not applied", () => {
  const log = logOf(rows("1"), rows("2"));
  expect(shape(partsOf(log.subarray(0, log.length - 10)))).toEqual(["rows 1"]);
});
