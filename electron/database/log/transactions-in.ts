import type { LogPosition } from "../../../shared/model/event";
import type { Logs } from "../../core/ports";
import { EventFrames } from "./event-frames";
import { eventType } from "./event-types";
import { readGtid } from "./gtid-event";
import type { LogEvent } from "./log-event";
import { loadQueryHead, queryHead, readQuery } from "./query-event";
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
  #time = 0;

  open(file: string, head: Buffer, position: number): void {
    this.#frames.open(file, head, position);
    this.#open = null;
  }

  *push(bytes: Buffer): Generator<TransactionSpan> {
    for (const event of this.#frames.push(bytes)) {
      const { at, end } = event;
      if (event.type === eventType.gtid) {
        this.#open = { at, standalone: readGtid(event.body, event.serverId).standalone };
      }
      if (this.#open === null) continue;
      this.#time = Math.max(this.#time, event.time);
      if (!ends(event, this.#open.standalone)) continue;
      yield { at: this.#open.at, end, time: this.#time };
      this.#open = null;
    }
  }
}

function ends({ type, body }: LogEvent, standalone: boolean): boolean {
  switch (type) {
    case eventType.xid:
    case eventType.xaPrepare:
      return true;
    case eventType.queryCompressed:
    case eventType.executeLoadQuery:
      return standalone;
    case eventType.query:
      // COMMIT and ROLLBACK are too short to be compressed, and a longer statement need not be read.
      return (
        standalone || (body.length < longestEnd && ["COMMIT", "ROLLBACK"].includes(readQuery(body, false).statement))
      );
    default:
      return false;
  }
}

/** A statement of few letters, with all that may stand before it. */
const longestEnd = Math.max(queryHead, loadQueryHead) + 1024;
