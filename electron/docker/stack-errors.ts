import { AppError } from "../../shared/errors";
import type { Docker } from "./connection";
import { imageMissing, isImageMissing } from "./image-choice";
import { isConflict, isNotFound } from "./images";
import { lastLines } from "./logs";

/** Why a container could not be made or started, in a person's words; what is not expected passes as it is. */
export function startFailure(cause: unknown, image: string): unknown {
  if (cause instanceof AppError || !(cause instanceof Error)) return cause;
  if (isImageMissing(cause)) return imageMissing(image, cause.message, cause);
  if (/mount|no such device|structure needs cleaning/i.test(cause.message)) {
    return new AppError(
      "store-unavailable",
      { detail: cause.message },
      "Docker could not open the site's place in the store.",
      "Restart Docker, then start the branch again. Nothing was changed.",
      cause,
    );
  }
  return cause;
}

/** The database ended while it was waited for: its last words say why. */
export async function databaseStopped(docker: Docker, name: string): Promise<AppError> {
  return new AppError(
    "database-failed",
    { detail: await lastLines(docker, name, 20) },
    "The site's database stopped while starting.",
    "The branch's log says why. Any version before can be opened or rewound to.",
  );
}

export function notRunning(cause: unknown, name: string): unknown {
  if (!isNotFound(cause) && !isConflict(cause)) return cause;
  return new AppError("not-running", { name }, "The branch is not running.", "Start it, then try again.", cause);
}

/** A bug or a broken site, the caller's to tell apart. */
export function commandFailed(command: readonly string[], code: number, stderr: string): Error {
  return new Error(`${command.slice(0, 3).join(" ")} ended with ${code}: ${stderr.trim().slice(-4000)}`);
}
