import { AppError } from "../../../shared/errors";
import type { LargeValue, LoggedValue } from "../../core/log-item";
import type { Logs } from "../../core/recording-ports";
import { EventFrames, headBytesNeeded } from "./event-frames";
import { eventType, rowsLayout } from "./event-types";
import type { LogEvent } from "./log-event";
import { openRows } from "./rows";
import { TableMaps } from "./table-map";

/**
 * A value that was given by reference, whole: text or bytes. It reads the segment from its beginning to there, because a row is
 * only understood with its table's description before it; that is what a reference costs. Throws `not-found` where the segment is gone.
 */
export async function readLarge(
  logs: Logs,
  laneId: string,
  { at }: LargeValue,
  signal: AbortSignal,
): Promise<string | Uint8Array> {
  const frames = new EventFrames();
  const head = await logs.read(laneId, at.file, 0, 4096, signal);
  if (head.length < headBytesNeeded(head)) throw gone(at.file);
  frames.open(at.file, head, 4);
  const maps = new TableMaps();
  const bytes: AsyncIterable<Buffer> = await logs.open(laneId, at.file, 4, signal);
  for await (const chunk of bytes) {
    for (const event of frames.push(chunk)) {
      if (event.type === eventType.tableMap) maps.take(event.body);
      if (event.at.position < at.position) continue;
      const value = valueIn(event, maps, at);
      if (typeof value === "string" || value instanceof Uint8Array) return value;
      throw gone(at.file);
    }
  }
  throw gone(at.file);
}

const gone = (file: string) =>
  new AppError(
    "not-found",
    { what: "log", id: file },
    "This value is no longer in the log.",
    "What was recorded of it is its size.",
  );

function valueIn(event: LogEvent, maps: TableMaps, at: LargeValue["at"]): LoggedValue {
  const layout = rowsLayout(event.type);
  if (layout === null || event.at.position !== at.position) return null;
  let number = 0;
  for (const { before, after } of openRows(event.body, layout, maps, event.at, Number.POSITIVE_INFINITY).rows) {
    if (number++ === at.row) return (at.image === 0 ? before : after)?.[at.column] ?? null;
  }
  return null;
}
