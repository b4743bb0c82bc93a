import type { LogPosition } from "../../../shared/model/event";

/** One event. */
export interface LogEvent {
  readonly type: number;
  /** Milliseconds since the epoch, whole seconds. */
  readonly time: number;
  readonly serverId: number;
  readonly at: LogPosition;
  readonly end: LogPosition;
  /** Without its header and checksum. A view of what was pushed: it is copied where it is kept. */
  readonly body: Buffer;
  /** All of it, as the server wrote it; a view as well. Null where it was joined from several. */
  readonly bytes: Buffer | null;
}

export const headerBytes = 19;
