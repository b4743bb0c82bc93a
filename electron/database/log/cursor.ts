import type { LargeValue } from "../../core/log-item";

/** A place in bytes that are read from left to right. Reading past their end throws a RangeError. */
export class Cursor {
  bytes: Buffer;
  at: number;

  constructor(bytes: Buffer, at = 0) {
    this.bytes = bytes;
    this.at = at;
  }

  get left(): number {
    return this.bytes.length - this.at;
  }

  byte(): number {
    return this.bytes.readUInt8(this.at++);
  }

  /** A little-endian unsigned integer of 1 to 6 bytes. */
  unsigned(size: number): number {
    const value = this.bytes.readUIntLE(this.at, size);
    this.at += size;
    return value;
  }

  /** An integer whose first byte says how many bytes it has. */
  packed(): number {
    const first = this.byte();
    if (first < 251) return first;
    if (first === 252) return this.unsigned(2);
    if (first === 253) return this.unsigned(3);
    if (first === 254) {
      const low = this.unsigned(4);
      return this.unsigned(4) * 0x1_0000_0000 + low;
    }
    throw new RangeError(`no length begins with ${first}`);
  }

  /** A view of the next bytes, not a copy. */
  take(size: number): Buffer {
    const end = this.at + size;
    if (end > this.bytes.length) throw new RangeError(`${size} bytes are wanted, ${this.left} are left`);
    const taken = this.bytes.subarray(this.at, end);
    this.at = end;
    return taken;
  }

  packedBytes(): Buffer {
    return this.take(this.packed());
  }
}

/** Makes the reference to a value that is not to be held in memory. */
export type ReferTo = (value: Buffer, column: number) => LargeValue;

/** The place in a row's values, and what is done with those that are too large. */
export class RowCursor extends Cursor {
  readonly largeValue: number;
  readonly refer: ReferTo;

  constructor(bytes: Buffer, largeValue: number, refer: ReferTo) {
    super(bytes);
    this.largeValue = largeValue;
    this.refer = refer;
  }
}
