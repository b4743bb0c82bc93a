import type { LogPosition } from "../../../shared/model/event";

/** A log whose bytes can't be what a server wrote, or that is written in a way we don't read. */
export class UnreadableLog extends Error {
  override readonly name = "UnreadableLog";
  readonly at: LogPosition;

  constructor(at: LogPosition, why: string, cause?: unknown) {
    super(`${at.file} at ${at.position}: ${why}`, cause === undefined ? undefined : { cause });
    this.at = at;
  }
}
