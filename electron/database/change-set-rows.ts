import { createHash } from "node:crypto";
import type { LoggedRow, LoggedValue } from "../core/log-item";

/** A row that is other than it was. `before` null: it was not there; `after` null: it is no more. */
export interface NetChange {
  readonly before: LoggedRow | null;
  readonly after: LoggedRow | null;
  /** How many rows like this: more than one only in a table without a primary key. */
  readonly count: number;
}

/** The net changes of one table's rows. */
export interface RowChanges {
  apply(before: LoggedRow | null, after: LoggedRow | null): void;
  changes(): Iterable<NetChange>;
  /** The change of the row that has this key now, or else of the one that had it. */
  get(key: readonly LoggedValue[]): NetChange | null;
}

interface Entry {
  before: LoggedRow | null;
  after: LoggedRow | null;
}

/** Rows told apart by their key, and followed where an update changes it. */
export function keyedChanges(key: readonly number[]): RowChanges {
  /** By the key a row has now, of those that are there; by the key it had, of those that were. */
  const now = new Map<string, Entry>();
  const once = new Map<string, Entry>();
  const keyOf = (row: LoggedRow) => fingerprint(key.map((index) => row[index] ?? null));

  const remove = (row: LoggedRow): Entry => {
    const at = keyOf(row);
    const known = now.get(at);
    now.delete(at);
    if (known !== undefined) return known;
    const entry: Entry = { before: row, after: null };
    once.set(at, entry);
    return entry;
  };
  const settle = (entry: Entry): void => {
    const { before, after } = entry;
    if (after !== null) now.set(keyOf(after), entry);
    if (before === null) {
      // A new row that took the key of one that is gone is what has become of that one.
      const gone = after === null ? undefined : once.get(keyOf(after));
      if (gone?.after === null) join(gone, entry);
    } else if (after === null) {
      const follower = now.get(keyOf(before));
      if (follower?.before === null) join(entry, follower);
    } else if (sameRow(before, after)) {
      once.delete(keyOf(before));
      now.delete(keyOf(after));
    }
  };
  const join = (gone: Entry, follower: Entry): void => {
    gone.after = follower.after;
    settle(gone);
  };

  return {
    apply(before, after) {
      if (before !== null) {
        const entry = remove(before);
        entry.after = after;
        settle(entry);
      } else if (after !== null) {
        settle({ before: null, after });
      }
    },
    *changes() {
      for (const { before, after } of new Set([...once.values(), ...now.values()])) yield { before, after, count: 1 };
    },
    get(values) {
      const at = fingerprint(values);
      const entry = now.get(at) ?? once.get(at);
      return entry === undefined ? null : { before: entry.before, after: entry.after, count: 1 };
    },
  };
}

/** Rows of a table without a key: equal ones can't be told apart, so they are counted. */
export function countedChanges(): RowChanges {
  const counts = new Map<string, { readonly row: LoggedRow; count: number }>();
  const add = (row: LoggedRow, by: 1 | -1) => {
    const at = fingerprint(row);
    const known = counts.get(at);
    if (known === undefined) counts.set(at, { row, count: by });
    else if (known.count + by === 0) counts.delete(at);
    else known.count += by;
  };
  const change = ({ row, count }: { readonly row: LoggedRow; readonly count: number }): NetChange =>
    count > 0 ? { before: null, after: row, count } : { before: row, after: null, count: -count };
  return {
    apply(before, after) {
      if (before !== null) add(before, -1);
      if (after !== null) add(after, 1);
    },
    *changes() {
      for (const entry of counts.values()) yield change(entry);
    },
    get(row) {
      const entry = counts.get(fingerprint(row));
      return entry === undefined ? null : change(entry);
    },
  };
}

function sameRow(one: LoggedRow, other: LoggedRow): boolean {
  return one.length === other.length && one.every((value, index) => sameValue(value, other[index] ?? null));
}

/** Whether two values of the log are the same; of those by reference, by their digests. */
export function sameValue(one: LoggedValue, other: LoggedValue): boolean {
  if (one === null || other === null || typeof one !== "object" || typeof other !== "object") return one === other;
  if (one instanceof Uint8Array || other instanceof Uint8Array) {
    return one instanceof Uint8Array && other instanceof Uint8Array && Buffer.compare(one, other) === 0;
  }
  return one.digest === other.digest && one.bytes === other.bytes;
}

/** Longer ones are told by their digest: what is kept to compare by stays small. */
const longest = 128;

function fingerprint(values: readonly LoggedValue[]): string {
  const text = values.map(tagged).join("\u0000");
  return text.length <= longest ? text : createHash("sha256").update(text).digest("base64");
}

function tagged(value: LoggedValue): string {
  if (value === null) return "-";
  if (typeof value === "string") return `s${value.length}:${value}`;
  // An integer has its own value whether it came as a number or, beyond 2^53, as a bigint.
  if (typeof value !== "object") return `n${value}`;
  if (value instanceof Uint8Array)
    return `b${Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString("base64")}`;
  return `l${value.bytes}:${value.digest}`;
}
