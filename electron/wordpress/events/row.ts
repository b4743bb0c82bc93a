import type { LoggedColumn, LoggedRow, LoggedValue, RowChange } from "../../core/log-item";

/** A row change by the names of its columns. */
export interface Row {
  readonly change: RowChange;
  readonly deed: "inserted" | "updated" | "deleted";
  /** As text before and after; null where it is null, unknown, or too large to be held. */
  before(column: string): string | null;
  after(column: string): string | null;
  /** After, or before where the row is gone. */
  now(column: string): string | null;
  changed(column: string): boolean;
  /** Bytes of what is too large to be held; null otherwise. */
  largeAfter(column: string): number | null;
  /** The columns that an update changed. */
  changes(): readonly string[];
}

const known = new WeakMap<readonly LoggedColumn[], ReadonlyMap<string, number>>();

function indices(columns: readonly LoggedColumn[]): ReadonlyMap<string, number> {
  let found = known.get(columns);
  if (found === undefined) {
    found = new Map(columns.map((column, index) => [column.name, index]));
    known.set(columns, found);
  }
  return found;
}

export function rowOf(change: RowChange): Row {
  const { before, after, table } = change;
  const places = indices(table.columns);
  const value = (image: LoggedRow | null, column: string): LoggedValue => {
    const place = places.get(column);
    return image === null || place === undefined ? null : (image[place] ?? null);
  };
  const now = after ?? before;
  return {
    change,
    deed: before === null ? "inserted" : after === null ? "deleted" : "updated",
    before: (column) => textOf(value(before, column)),
    after: (column) => textOf(value(after, column)),
    now: (column) => textOf(value(now, column)),
    changed: (column) => !same(value(before, column), value(after, column)),
    largeAfter: (column) => sizeOf(value(after, column)),
    changes: () =>
      before === null || after === null
        ? []
        : table.columns
            .filter((_, index) => !same(before[index] ?? null, after[index] ?? null))
            .map((column) => column.name),
  };
}

function textOf(value: LoggedValue): string | null {
  if (value === null || typeof value === "string") return value;
  if (value instanceof Uint8Array)
    return Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString("utf8");
  return typeof value === "object" ? null : String(value);
}

function sizeOf(value: LoggedValue): number | null {
  return typeof value === "object" && value !== null && "digest" in value ? value.bytes : null;
}

function same(one: LoggedValue, other: LoggedValue): boolean {
  if (one === other) return true;
  if (one === null || other === null || typeof one !== "object" || typeof other !== "object") return false;
  if (one instanceof Uint8Array) return other instanceof Uint8Array && Buffer.compare(one, other) === 0;
  return !(other instanceof Uint8Array) && one.digest === other.digest;
}
