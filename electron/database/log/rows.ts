import { createHash } from "node:crypto";
import type { LogPosition } from "../../../shared/model/event";
import type { LargeValue, LoggedRow, LoggedValue } from "../../core/log-item";
import { Cursor, RowCursor } from "./cursor";
import type { RowsLayout } from "./event-types";
import { inflateEvent } from "./inflate";
import type { TableMap, TableMaps } from "./table-map";

/** The number of a table that stands for none: the event only ends its statement. */
const noTable = 0xff_ffff;
const statementEnds = 0x0001;

export interface RowImages {
  readonly before: LoggedRow | null;
  readonly after: LoggedRow | null;
}

export interface RowsEvent {
  readonly map: TableMap | null;
  /** True for the last event of its statement. */
  readonly last: boolean;
  readonly rows: Generator<RowImages>;
}

/** Opens an event with rows; they are read one by one as they are asked for. `largeValue`: bytes from which on a value is a reference. */
export function openRows(
  body: Buffer,
  layout: RowsLayout,
  maps: TableMaps,
  at: LogPosition,
  largeValue: number,
): RowsEvent {
  const cursor = new Cursor(body);
  const id = cursor.unsigned(6);
  const last = (cursor.unsigned(2) & statementEnds) !== 0;
  if (layout.version === 2) cursor.take(cursor.unsigned(2) - 2);
  const map = maps.get(id);
  if (map === null) {
    if (id === noTable) return { map, last, rows: none() };
    throw new RangeError(`rows of a table (${id}) that was not described`);
  }
  const count = cursor.packed();
  if (count !== map.readers.length) throw new RangeError(`rows of ${count} columns for ${map.readers.length}`);
  const first = columnsAt(cursor, count);
  const second = layout.change === "update" ? columnsAt(cursor, count) : first;
  const data = cursor.take(cursor.left);
  const rows = layout.compressed ? inflateEvent(data) : data;
  return { map, last, rows: imagesIn(rows, layout.change, { map, first, second, at, largeValue }) };
}

function* none(): Generator<RowImages> {}

interface Images {
  readonly map: TableMap;
  /** Which columns the images have; null: all. */
  readonly first: Buffer | null;
  readonly second: Buffer | null;
  readonly at: LogPosition;
  readonly largeValue: number;
}

function columnsAt(cursor: Cursor, count: number): Buffer | null {
  const bits = cursor.take((count + 7) >> 3);
  for (let index = 0; index < count; index++) if (!bit(bits, index)) return bits;
  return null;
}

const bit = (bits: Buffer, index: number) => ((bits[index >> 3] ?? 0) & (1 << (index & 7))) !== 0;

function* imagesIn(bytes: Buffer, change: RowsLayout["change"], images: Images): Generator<RowImages> {
  const { map, first, second, at, largeValue } = images;
  let row = 0;
  let image: 0 | 1 = 0;
  const refer = (value: Buffer, column: number): LargeValue => ({
    kind: "large",
    bytes: value.length,
    digest: createHash("sha256").update(value).digest("hex"),
    at: { ...at, row, image, column },
  });
  const cursor = new RowCursor(bytes, largeValue, refer);
  for (; cursor.at < bytes.length; row++) {
    image = change === "write" ? 1 : 0;
    const one = readImage(cursor, map, first, null);
    if (change === "write") {
      yield { before: null, after: one };
    } else if (change === "delete") {
      yield { before: one, after: null };
    } else {
      image = 1;
      yield { before: one, after: readImage(cursor, map, second, one) };
    }
  }
}

/** One image. A column it leaves out has what `other` has, or null: lanes log whole rows, so that is another server's log. */
function readImage(cursor: RowCursor, map: TableMap, present: Buffer | null, other: LoggedRow | null): LoggedRow {
  const { readers } = map;
  const count = readers.length;
  let images = count;
  if (present !== null) {
    images = 0;
    for (let index = 0; index < count; index++) if (bit(present, index)) images++;
  }
  const { bytes } = cursor;
  const nulls = cursor.at;
  cursor.at += (images + 7) >> 3;
  const row: LoggedValue[] = [];
  let nth = 0;
  for (let index = 0; index < count; index++) {
    if (present !== null && !bit(present, index)) {
      row[index] = other?.[index] ?? null;
      continue;
    }
    const isNull = ((bytes[nulls + (nth >> 3)] ?? 0) & (1 << (nth & 7))) !== 0;
    nth++;
    const read = readers[index];
    row[index] = isNull || read === undefined ? null : read(cursor);
  }
  if (cursor.at > bytes.length) throw new RangeError("a row goes beyond its event");
  return row;
}
