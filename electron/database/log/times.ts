import type { RowCursor } from "./cursor";

/** Dates and times as the text SELECT gives; a timestamp in the time zone of a lane's server, which is UTC. */

const two = (value: number) => (value < 10 ? `0${value}` : String(value));
const four = (value: number) => String(value).padStart(4, "0");

export function date(cursor: RowCursor): string {
  const packed = cursor.unsigned(3);
  return `${four(packed >> 9)}-${two((packed >> 5) & 15)}-${two(packed & 31)}`;
}

export function year(cursor: RowCursor): number {
  const value = cursor.byte();
  return value === 0 ? 0 : 1900 + value;
}

/** DATETIME with `digits` of a second: 5 bytes big-endian (year and month 17 bits, day 5, hour 5, minute 6, second 6), then the fraction. */
export function datetimeReader(digits: number): (cursor: RowCursor) => string {
  return (cursor) => {
    const { bytes, at } = cursor;
    // The uppermost bit is always set.
    const days = bytes.readUIntBE(at, 3) & 0x7f_ffff;
    const clock = bytes.readUIntBE(at + 2, 3) & 0x1_ffff;
    cursor.at += 5;
    const months = (days >> 6) & 0x1_ffff;
    const day = (days >> 1) & 31;
    return `${four(Math.floor(months / 13))}-${two(months % 13)}-${two(day)} ${clockText(clock)}${fraction(cursor, digits)}`;
  };
}

const clockText = (clock: number) => `${two((clock >> 12) & 31)}:${two((clock >> 6) & 63)}:${two(clock & 63)}`;

/** The bytes of a fraction: two digits each, big-endian, in hundredths, ten-thousandths or millionths. */
function fraction(cursor: RowCursor, digits: number): string {
  if (digits === 0) return "";
  const size = (digits + 1) >> 1;
  const value = cursor.bytes.readUIntBE(cursor.at, size);
  cursor.at += size;
  return `.${String(value)
    .padStart(size * 2, "0")
    .slice(0, digits)}`;
}

/** TIME with `digits` of a second: 3 bytes and the fraction, big-endian, as one number with an offset, so that negative times sort below. */
export function timeReader(digits: number): (cursor: RowCursor) => string {
  const size = (digits + 1) >> 1;
  const unit = 2 ** (8 * size);
  return (cursor) => {
    const all = cursor.bytes.readUIntBE(cursor.at, 3 + size) - 0x80_0000 * unit;
    cursor.at += 3 + size;
    const packed = Math.abs(all);
    const clock = Math.floor(packed / unit);
    const hours = two(clock >> 12);
    const text = `${all < 0 ? "-" : ""}${hours}:${two((clock >> 6) & 63)}:${two(clock & 63)}`;
    if (digits === 0) return text;
    return `${text}.${String(packed % unit)
      .padStart(size * 2, "0")
      .slice(0, digits)}`;
  };
}

export function timestampReader(digits: number): (cursor: RowCursor) => string {
  return (cursor) => {
    const seconds = cursor.bytes.readUInt32BE(cursor.at);
    cursor.at += 4;
    return utc(seconds, fraction(cursor, digits));
  };
}

function utc(seconds: number, rest: string): string {
  // The instant 0 is kept for the zero date, whatever its fraction.
  if (seconds === 0) return `0000-00-00 00:00:00${rest}`;
  return `${new Date(seconds * 1000).toISOString().slice(0, 19).replace("T", " ")}${rest}`;
}

/** The forms of before MariaDB 10.1, which tables keep until they are rebuilt: without a fraction only. */
export const old = {
  time(cursor: RowCursor): string {
    const value = cursor.bytes.readIntLE(cursor.at, 3);
    cursor.at += 3;
    const packed = Math.abs(value);
    const text = `${two(Math.floor(packed / 10_000))}:${two(Math.floor(packed / 100) % 100)}:${two(packed % 100)}`;
    return value < 0 ? `-${text}` : text;
  },
  datetime(cursor: RowCursor): string {
    const value = Number(cursor.bytes.readBigUInt64LE(cursor.at));
    cursor.at += 8;
    const day = Math.floor(value / 1e6);
    const clock = value % 1e6;
    const dayText = `${four(Math.floor(day / 10_000))}-${two(Math.floor(day / 100) % 100)}-${two(day % 100)}`;
    return `${dayText} ${two(Math.floor(clock / 10_000))}:${two(Math.floor(clock / 100) % 100)}:${two(clock % 100)}`;
  },
  timestamp: (cursor: RowCursor): string => utc(cursor.unsigned(4), ""),
};
