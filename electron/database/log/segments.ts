import { AppError } from "../../../shared/errors";
import type { LogPosition } from "../../../shared/model/event";
import type { Logs } from "../../core/recording-ports";
import { headBytesNeeded } from "./event-frames";

/** A lane whose log is read. */
export interface LoggedLane {
  readonly laneId: string;
  readonly number: number;
}

/** A stretch of one segment. `to`: null for its present end. */
interface Stretch {
  readonly file: string;
  readonly from: number;
  readonly to: number | null;
}

const numberOf = (file: string) => Number(file.slice(file.lastIndexOf(".") + 1));

/** Which parts of a lane's segments lie between two positions, in order. Throws `not-found` where a segment in between is missing. */
async function stretches(
  logs: Logs,
  lane: LoggedLane,
  from: LogPosition | null,
  to: LogPosition | null,
  signal: AbortSignal,
): Promise<readonly Stretch[]> {
  const files = new Map((await logs.segments(lane, signal)).map(({ file }) => [numberOf(file), file]));
  const numbers = [...files.keys()];
  const first = from === null ? Math.min(...numbers) : numberOf(from.file);
  const last = to === null ? Math.max(first, ...numbers) : numberOf(to.file);
  if (from === null && numbers.length === 0) return [];

  const found: Stretch[] = [];
  for (let number = first; number <= last; number++) {
    const file = files.get(number);
    if (file === undefined) throw missing(named(number, from ?? to, files));
    found.push({
      file,
      from: number === first && from !== null ? from.position : 4,
      to: number === last && to !== null ? to.position : null,
    });
  }
  return found;
}

function named(number: number, near: LogPosition | null, files: ReadonlyMap<number, string>): string {
  const example = near?.file ?? files.values().next().value ?? "mysql-bin.";
  return `${example.slice(0, example.lastIndexOf("."))}.${String(number).padStart(6, "0")}`;
}

const missing = (file: string) =>
  new AppError(
    "not-found",
    { what: "log", id: file },
    `A part of the recorded history is gone (${file}).`,
    "What happened in it can't be reached to the second; versions can.",
  );

/** What is told the bytes between two positions. */
export interface TakesLog<T> {
  /** A segment begins; its first bytes, with its first event, and where the bytes to come begin. */
  open(file: string, head: Buffer, position: number): void;
  push(bytes: Buffer): Iterable<T>;
}

/** More than the first event of any server has. */
const headBytes = 4096;

/** Gives all bytes between two positions to `reader` and passes on what it makes of them. */
export async function* readBetween<T>(
  reader: TakesLog<T>,
  logs: Logs,
  lane: LoggedLane,
  from: LogPosition | null,
  to: LogPosition | null,
  signal: AbortSignal,
): AsyncGenerator<T> {
  for (const stretch of await stretches(logs, lane, from, to, signal)) {
    const head = await logs.read(lane.laneId, stretch.file, 0, headBytes, signal);
    // A server that broke off while it made the segment wrote nothing else into it.
    if (head.length < Math.min(headBytes, headBytesNeeded(head))) continue;
    reader.open(stretch.file, head, stretch.from);
    let at = stretch.from;
    const end = stretch.to ?? Number.POSITIVE_INFINITY;
    if (at >= end) continue;
    const bytes: AsyncIterable<Buffer> = await logs.open(lane.laneId, stretch.file, at, signal);
    for await (const chunk of bytes) {
      signal.throwIfAborted();
      // One by one: `yield*` over what is there already would wait several times for each.
      for (const item of reader.push(at + chunk.length > end ? chunk.subarray(0, end - at) : chunk)) yield item;
      at += chunk.length;
      if (at >= end) break;
    }
    signal.throwIfAborted();
  }
}
