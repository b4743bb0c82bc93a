import type { LogPosition } from "../../../shared/model/event";
import { EventFrames } from "../log/event-frames";
import { eventType, rowsLayout } from "../log/event-types";
import { readGtid } from "../log/gtid-event";
import type { LogEvent } from "../log/log-event";
import { transactionEnd } from "../log/transaction-end";

/** What of a log is applied in one go. */
export type ReplayPart = Rows | Stretch;

/** Whole transactions of rows alone, event by event as the server wrote them: it applies many of them with one statement. */
interface Rows {
  readonly kind: "rows";
  /** The first event of their segment, without which they can't be read. */
  readonly format: Buffer;
  readonly events: readonly Buffer[];
  readonly transactions: number;
}

/** Transactions with statements, savepoints or other things in them: the server's own reader knows what belongs around those. */
interface Stretch {
  readonly kind: "stretch";
  readonly from: LogPosition;
  readonly to: LogPosition;
  readonly transactions: number;
}

/** A transaction that is larger is not held in memory. Bytes. */
const mostHeld = 16 * 2 ** 20;
/** What is applied with one statement. Bytes, and transactions. */
const batchBytes = 2 ** 20;
const batchTransactions = 1000;
/** Fewer transactions than this between two stretches are not worth another start of the server's reader. */
const mostBetween = 100;

interface Open {
  readonly at: LogPosition;
  readonly standalone: boolean;
  /** Null once it has turned out to be more than rows, or too large. */
  events: Buffer[] | null;
  bytes: number;
}

const empty = () => ({ events: [] as Buffer[], bytes: 0, transactions: 0 });

/**
 * Splits a log into what can be handed to the server by the batch, which is nearly all of it, and the few stretches that its own reader
 * has to apply. Both in order and without a gap, so it comes to the same as that reader alone.
 */
export class ReplayParts {
  readonly #frames = new EventFrames();
  #open: Open | null = null;
  #batch = empty();
  #stretch: { readonly from: LogPosition; to: LogPosition; transactions: number } | null = null;

  /** Begins a segment at the boundary of a transaction, as LogDecoder; the parts of the one before have all been taken (`rest`). */
  open(file: string, head: Buffer, position: number): void {
    this.#frames.open(file, head, position);
    this.#open = null;
  }

  *push(bytes: Buffer): Generator<ReplayPart> {
    for (const event of this.#frames.push(bytes)) {
      if (event.type === eventType.gtid) this.#begin(event);
      else if (this.#open !== null) yield* this.#take(event, this.#open);
    }
  }

  /** What is still held at the segment's end. */
  *rest(): Generator<ReplayPart> {
    yield* this.#giveStretch();
    yield* this.#giveBatch();
  }

  #begin({ body, serverId, at }: LogEvent): void {
    const { standalone, prepared } = readGtid(body, serverId);
    this.#open = { at, standalone, events: standalone || prepared ? null : [], bytes: 0 };
  }

  *#take(event: LogEvent, open: Open): Generator<ReplayPart> {
    if (event.type === eventType.annotateRows) return;
    const ending = transactionEnd(event, open.standalone);
    if (ending === "none" || ending === "statement") {
      hold(event, open);
      return;
    }
    this.#open = null;
    if (ending !== "commit" || open.events === null) yield* this.#addToStretch(open.at, event.end);
    else yield* this.#addToBatch(open.events, open.bytes);
  }

  *#addToBatch(events: readonly Buffer[], bytes: number): Generator<ReplayPart> {
    const batch = this.#batch;
    batch.events.push(...events);
    batch.bytes += bytes;
    batch.transactions += 1;
    if (batch.transactions >= mostBetween || batch.bytes >= batchBytes) yield* this.#giveStretch();
    if (batch.transactions >= batchTransactions || batch.bytes >= batchBytes) yield* this.#giveBatch();
  }

  /** The few transactions since the last stretch go along with it. */
  *#addToStretch(from: LogPosition, to: LogPosition): Generator<ReplayPart> {
    if (this.#stretch === null) {
      yield* this.#giveBatch();
      this.#stretch = { from, to, transactions: 1 };
      return;
    }
    this.#stretch.to = to;
    this.#stretch.transactions += this.#batch.transactions + 1;
    this.#batch = empty();
  }

  *#giveStretch(): Generator<ReplayPart> {
    if (this.#stretch !== null) yield { kind: "stretch", ...this.#stretch };
    this.#stretch = null;
  }

  *#giveBatch(): Generator<ReplayPart> {
    const { events, transactions } = this.#batch;
    this.#batch = empty();
    if (transactions > 0) yield { kind: "rows", format: this.#frames.format, events, transactions };
  }
}

/** Keeps an event of rows; anything else, or too much, makes its transaction one that isn't held. */
function hold(event: LogEvent, open: Open): void {
  open.bytes += event.bytes?.length ?? 0;
  if (event.bytes === null || !isOfRows(event) || open.bytes > mostHeld) open.events = null;
  open.events?.push(Buffer.from(event.bytes ?? []));
}

/** Whether an event is of what can be handed on as it is: rows and the tables they are in. Of rows a server takes from a client only those that are not compressed. */
const isOfRows = ({ type }: LogEvent): boolean => type === eventType.tableMap || rowsLayout(type)?.compressed === false;
