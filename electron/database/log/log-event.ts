import type { LogPosition } from "../../../shared/model/event";

/** One event, without its header and checksum. */
export interface LogEvent {
  readonly type: number;
  /** Milliseconds since the epoch, whole seconds. */
  readonly time: number;
  readonly serverId: number;
  readonly at: LogPosition;
  readonly end: LogPosition;
  /** A view of what was pushed: it is copied where it is kept. */
  readonly body: Buffer;
}

export const headerBytes = 19;
