import type { LogPosition } from "../../../shared/model/event";
import type { Logs } from "../../core/recording-ports";
import { EventFrames } from "./event-frames";
import { eventType } from "./event-types";
import { readGtid } from "./gtid-event";
import type { LogEvent } from "./log-event";
import { isQuery, readQueryEvent, structureOf } from "./query-event";
import { type LoggedLane, readBetween } from "./segments";

/** A whole transaction's place in the log. */
export interface TransactionSpan {
  readonly at: LogPosition;
  readonly end: LogPosition;
  /** The latest time of all events up to its end, in milliseconds: clocks that are set back don't set it back. */
  readonly time: number;
}

/** The transactions between two positions, without reading their rows. Arguments and errors as for `readLog`. */
export function transactionsIn(
  logs: Logs,
  lane: LoggedLane,
  from: LogPosition | null,
  to: LogPosition | null,
  signal: AbortSignal,
): AsyncGenerator<TransactionSpan> {
  return readBetween(new TransactionScan(), logs, lane, from, to, signal);
}

class TransactionScan {
  readonly #frames = new EventFrames();
  #open: { readonly at: LogPosition; readonly standalone: boolean } | null = null;
  /** Whether something of it may stay though it ends with a ROLLBACK: as for LogDecoder. */
  #stays = false;
  #time = 0;

  open(file: string, head: Buffer, position: number): void {
    this.#frames.open(file, head, position);
    this.#open = null;
  }

  *push(bytes: Buffer): Generator<TransactionSpan> {
    for (const event of this.#frames.push(bytes)) {
      const { at, end, body, serverId } = event;
      if (event.type === eventType.gtid) {
        this.#open = { at, standalone: readGtid(body, serverId).standalone };
        this.#stays = false;
      }
      if (this.#open === null) continue;
      this.#time = Math.max(this.#time, event.time);
      const ending = this.#ending(event, this.#open.standalone);
      if (ending === "none") continue;
      if (ending === "commit" || this.#stays) yield { at: this.#open.at, end, time: this.#time };
      this.#open = null;
    }
  }

  #ending(event: LogEvent, standalone: boolean): "none" | "commit" | "rollback" {
    const { type, body } = event;
    if (type === eventType.xid || type === eventType.xaPrepare) return "commit";
    if (!isQuery(type)) return "none";
    if (standalone) return "commit";
    // What ends a transaction is too short to be compressed, and a longer statement need not be read.
    const short = type === eventType.query && body.length < longestEnd;
    const { kind } = short ? structureOf(readQueryEvent(event).statement) : { kind: "other" as const };
    if (kind === "commit" || kind === "rollback") return kind;
    this.#stays ||= kind === "other";
    return "none";
  }
}

/** A statement of few letters, with all that may stand before it. */
const longestEnd = 2048;
