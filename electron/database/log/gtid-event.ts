import { Cursor } from "./cursor";

export interface GtidEvent {
  readonly gtid: string;
  /** One statement follows and is the whole of it; otherwise all up to a commit. */
  readonly standalone: boolean;
  /** The transaction is only prepared: another, far behind maybe, commits it or takes it back. */
  readonly prepared: boolean;
  /** An ALTER's first announcement, or word that it failed: what it says is said again when it is done. */
  readonly announces: boolean;
}

const flag = { standalone: 0x01, groupCommit: 0x02, prepared: 0x40, completed: 0x80 } as const;
const extra = { moreEngines: 0x01, startAlter: 0x02, rollbackAlter: 0x08 } as const;

/** GTID: sequence number (8 bytes), domain (4), flags (1), then what the flags say. The server is the event's own. */
export function readGtid(body: Buffer, serverId: number): GtidEvent {
  const flags = body.readUInt8(12);
  const cursor = new Cursor(body, 13);
  if ((flags & flag.groupCommit) !== 0) cursor.take(8);
  if ((flags & (flag.prepared | flag.completed)) !== 0) {
    cursor.take(4);
    cursor.take(cursor.byte() + cursor.byte());
  }
  const more = cursor.left > 0 ? cursor.byte() : 0;
  return {
    gtid: `${body.readUInt32LE(8)}-${serverId}-${body.readBigUInt64LE(0)}`,
    standalone: (flags & flag.standalone) !== 0,
    prepared: (flags & flag.prepared) !== 0,
    announces: (more & (extra.startAlter | extra.rollbackAlter)) !== 0,
  };
}

/** What is prepared by XA_PREPARE, written as statements write it: X'..',X'..',format. Null: it was committed at once. */
export function readPrepared(body: Buffer): string | null {
  const cursor = new Cursor(body);
  if (cursor.byte() !== 0) return null;
  const format = cursor.unsigned(4);
  const global = cursor.unsigned(4);
  const branch = cursor.unsigned(4);
  const hex = (bytes: number) => `X'${cursor.take(bytes).toString("hex")}'`;
  return `${hex(global)},${hex(branch)},${format}`;
}
