import { charsetOf } from "./collations";
import { type ColumnLayout, isCharacter, isEnumOrSet, isNumeric, columnType } from "./column-types";
import { Cursor } from "./cursor";

/** What a table map says beyond what is needed to split a row: all of it with `binlog-row-metadata=FULL`. Per column. */
export interface OptionalMetadata {
  readonly unsigned: readonly boolean[];
  readonly charsets: readonly (string | null)[];
  readonly names: readonly string[];
  /** The texts of an ENUM or SET, in the column's character set. */
  readonly texts: readonly (readonly Buffer[])[];
  /** Indices of the primary key's columns. */
  readonly key: readonly number[];
}

const field = {
  signedness: 1,
  defaultCharset: 2,
  columnCharsets: 3,
  names: 4,
  setTexts: 5,
  enumTexts: 6,
  simpleKey: 8,
  keyWithPrefix: 9,
  enumAndSetDefaultCharset: 10,
  enumAndSetCharsets: 11,
} as const;

export function readOptionalMetadata(cursor: Cursor, columns: readonly ColumnLayout[]): OptionalMetadata {
  const unsigned = columns.map(() => false);
  const charsets: (string | null)[] = columns.map(() => null);
  const texts: (readonly Buffer[])[] = columns.map(() => []);
  let names: readonly string[] = columns.map((_, index) => `@${index + 1}`);
  let key: readonly number[] = [];
  const indices = (of: (type: number) => boolean) => columns.flatMap(({ type }, index) => (of(type) ? [index] : []));

  while (cursor.left > 0) {
    const kind = cursor.byte();
    const value = new Cursor(cursor.packedBytes());
    switch (kind) {
      case field.signedness:
        for (const [nth, index] of indices(isNumeric).entries()) {
          unsigned[index] = (value.bytes.readUInt8(nth >> 3) & (0x80 >> (nth & 7))) !== 0;
        }
        break;
      case field.defaultCharset:
        defaultAndExceptions(value, indices(isCharacter), charsets);
        break;
      case field.enumAndSetDefaultCharset:
        defaultAndExceptions(value, indices(isEnumOrSet), charsets);
        break;
      case field.columnCharsets:
        for (const index of indices(isCharacter)) charsets[index] = charsetOf(value.packed());
        break;
      case field.enumAndSetCharsets:
        for (const index of indices(isEnumOrSet)) charsets[index] = charsetOf(value.packed());
        break;
      case field.names:
        names = columns.map(() => value.packedBytes().toString("utf8"));
        break;
      case field.setTexts:
        for (const index of indices((type) => type === columnType.set)) texts[index] = listOf(value);
        break;
      case field.enumTexts:
        for (const index of indices((type) => type === columnType.enum)) texts[index] = listOf(value);
        break;
      case field.simpleKey:
        key = whole(value, () => value.packed());
        break;
      case field.keyWithPrefix:
        key = whole(value, () => {
          const index = value.packed();
          // How many characters of it are in the key: a row is told by the whole value.
          value.packed();
          return index;
        });
        break;
    }
  }
  return { unsigned, charsets, names, texts, key };
}

/** One collation for all, then those that have another: which of these columns, its collation. */
function defaultAndExceptions(value: Cursor, indices: readonly number[], charsets: (string | null)[]): void {
  const common = charsetOf(value.packed());
  for (const index of indices) charsets[index] = common;
  while (value.left > 0) {
    const index = indices[value.packed()];
    const charset = charsetOf(value.packed());
    if (index !== undefined) charsets[index] = charset;
  }
}

function listOf(value: Cursor): readonly Buffer[] {
  return Array.from({ length: value.packed() }, () => Buffer.from(value.packedBytes()));
}

function whole<T>(value: Cursor, read: () => T): readonly T[] {
  const all: T[] = [];
  while (value.left > 0) all.push(read());
  return all;
}
