import type { LogPosition } from "../../../shared/model/event";
import { type Definition, largeValue as defaultLargeValue, type LogItem, type RowChange } from "../../core/log-item";
import { EventFrames } from "./event-frames";
import { eventType, rowsLayout } from "./event-types";
import { type GtidEvent, readGtid, readPrepared } from "./gtid-event";
import { Held } from "./held";
import type { LogEvent } from "./log-event";
import { isQuery, readQueryEvent, shortenedBytes, structureOf } from "./query-event";
import { openRows } from "./rows";
import { TableMaps } from "./table-map";
import { UnreadableLog } from "./unreadable-log";

/**
 * Reads the bytes of MariaDB's binary log (10.6 and later) as they come, segment by segment. Bytes that can't be what a server
 * wrote throw UnreadableLog; an end in the middle of an event or of a transaction doesn't, it gives no `commit`.
 *
 * Memory: one event, that is about 8 KB of rows or the largest row. Two rare kinds of transaction are held until it is known what
 * becomes of them: what follows a SAVEPOINT, which ROLLBACK TO may take back, and what XA PREPARE leaves open.
 */
export class LogDecoder {
  readonly #frames = new EventFrames();
  readonly #maps = new TableMaps();
  readonly #largeValue: number;
  #transaction: GtidEvent | null = null;
  #statement: string | null = null;
  /** Whether something of the transaction may stay though it ends with a ROLLBACK. */
  #stays = false;
  #held: Held | null = null;
  readonly #prepared = new Map<string, Held>();

  constructor(options: { readonly largeValue?: number } = {}) {
    this.#largeValue = options.largeValue ?? defaultLargeValue;
  }

  /**
   * Begins a segment: `head` is its first bytes, with at least its first event; `position` where the bytes to come begin: 4, or a
   * transaction's boundary. A transaction that was open before counts as not there.
   */
  open(file: string, head: Buffer, position: number): void {
    this.#frames.open(file, head, position);
    this.#maps.clear();
    this.#end();
  }

  /** Where the next bytes to push begin. */
  get position(): LogPosition {
    return this.#frames.position;
  }

  get whole(): boolean {
    return this.#transaction === null && this.#frames.whole;
  }

  /** Of the server that wrote the open segment. */
  get serverId(): number {
    return this.#frames.serverId;
  }

  /** The items these bytes complete. It must be read to its end before the next push. */
  *push(bytes: Buffer): Generator<LogItem> {
    for (const event of this.#frames.push(bytes)) {
      try {
        yield* this.#take(event);
      } catch (cause) {
        if (cause instanceof UnreadableLog || !isAboutBytes(cause)) throw cause;
        throw new UnreadableLog(event.at, cause.message, cause);
      }
    }
  }

  *#take(event: LogEvent): Generator<LogItem> {
    const { type, time, at, end } = event;
    if (type === eventType.gtid) {
      this.#end();
      this.#transaction = readGtid(event.body, event.serverId);
      if (this.#transaction.prepared) this.#held = new Held();
      yield { kind: "begin", at, gtid: this.#transaction.gtid, time };
    } else if (type === eventType.xid) {
      yield* this.#commit(time, end);
    } else if (type === eventType.xaPrepare) {
      const xid = readPrepared(event.body);
      if (xid !== null && this.#held !== null) this.#prepared.set(xid, this.#held);
      if (xid !== null) this.#held = null;
      yield* this.#commit(time, end);
    } else if (this.#held !== null) {
      yield* this.#hold(event, this.#held);
    } else {
      yield* this.#content(event);
      if (this.#transaction?.standalone === true && isQuery(type)) yield* this.#commit(time, end);
    }
  }

  /** What stands between a transaction's begin and its end. */
  *#content(event: LogEvent): Generator<LogItem> {
    switch (event.type) {
      case eventType.annotateRows:
        this.#statement = shortenedBytes(event.body);
        break;
      case eventType.tableMap:
        this.#maps.take(event.body);
        break;
      default:
        yield* isQuery(event.type) ? this.#query(event) : this.#rows(event);
    }
  }

  *#rows({ type, body, at, time }: LogEvent): Generator<RowChange> {
    const layout = rowsLayout(type);
    if (layout === null) return;
    if (this.#transaction === null) throw new RangeError("rows stand outside of a transaction");
    const { map, last, rows } = openRows(body, layout, this.#maps, at, this.#largeValue);
    const statement = this.#statement;
    if (map !== null) {
      for (const { before, after } of rows) yield { kind: "row", table: map.table, before, after, statement, time };
    }
    if (last) this.#statement = null;
  }

  *#query(event: LogEvent): Generator<LogItem> {
    const { at, end, time } = event;
    const { database, statement } = readQueryEvent(event);
    const definition: Definition = { kind: "definition", database, statement, time };
    const structure = structureOf(statement);
    switch (structure.kind) {
      case "begin":
        break;
      case "commit":
        yield* this.#commit(time, end);
        return;
      case "rollback":
        yield* this.#rollback(time, end);
        return;
      case "savepoint":
        this.#held ??= new Held();
        this.#held.mark(structure.name);
        break;
      case "rollback-to":
        this.#held?.backTo(structure.name);
        break;
      case "xa":
        break;
      case "xa-rollback":
        this.#prepared.delete(structure.xid);
        break;
      case "xa-commit": {
        const held = this.#prepared.get(structure.xid);
        this.#prepared.delete(structure.xid);
        // One that was prepared before the place this log is read from: its rows are not known, and that is said.
        if (held === undefined) yield definition;
        else yield* this.#release(held);
        break;
      }
      case "other":
        if (this.#transaction === null) throw new UnreadableLog(at, "a statement stands outside of a transaction");
        if (this.#transaction.announces) break;
        this.#stays = true;
        yield definition;
        break;
    }
  }

  *#hold(event: LogEvent, held: Held): Generator<LogItem> {
    const structure = isQuery(event.type) ? structureOf(readQueryEvent(event).statement).kind : "other";
    if (structure === "other") held.take(event);
    else yield* this.#query(event);
  }

  *#release(held: Held): Generator<LogItem> {
    for (const event of held.events()) yield* this.#content(event);
  }

  *#commit(time: number, end: LogPosition): Generator<LogItem> {
    const held = this.#held;
    this.#held = null;
    if (held !== null) yield* this.#release(held);
    const known = this.#transaction !== null;
    this.#end();
    if (known) yield { kind: "commit", end, time };
  }

  /**
   * The server logs what it rolled back where a savepoint was gone back to beside a table that knows no transactions: those rows
   * count no more than a transaction the log breaks off in, and as there, no `commit` comes. Of statements some may have stayed.
   */
  *#rollback(time: number, end: LogPosition): Generator<LogItem> {
    if (this.#held !== null) yield* this.#release(this.#held);
    this.#held = null;
    if (this.#stays) yield* this.#commit(time, end);
    this.#end();
  }

  #end(): void {
    this.#stays = false;
    this.#transaction = null;
    this.#statement = null;
    this.#held = null;
  }
}

/** What reading bytes that are not as they should be throws; everything else is our own mistake or the caller's. */
function isAboutBytes(cause: unknown): cause is Error {
  if (cause instanceof RangeError) return true;
  return cause instanceof Error && "code" in cause && typeof cause.code === "string" && cause.code.startsWith("Z_");
}
