/** Type codes of columns as the log has them (enum_field_types). */
export const columnType = {
  tiny: 1,
  short: 2,
  long: 3,
  float: 4,
  double: 5,
  timestamp: 7,
  longLong: 8,
  int24: 9,
  date: 10,
  time: 11,
  datetime: 12,
  year: 13,
  newDate: 14,
  varchar: 15,
  bit: 16,
  timestamp2: 17,
  datetime2: 18,
  time2: 19,
  blobCompressed: 140,
  varcharCompressed: 141,
  newDecimal: 246,
  enum: 247,
  set: 248,
  blob: 252,
  varString: 253,
  string: 254,
  geometry: 255,
} as const;

const t = columnType;

/** A column as the fixed part of a table map has it. */
export interface ColumnLayout {
  /** With what CHAR, ENUM and SET share told apart. */
  readonly type: number;
  /** The longest value in bytes, the bytes of a length, digits of a fraction: what the type needs. */
  readonly size: number;
  readonly scale: number;
}

/** Reads a column's metadata at `at`; `bytes`: how many of them are the column's. */
export function columnLayout(type: number, metadata: Buffer, at: number): ColumnLayout & { readonly bytes: number } {
  switch (type) {
    case t.float:
    case t.double:
    case t.blob:
    case t.blobCompressed:
    case t.geometry:
    case t.time2:
    case t.datetime2:
    case t.timestamp2:
      return { type, size: metadata.readUInt8(at), scale: 0, bytes: 1 };
    case t.varchar:
    case t.varcharCompressed:
    case t.varString:
      return { type, size: metadata.readUInt16LE(at), scale: 0, bytes: 2 };
    case t.newDecimal:
      return { type, size: metadata.readUInt8(at), scale: metadata.readUInt8(at + 1), bytes: 2 };
    case t.bit:
      // Bits beyond whole bytes, whole bytes.
      return { type, size: (metadata.readUInt8(at) + 7 + 8 * metadata.readUInt8(at + 1)) >> 3, scale: 0, bytes: 2 };
    case t.string:
    case t.enum:
    case t.set: {
      const real = metadata.readUInt8(at);
      const low = metadata.readUInt8(at + 1);
      // Lengths from 256 on hide their upper bits, inverted, in the type.
      const size = (real & 0x30) === 0x30 ? low : low | (((real & 0x30) ^ 0x30) << 4);
      return { type: real | 0x30, size, scale: 0, bytes: 2 };
    }
    default:
      return { type, size: 0, scale: 0, bytes: 0 };
  }
}

const numeric: ReadonlySet<number> = new Set([
  t.tiny,
  t.short,
  t.int24,
  t.long,
  t.longLong,
  t.newDecimal,
  t.float,
  t.double,
  t.year,
]);

/** Geometry counts among the columns with a character set. */
const characters: ReadonlySet<number> = new Set([
  t.string,
  t.varString,
  t.varchar,
  t.varcharCompressed,
  t.blob,
  t.blobCompressed,
  t.geometry,
]);

export const isNumeric = (type: number): boolean => numeric.has(type);

export const isCharacter = (type: number): boolean => characters.has(type);

export const isEnumOrSet = (type: number): boolean => type === t.enum || type === t.set;

const plainNames = new Map<number, string>([
  [t.tiny, "tinyint"],
  [t.short, "smallint"],
  [t.int24, "mediumint"],
  [t.long, "int"],
  [t.longLong, "bigint"],
  [t.float, "float"],
  [t.double, "double"],
  [t.newDecimal, "decimal"],
  [t.bit, "bit"],
  [t.year, "year"],
  [t.date, "date"],
  [t.newDate, "date"],
  [t.time, "time"],
  [t.time2, "time"],
  [t.datetime, "datetime"],
  [t.datetime2, "datetime"],
  [t.timestamp, "timestamp"],
  [t.timestamp2, "timestamp"],
  [t.enum, "enum"],
  [t.set, "set"],
  [t.geometry, "geometry"],
]);

/** A type by the name that SQL has for it. */
export function typeName({ type, size }: ColumnLayout, charset: string | null): string {
  const bytes = charset === "binary" || charset === null;
  if (type === t.string) return bytes ? "binary" : "char";
  if (type === t.varchar || type === t.varString || type === t.varcharCompressed)
    return bytes ? "varbinary" : "varchar";
  if (type === t.blob || type === t.blobCompressed) {
    return `${["tiny", "", "medium", "long"][size - 1] ?? ""}${bytes ? "blob" : "text"}`;
  }
  return plainNames.get(type) ?? `type ${type}`;
}
