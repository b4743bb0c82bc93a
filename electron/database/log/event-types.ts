/** Type codes of binary log events, as MariaDB numbers them (sql/log_event.h). Those not named are passed over by their length. */
export const eventType = {
  query: 2,
  formatDescription: 15,
  xid: 16,
  executeLoadQuery: 18,
  tableMap: 19,
  writeRows1: 23,
  updateRows1: 24,
  deleteRows1: 25,
  writeRows2: 30,
  updateRows2: 31,
  deleteRows2: 32,
  xaPrepare: 38,
  annotateRows: 160,
  gtid: 162,
  startEncryption: 164,
  queryCompressed: 165,
  writeRowsCompressed1: 166,
  updateRowsCompressed1: 167,
  deleteRowsCompressed1: 168,
  writeRowsCompressed2: 169,
  updateRowsCompressed2: 170,
  deleteRowsCompressed2: 171,
  partialRows: 172,
} as const;

/** How an event with rows is laid out; null for every other type. */
export interface RowsLayout {
  readonly change: "write" | "update" | "delete";
  readonly version: 1 | 2;
  readonly compressed: boolean;
}

const changes = ["write", "update", "delete"] as const;

const layouts = new Map<number, RowsLayout>(
  [
    { first: eventType.writeRows1, version: 1, compressed: false },
    { first: eventType.writeRows2, version: 2, compressed: false },
    { first: eventType.writeRowsCompressed1, version: 1, compressed: true },
    { first: eventType.writeRowsCompressed2, version: 2, compressed: true },
  ].flatMap(({ first, version, compressed }) =>
    changes.map((change, index) => [first + index, { change, version: version === 1 ? 1 : 2, compressed }] as const),
  ),
);

export const rowsLayout = (type: number): RowsLayout | null => layouts.get(type) ?? null;
