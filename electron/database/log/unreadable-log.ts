import { AppError } from "../../../shared/errors";
import type { LogPosition } from "../../../shared/model/event";

/** A log whose bytes can't be what a server wrote, or that is written in a way we don't read. */
export class UnreadableLog extends AppError<"log-unreadable"> {
  readonly at: LogPosition;

  constructor(at: LogPosition, why: string, cause?: unknown) {
    const message = `${at.file} at ${at.position}: ${why}`;
    super(
      "log-unreadable",
      { ...at, detail: why },
      message,
      "Choose a version instead of a second in that stretch.",
      cause,
    );
    this.at = at;
  }
}
