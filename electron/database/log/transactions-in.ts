import type { LogPosition } from "../../../shared/model/event";
import type { Logs } from "../../core/recording-ports";
import { EventFrames } from "./event-frames";
import { eventType } from "./event-types";
import { readGtid } from "./gtid-event";
import { type LoggedLane, readBetween } from "./segments";
import { transactionEnd } from "./transaction-end";

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
      const ending = transactionEnd(event, this.#open.standalone);
      if (ending === "statement") this.#stays = true;
      if (ending === "statement" || ending === "none") continue;
      if (ending !== "rollback" || this.#stays) yield { at: this.#open.at, end, time: this.#time };
      this.#open = null;
    }
  }
}
