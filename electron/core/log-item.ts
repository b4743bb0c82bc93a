import type { LogPosition } from "../../shared/model/event";

/**
 * What a lane's binary log says, item by item and in its order. A transaction is `begin`, its rows, `commit`; memory is bounded by the
 * largest row, not by the largest transaction. A transaction that the log breaks off in gives no `commit` and counts as not there.
 */
export type LogItem =
  | {
      readonly kind: "begin";
      /** Where the transaction's first event begins: what stops here has nothing of it. */
      readonly at: LogPosition;
      readonly gtid: string;
      /** Milliseconds since the epoch, whole seconds: when its first statement began by the server's clock. */
      readonly time: number;
    }
  | RowChange
  | Definition
  | {
      readonly kind: "commit";
      /** Right behind the transaction's last event. */
      readonly end: LogPosition;
      readonly time: number;
    };

/** One row's before and after. An insert has no before, a deletion no after. */
export interface RowChange {
  readonly kind: "row";
  readonly table: LoggedTable;
  readonly before: LoggedRow | null;
  readonly after: LoggedRow | null;
  /** The statement as it was sent, its comment included; null where the log has none. At most its first and last 4,000 characters. */
  readonly statement: string | null;
  readonly time: number;
}

/** A statement that is logged as text: it made, changed or dropped something, or it is one that rows can't tell. */
export interface Definition {
  readonly kind: "definition";
  readonly database: string;
  readonly statement: string;
  readonly time: number;
}

export interface LoggedTable {
  readonly database: string;
  readonly name: string;
  readonly columns: readonly LoggedColumn[];
  /** Indices of the primary key's columns, in its order; empty where there is none. */
  readonly key: readonly number[];
}

export interface LoggedColumn {
  readonly name: string;
  readonly type: string;
  readonly unsigned: boolean;
  /** The character set's name, `binary` for bytes, null for what is no text. */
  readonly charset: string | null;
}

/** A row's values, in the order of the table's columns. */
export type LoggedRow = readonly LoggedValue[];

/**
 * A value as exact as the server keeps it: integers as number, or bigint beyond 2^53; decimals, dates and times as the text SELECT gives;
 * float and double as number; bit as bigint; text decoded; bytes as they are; what is larger than `largeValue` by reference.
 */
export type LoggedValue = null | number | bigint | string | Uint8Array | LargeValue;

/** A value that is not held in memory: its size, its digest to compare by, and where the log has it. */
export interface LargeValue {
  readonly kind: "large";
  readonly bytes: number;
  /** SHA-256, hexadecimal. */
  readonly digest: string;
  /** Where the event begins that has it, which row of it, before (0) or after (1), and which column. */
  readonly at: LogPosition & { readonly row: number; readonly image: 0 | 1; readonly column: number };
}

/** Values of more bytes than this are given by reference. */
export const largeValue = 1024 * 1024;
