import { crc32 } from "node:zlib";
import { rowsLayout } from "./event-types";
import { headerBytes, type LogEvent } from "./log-event";
import { UnreadableLog } from "./unreadable-log";

/**
 * Joins rows that MariaDB 12.3 and later splits into several events (PARTIAL_ROW_DATA_EVENT): how many there are (4 bytes), which
 * one this is (4), flags (1), with flag 1 the size of the whole (8), and a piece of the event that was split, its header included.
 */
export class PartialRows {
  #pieces: Buffer[] = [];
  #first: LogEvent | null = null;

  clear(): void {
    this.#pieces = [];
    this.#first = null;
  }

  /** The whole event once its last piece is here. */
  take(event: LogEvent, checksums: boolean): LogEvent | null {
    const { body, at, end } = event;
    if (body.length < 9) throw new UnreadableLog(at, "a piece of a row is too short");
    const count = body.readUInt32LE(0);
    const number = body.readUInt32LE(4);
    if (number === 1) {
      this.clear();
      this.#first = event;
    }
    if (this.#first === null || number !== this.#pieces.length + 1) {
      throw new UnreadableLog(at, "pieces of a row are out of order");
    }
    this.#pieces.push(Buffer.from(body.subarray(9 + ((body.readUInt8(8) & 1) === 1 ? 8 : 0))));
    if (number < count) return null;
    const whole = Buffer.concat(this.#pieces);
    const first = this.#first;
    this.clear();
    return { ...first, ...unwrapped(whole, checksums, first), end, bytes: null };
  }
}

function unwrapped(whole: Buffer, checksums: boolean, first: LogEvent): { type: number; body: Buffer } {
  const type = whole.length > headerBytes ? whole.readUInt8(4) : 0;
  const length = whole.length > headerBytes ? whole.readUInt32LE(9) : 0;
  if (rowsLayout(type) === null || (length !== whole.length && length !== whole.length + 4)) {
    throw new UnreadableLog(first.at, "a row is split in a way that is not known");
  }
  const own = whole.length - 4;
  // The pieces have checksums of their own; the whole may have one too.
  const summed = checksums && length === whole.length && crc32(whole.subarray(0, own)) === whole.readUInt32LE(own);
  return { type, body: whole.subarray(headerBytes, summed ? own : whole.length) };
}
