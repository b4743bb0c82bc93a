import { decoderOf } from "./charsets";
import { charsetOf } from "./collations";
import { Cursor } from "./cursor";
import { eventType } from "./event-types";
import { inflateEvent } from "./inflate";
import type { LogEvent } from "./log-event";

export interface LoggedQuery {
  readonly database: string;
  /** In the character set of the session that sent it. */
  readonly statement: string;
}

/** Bytes of a QUERY event's fixed part; of one that loads a file, which says more about the file. */
const queryHead = 13;
const loadQueryHead = 26;

export const isQuery = (type: number): boolean =>
  type === eventType.query || type === eventType.queryCompressed || type === eventType.executeLoadQuery;

export function readQueryEvent({ type, body }: Pick<LogEvent, "type" | "body">): LoggedQuery {
  const head = type === eventType.executeLoadQuery ? loadQueryHead : queryHead;
  return readQuery(body, type === eventType.queryCompressed, head);
}

/**
 * QUERY: session (4 bytes), seconds it took (4), length of the database's name (1), error (2), length of the status variables (2);
 * then these, the name, a zero, and the statement up to the event's end.
 */
function readQuery(body: Buffer, compressed: boolean, head: number): LoggedQuery {
  const cursor = new Cursor(body, 8);
  const nameBytes = cursor.byte();
  cursor.take(2);
  const statusBytes = cursor.unsigned(2);
  cursor.at = head;
  const charset = clientCharset(cursor.take(statusBytes));
  const database = cursor.take(nameBytes).toString("utf8");
  cursor.byte();
  const rest = cursor.take(cursor.left);
  const statement = compressed ? inflateEvent(rest) : rest;
  const text = decoderOf(charset)(statement, 0, statement.length);
  return { database, statement: typeof text === "string" ? text : statement.toString("utf8") };
}

/** Sizes of the status variables that may stand before the one with the character sets. */
const flags2 = 0;
const sqlMode = 1;
const autoIncrement = 3;
const characterSets = 4;
const catalog = 6;

function clientCharset(status: Buffer): string {
  const cursor = new Cursor(status);
  while (cursor.left > 2) {
    switch (cursor.byte()) {
      case flags2:
      case autoIncrement:
        cursor.take(4);
        break;
      case sqlMode:
        cursor.take(8);
        break;
      case catalog:
        cursor.take(cursor.byte());
        break;
      case characterSets:
        return charsetOf(cursor.unsigned(2)) ?? "utf8mb4";
      default:
        return "utf8mb4";
    }
  }
  return "utf8mb4";
}

const endsKept = 4000;

/** A statement as people are shown it: of a long one its beginning, and its end, where the comment is that says who sent it. */
export function shortened(statement: string): string {
  if (statement.length <= 2 * endsKept) return statement;
  return `${statement.slice(0, endsKept)} … ${statement.slice(-endsKept)}`;
}

/** The same for bytes in UTF-8: what falls out is not even decoded. */
export function shortenedBytes(bytes: Buffer): string {
  // A character has at most four bytes; one that is cut is among those that fall out.
  const most = (endsKept + 1) * 4;
  if (bytes.length <= 2 * most) return shortened(bytes.toString("utf8"));
  const first = bytes.toString("utf8", 0, most).slice(0, endsKept);
  return `${first} … ${bytes.toString("utf8", bytes.length - most).slice(-endsKept)}`;
}

/** What a statement in the log means for the transaction around it. */
export type Structure =
  | { readonly kind: "begin" | "commit" | "rollback" | "xa" | "other" }
  | { readonly kind: "savepoint" | "rollback-to"; readonly name: string }
  | { readonly kind: "xa-commit" | "xa-rollback"; readonly xid: string };

/** The server writes these words itself, always in the same way. */
export function structureOf(statement: string): Structure {
  switch (statement) {
    case "BEGIN":
      return { kind: "begin" };
    case "COMMIT":
      return { kind: "commit" };
    case "ROLLBACK":
      return { kind: "rollback" };
  }
  const [, verb, rest = ""] = /^(SAVEPOINT|ROLLBACK TO|XA (?:START|END|COMMIT|ROLLBACK)) (.*)$/su.exec(statement) ?? [];
  switch (verb) {
    case "SAVEPOINT":
      return { kind: "savepoint", name: rest };
    case "ROLLBACK TO":
      return { kind: "rollback-to", name: rest };
    case "XA COMMIT":
      return { kind: "xa-commit", xid: rest };
    case "XA ROLLBACK":
      return { kind: "xa-rollback", xid: rest };
    case "XA START":
    case "XA END":
      return { kind: "xa" };
    default:
      return { kind: "other" };
  }
}
