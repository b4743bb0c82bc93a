import type { RowCursor } from "./cursor";

/** A 64-bit integer: a number where a number is exact. */
export function bigInteger(cursor: RowCursor, unsigned: boolean): number | bigint {
  const { bytes, at } = cursor;
  const low = bytes.readUInt32LE(at);
  const high = unsigned ? bytes.readUInt32LE(at + 4) : bytes.readInt32LE(at + 4);
  cursor.at += 8;
  const value = high * 0x1_0000_0000 + low;
  if (Number.isSafeInteger(value)) return value;
  return unsigned ? bytes.readBigUInt64LE(at) : bytes.readBigInt64LE(at);
}

/** A float as the shortest decimal that is this float and no other; SELECT shows at most six of its digits. */
export function float(cursor: RowCursor): number {
  const value = cursor.bytes.readFloatLE(cursor.at);
  cursor.at += 4;
  if (Number.isInteger(value) && Math.abs(value) < 1e7) return value;
  for (let digits = 6; digits < 9; digits++) {
    const shorter = Number(value.toPrecision(digits));
    if (Math.fround(shorter) === value) return shorter;
  }
  return value;
}

export function bits(cursor: RowCursor, size: number): bigint {
  const { bytes, at } = cursor;
  cursor.at += size;
  if (size <= 6) return BigInt(bytes.readUIntBE(at, size));
  return (BigInt(bytes.readUIntBE(at, size - 4)) << 32n) | BigInt(bytes.readUInt32BE(at + size - 4));
}

/** Bytes of a group of up to nine digits. */
const digitBytes = [0, 1, 1, 2, 2, 3, 3, 4, 4, 4] as const;

const bytesFor = (digits: number) => Math.floor(digits / 9) * 4 + (digitBytes[digits % 9] ?? 0);

/**
 * Reads DECIMAL(precision, scale) as SELECT's text: groups of nine digits in four bytes, big-endian, counted from the point to both
 * sides; the first bit is set where it is not negative, and a negative one has all its bits inverted.
 */
export function decimalReader(precision: number, scale: number): (cursor: RowCursor) => string {
  const whole = precision - scale;
  const size = bytesFor(whole) + bytesFor(scale);
  const first = whole % 9;

  return (cursor) => {
    const { bytes } = cursor;
    let at = cursor.at;
    cursor.at += size;
    const head = bytes.readUInt8(at);
    const negative = (head & 0x80) === 0;
    let flip = 0x80;
    const group = (digits: number): number => {
      const length = digitBytes[digits] ?? 0;
      let value = 0;
      for (let n = 0; n < length; n++) {
        const byte = bytes.readUInt8(at++) ^ flip ^ (negative ? 0xff : 0);
        flip = 0;
        value = value * 256 + byte;
      }
      return value;
    };
    let text = first === 0 ? "" : nothingForZero(group(first));
    for (let left = whole - first; left > 0; left -= 9) {
      const value = group(9);
      text = text === "" ? nothingForZero(value) : text + String(value).padStart(9, "0");
    }
    if (text === "") text = "0";
    if (scale > 0) {
      text += ".";
      for (let left = scale; left > 0; left -= 9) {
        const digits = Math.min(left, 9);
        text += String(group(digits)).padStart(digits, "0");
      }
    }
    return negative ? `-${text}` : text;
  };
}

const nothingForZero = (value: number) => (value === 0 ? "" : String(value));
