import { type ColumnLayout, columnType as t } from "./column-types";
import { bigInteger, bits, decimalReader, float } from "./numbers";
import { compressedReader, enumReader, fixedReader, lengthenedReader, type ReadValue, setReader } from "./texts";
import { date, datetimeReader, old, timeReader, timestampReader, year } from "./times";

export interface ColumnAbout {
  readonly unsigned: boolean;
  readonly charset: string | null;
  readonly texts: readonly Buffer[];
  readonly index: number;
}

/** What reads a column's values. Throws where a type is not known: nobody could say where the next value begins. */
export function valueReader(layout: ColumnLayout, about: ColumnAbout): ReadValue {
  const { type, size, scale } = layout;
  const { unsigned, charset, texts, index } = about;
  switch (type) {
    case t.tiny:
      return integer(1, unsigned);
    case t.short:
      return integer(2, unsigned);
    case t.int24:
      return integer(3, unsigned);
    case t.long:
      return integer(4, unsigned);
    case t.longLong:
      return (cursor) => bigInteger(cursor, unsigned);
    case t.float:
      return float;
    case t.double:
      return (cursor) => {
        cursor.at += 8;
        return cursor.bytes.readDoubleLE(cursor.at - 8);
      };
    case t.newDecimal:
      return decimalReader(size, scale);
    case t.bit:
      return (cursor) => bits(cursor, size);
    case t.year:
      return year;
    case t.date:
    case t.newDate:
      return date;
    case t.time:
      return old.time;
    case t.datetime:
      return old.datetime;
    case t.timestamp:
      return old.timestamp;
    case t.time2:
      return timeReader(size);
    case t.datetime2:
      return datetimeReader(size);
    case t.timestamp2:
      return timestampReader(size);
    case t.enum:
      return enumReader(size, texts, charset);
    case t.set:
      return setReader(size, texts, charset);
    case t.string:
      return fixedReader(size, charset, index);
    case t.varchar:
    case t.varString:
      return lengthenedReader(size > 255 ? 2 : 1, charset, index);
    case t.varcharCompressed:
      return compressedReader(size > 255 ? 2 : 1, charset, index);
    case t.blob:
      return lengthenedReader(size, charset, index);
    case t.blobCompressed:
      return compressedReader(size, charset, index);
    case t.geometry:
      return lengthenedReader(size, "binary", index);
    default:
      throw new RangeError(`columns of type ${type} are not known`);
  }
}

function integer(size: number, unsigned: boolean): ReadValue {
  return (cursor) => {
    const { bytes, at } = cursor;
    cursor.at += size;
    return unsigned ? bytes.readUIntLE(at, size) : bytes.readIntLE(at, size);
  };
}
