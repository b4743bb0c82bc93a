import type { LogPosition } from "../../../shared/model/event";
import type { LogItem } from "../../core/log-item";
import type { Logs } from "../../core/recording-ports";
import { LogDecoder } from "./log-decoder";
import { type LoggedLane, readBetween } from "./segments";

/**
 * A lane's log between two positions, both boundaries of transactions; null: from its beginning, to its present end. Throws
 * `not-found` ({ what: "log", id: file }) where a segment in between is missing, UnreadableLog where one can't be read.
 */
export function readLog(
  logs: Logs,
  lane: LoggedLane,
  from: LogPosition | null,
  to: LogPosition | null,
  signal: AbortSignal,
  decoderOptions: ConstructorParameters<typeof LogDecoder>[0] = {},
): AsyncGenerator<LogItem> {
  return readBetween(new LogDecoder(decoderOptions), logs, lane, from, to, signal);
}
