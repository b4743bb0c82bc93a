import type { LoggedTable } from "../../core/log-item";
import { columnLayout, type ColumnLayout, typeName } from "./column-types";
import { Cursor } from "./cursor";
import { readOptionalMetadata } from "./optional-metadata";
import type { ReadValue } from "./texts";
import { valueReader } from "./values";

/** A table as the rows that follow refer to it by a number. */
export interface TableMap {
  readonly table: LoggedTable;
  readonly readers: readonly ReadValue[];
}

export function readTableMap(body: Buffer): TableMap {
  const cursor = new Cursor(body, 8);
  const database = nameAt(cursor);
  const name = nameAt(cursor);
  const types = cursor.take(cursor.packed());
  const metadata = cursor.packedBytes();
  // Which columns may be null: every row says which of its values are.
  cursor.take((types.length + 7) >> 3);

  const layouts: ColumnLayout[] = [];
  let at = 0;
  for (const type of types) {
    const layout = columnLayout(type, metadata, at);
    layouts.push(layout);
    at += layout.bytes;
  }
  const { unsigned, charsets, names, texts, key } = readOptionalMetadata(cursor, layouts);
  const about = (index: number) => ({
    unsigned: unsigned[index] ?? false,
    charset: charsets[index] ?? null,
    texts: texts[index] ?? [],
    index,
  });
  return {
    table: {
      database,
      name,
      key,
      columns: layouts.map((layout, index) => ({
        name: names[index] ?? "",
        type: typeName(layout, charsets[index] ?? null),
        unsigned: unsigned[index] ?? false,
        charset: charsets[index] ?? null,
      })),
    },
    readers: layouts.map((layout, index) => valueReader(layout, about(index))),
  };
}

function nameAt(cursor: Cursor): string {
  const name = cursor.packedBytes().toString("utf8");
  cursor.byte();
  return name;
}

/** Table maps by their numbers. A server repeats them for every statement: one that says the same as before is not read again. */
export class TableMaps {
  readonly #maps = new Map<number, { readonly body: Buffer; readonly map: TableMap }>();

  clear(): void {
    this.#maps.clear();
  }

  take(body: Buffer): void {
    const id = body.readUIntLE(0, 6);
    const known = this.#maps.get(id);
    if (known?.body.equals(body)) return;
    // Numbers only grow as tables are opened: those of long ago are not met again, and if they are, their map comes first.
    if (this.#maps.size >= 1000) this.#maps.clear();
    this.#maps.set(id, { body: Buffer.from(body), map: readTableMap(body) });
  }

  get(id: number): TableMap | null {
    return this.#maps.get(id)?.map ?? null;
  }
}
