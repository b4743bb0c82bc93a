import { inflateRawSync, inflateSync } from "node:zlib";

/** MariaDB allows packets of 1 GB: nothing in a log is larger, whatever its header says. */
const largest = 2 ** 30 + 2 ** 20;

/** An event's body behind MariaDB's own header: 0x80 | algorithm << 4 | bytes of length, the length big-endian, then zlib. */
export function inflateEvent(bytes: Buffer): Buffer {
  const head = bytes.readUInt8(0);
  if ((head & 0x80) === 0 || (head & 0x70) !== 0) throw new RangeError(`compressed in an unknown way (${head})`);
  return inflated(bytes, head & 0x07, false);
}

/** A value of a column declared COMPRESSED: 0 and the plain value, or method << 4 | raw << 3 | bytes of length, the length, and zlib's. */
export function inflateColumn(bytes: Buffer): Buffer {
  if (bytes.length === 0) return bytes;
  const head = bytes.readUInt8(0);
  if (head === 0) return bytes.subarray(1);
  if (head >> 4 !== 8) throw new RangeError(`a column compressed in an unknown way (${head})`);
  return inflated(bytes, head & 0x07, (head & 0x08) !== 0);
}

function inflated(bytes: Buffer, lengthBytes: number, raw: boolean): Buffer {
  const length = bytes.readUIntBE(1, lengthBytes);
  if (length > largest) throw new RangeError(`${length} bytes are said to be compressed`);
  const options = { maxOutputLength: Math.max(length, 1) };
  const packed = bytes.subarray(1 + lengthBytes);
  const whole = raw ? inflateRawSync(packed, options) : inflateSync(packed, options);
  if (whole.length !== length) throw new RangeError(`${length} bytes were compressed, ${whole.length} came out`);
  return whole;
}
