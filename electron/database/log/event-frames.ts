import { crc32 } from "node:zlib";
import type { LogPosition } from "../../../shared/model/event";
import { eventType } from "./event-types";
import { headerBytes, type LogEvent } from "./log-event";
import { PartialRows } from "./partial-rows";
import { UnreadableLog } from "./unreadable-log";

const magic = Buffer.from([0xfe, 0x62, 0x69, 0x6e]);
const inUseFlag = 0x01;
/** A packet of at most 1 GB, and what stands around it. */
const largestEvent = 2 ** 30 + 2 ** 24;

/** Bytes that a segment's head must have to be opened: its magic and its first event. Infinity while that can't be said. */
export const headBytesNeeded = (head: Buffer): number =>
  head.length < 4 + headerBytes ? Number.POSITIVE_INFINITY : 4 + head.readUInt32LE(4 + 9);

/** Splits a segment's bytes into its events and verifies their checksums. An incomplete last event waits inside for its rest. */
export class EventFrames {
  #file = "";
  #serverId = 0;
  #format: Buffer = Buffer.alloc(0);
  #checksum = false;
  /** Bytes that were pushed and not yet given out, and where they begin. */
  #pending: Buffer = Buffer.alloc(0);
  #start = 0;
  #later: Buffer[] = [];
  #laterBytes = 0;
  #needed = headerBytes;
  readonly #partial = new PartialRows();

  /** Begins a segment; what was left of another is forgotten. */
  open(file: string, head: Buffer, position: number): void {
    this.#file = file;
    this.#partial.clear();
    const at = { file, position: 0 };
    if (head.length < headBytesNeeded(head)) throw new UnreadableLog(at, "its first event is not whole");
    if (!head.subarray(0, 4).equals(magic)) throw new UnreadableLog(at, "this is no binary log");
    this.#start = 4;
    this.#begin(head.subarray(4));
    this.#checksum = false;
    const first = this.#next();
    if (first?.type !== eventType.formatDescription) throw new UnreadableLog(at, "it does not begin with its format");
    // What makes the rest unreadable stands right behind the format.
    if (head.length > this.#start + headerBytes && head[this.#start + 4] === eventType.startEncryption)
      this.#encrypted();
    this.#serverId = first.serverId;
    this.#format = Buffer.from(first.bytes ?? []);
    this.#start = position;
    this.#begin(Buffer.alloc(0));
  }

  get serverId(): number {
    return this.#serverId;
  }

  /** The open segment's first event, which says how the others are laid out. */
  get format(): Buffer {
    return this.#format;
  }

  /** Where the next bytes to push begin. */
  get position(): LogPosition {
    return { file: this.#file, position: this.#start + this.#pending.length + this.#laterBytes };
  }

  /** Whether what was pushed ends with an event. */
  get whole(): boolean {
    return this.#pending.length + this.#laterBytes === 0;
  }

  *push(bytes: Buffer): Generator<LogEvent> {
    this.#later.push(bytes);
    this.#laterBytes += bytes.length;
    // A large event that comes in many pieces is joined once.
    if (this.#pending.length + this.#laterBytes < this.#needed) return;
    const whole = this.#pending.length === 0 && this.#later.length === 1;
    this.#begin(whole ? bytes : Buffer.concat([this.#pending, ...this.#later]));
    for (let event = this.#next(); event !== null; event = this.#next()) {
      const joined = event.type === eventType.partialRows ? this.#partial.take(event, this.#checksum) : event;
      if (joined !== null) yield joined;
    }
    // What waits must not keep the whole of what was pushed.
    if (this.#pending.length > 0) this.#pending = Buffer.from(this.#pending);
  }

  #begin(bytes: Buffer): void {
    this.#pending = bytes;
    this.#later = [];
    this.#laterBytes = 0;
    this.#needed = headerBytes;
  }

  #next(): LogEvent | null {
    const bytes = this.#pending;
    this.#needed = headerBytes;
    if (bytes.length < headerBytes) return null;
    const at = { file: this.#file, position: this.#start };
    const length = bytes.readUInt32LE(9);
    const type = bytes.readUInt8(4);
    const end = { file: this.#file, position: this.#start + length };
    if (length === 0 && bytes.every((byte) => byte === 0)) {
      // A file system that lost power may have given the file its length, and zeros for what was never written.
      this.#needed = bytes.length + 1;
      return null;
    }
    const saidEnd = bytes.readUInt32LE(13);
    const plausible =
      length >= headerBytes && length <= largestEvent && (saidEnd === 0 || saidEnd === end.position >>> 0);
    if (!plausible) throw new UnreadableLog(at, "no event begins here");
    this.#needed = length;
    if (bytes.length < length) return null;
    if (type === eventType.startEncryption) this.#encrypted();
    if (type === eventType.formatDescription) this.#checksum = usesChecksums(bytes.subarray(0, length), at);
    if (this.#checksum && checksum(bytes, length, type) !== bytes.readUInt32LE(length - 4)) {
      throw new UnreadableLog(at, "an event's checksum does not fit");
    }
    this.#pending = bytes.subarray(length);
    this.#start = end.position;
    return {
      type,
      time: bytes.readUInt32LE(0) * 1000,
      serverId: bytes.readUInt32LE(5),
      at,
      end,
      body: bytes.subarray(headerBytes, this.#checksum ? length - 4 : length),
      bytes: bytes.subarray(0, length),
    };
  }

  #encrypted(): never {
    throw new UnreadableLog({ file: this.#file, position: this.#start }, "it is encrypted");
  }
}

/** The format's last five bytes: the checksum's algorithm, and room for one that is there even when there are none. */
function usesChecksums(event: Buffer, at: LogPosition): boolean {
  if (event.readUInt16LE(headerBytes) !== 4) throw new UnreadableLog(at, "its format is not that of a binary log 4");
  const algorithm = event.readUInt8(event.length - 5);
  if (algorithm > 1) throw new UnreadableLog(at, `its checksums are of an unknown kind (${algorithm})`);
  return algorithm === 1;
}

function checksum(bytes: Buffer, length: number, type: number): number {
  if (type !== eventType.formatDescription) return crc32(bytes.subarray(0, length - 4));
  // The server marks a log in use in place, without a new checksum.
  const copy = Buffer.from(bytes.subarray(0, length - 4));
  copy.writeUInt16LE(copy.readUInt16LE(17) & ~inUseFlag, 17);
  return crc32(copy);
}
