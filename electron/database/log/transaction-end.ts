import { eventType } from "./event-types";
import type { LogEvent } from "./log-event";
import { isQuery, readQueryEvent, structureOf } from "./query-event";

/**
 * What an event is to the end of the transaction it stands in. `alone`: a statement that is all of it; `prepared`: its end is another's;
 * `statement`: it ends nothing, but is more than rows and their boundaries; `none`: it ends nothing.
 */
export type TransactionEnd = "commit" | "rollback" | "alone" | "prepared" | "statement" | "none";

/** `standalone`: as its GTID event says. */
export function transactionEnd(event: LogEvent, standalone: boolean): TransactionEnd {
  const { type, body } = event;
  if (type === eventType.xid) return "commit";
  if (type === eventType.xaPrepare) return "prepared";
  if (!isQuery(type)) return "none";
  if (standalone) return "alone";
  // What ends a transaction is too short to be compressed, and a longer statement need not be read.
  if (type !== eventType.query || body.length >= longestEnd) return "statement";
  const { kind } = structureOf(readQueryEvent(event).statement);
  if (kind === "commit" || kind === "rollback") return kind;
  return kind === "other" ? "statement" : "none";
}

/** A statement of few letters, with all that may stand before it. */
const longestEnd = 2048;
