import type { LoggedValue } from "../../core/log-item";
import { type Decode, decoderOf } from "./charsets";
import type { RowCursor } from "./cursor";
import { inflateColumn } from "./inflate";

export type ReadValue = (cursor: RowCursor) => LoggedValue;

/** Texts and bytes with their length before them, in `lengthBytes`; `index` is the column's, for what is given by reference. */
export function lengthenedReader(lengthBytes: number, charset: string | null, index: number): ReadValue {
  const decode = decoderOf(charset);
  return (cursor) => {
    const { bytes, at } = cursor;
    const length =
      lengthBytes === 1
        ? bytes.readUInt8(at)
        : lengthBytes === 2
          ? bytes.readUInt16LE(at)
          : bytes.readUIntLE(at, lengthBytes);
    const from = at + lengthBytes;
    const to = from + length;
    if (to > bytes.length) throw new RangeError(`a value of ${length} bytes does not fit`);
    cursor.at = to;
    return given(cursor, bytes, from, to, decode, index);
  };
}

/** CHAR comes without the spaces that fill it, which SELECT leaves out too; BINARY without its zeros, which are part of it. */
export function fixedReader(size: number, charset: string | null, index: number): ReadValue {
  const read = lengthenedReader(size > 255 ? 2 : 1, charset, index);
  if (charset !== "binary") return read;
  return (cursor) => {
    const value = read(cursor);
    if (!(value instanceof Uint8Array) || value.length >= size) return value;
    const filled = new Uint8Array(size);
    filled.set(value);
    return filled;
  };
}

/** A column declared COMPRESSED. */
export function compressedReader(lengthBytes: number, charset: string | null, index: number): ReadValue {
  const decode = decoderOf(charset);
  return (cursor) => {
    const whole = inflateColumn(cursor.take(cursor.unsigned(lengthBytes)));
    return given(cursor, whole, 0, whole.length, decode, index);
  };
}

function given(cursor: RowCursor, bytes: Buffer, from: number, to: number, decode: Decode, index: number): LoggedValue {
  if (to - from > cursor.largeValue) return cursor.refer(bytes.subarray(from, to), index);
  return decode(bytes, from, to);
}

/** The text of an ENUM's number; its number where the log has no texts. 0 is the empty text of a value that was refused. */
export function enumReader(size: number, texts: readonly Buffer[], charset: string | null): ReadValue {
  const words = decoded(texts, charset);
  return (cursor) => {
    const number = cursor.unsigned(size);
    return number === 0 ? "" : (words[number - 1] ?? number);
  };
}

/** A SET's texts with commas between; its bits as a bigint where the log has no texts. */
export function setReader(size: number, texts: readonly Buffer[], charset: string | null): ReadValue {
  const words = decoded(texts, charset);
  return (cursor) => {
    let low = cursor.unsigned(Math.min(size, 4));
    let high = size > 4 ? cursor.unsigned(size - 4) : 0;
    if (words.length === 0) return (BigInt(high) << 32n) | BigInt(low);
    const chosen: string[] = [];
    for (let n = 0; low !== 0 || high !== 0; n++) {
      if (n === 32) {
        low = high;
        high = 0;
      }
      if ((low & 1) === 1) chosen.push(words[n] ?? "");
      low >>>= 1;
    }
    return chosen.join(",");
  };
}

function decoded(texts: readonly Buffer[], charset: string | null): readonly string[] {
  const decode = decoderOf(charset);
  return texts.map((text) => {
    const word = decode(text, 0, text.length);
    return typeof word === "string" ? word : text.toString("latin1");
  });
}
