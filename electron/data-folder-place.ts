import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { isAbsolute, join, relative, resolve } from "node:path";
import { z } from "zod";
import { AppError } from "../shared/errors";
import type { DataFolderPlace } from "./core/ports";

/**
 * Where the data folder is, when a person has moved it: `place.json` in the folder where it would be otherwise. Read
 * before anything else is open, so all of it is synchronous.
 */
export const Place = z.object({
  /** Where the data is. */
  folder: z.string(),
  /** Where it is to be from the next start on. */
  movingTo: z.string().nullable(),
  /** Where it was: still to be emptied. */
  left: z.string().nullable(),
  /** Why the last move came to nothing; the data is where it was. */
  failed: z.string().nullable(),
});
export type Place = z.infer<typeof Place>;

const fileName = "place.json";

/** Never throws: a pointer that can't be read is as none. The folder it named keeps what is in it. */
export function readPlace(usual: string): Place {
  try {
    return Place.parse(JSON.parse(readFileSync(join(usual, fileName), "utf8")));
  } catch {
    return { folder: usual, movingTo: null, left: null, failed: null };
  }
}

/** Temp, fsync, rename. */
export function writePlace(usual: string, place: Place): void {
  const path = join(usual, fileName);
  const temporary = `${path}.tmp`;
  try {
    writeFileSync(temporary, `${JSON.stringify(place, null, 2)}\n`, { mode: 0o600 });
    const file = openSync(temporary, "r+");
    try {
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/** What belongs to the process that has the folder open, or to the place itself, and stays behind in a move. */
export function staysBehind(relative: string): boolean {
  return /^(app\.lock.*|app\.pid|host\.json|place\.json(\.tmp)?|electron[/\\]Singleton.*)$/.test(relative);
}

/** Where a move to `wanted` would go; throws `refused` where it could not go well. */
export function planMove(usual: string, wanted: string): string {
  const { folder } = readPlace(usual);
  if (!isAbsolute(wanted)) refuse("place-relative", "That is not a whole path.", "Name it from the root of the disk.");
  // The pointer itself stays in the usual place, so what comes back there has a folder of its own.
  const to = resolve(wanted) === resolve(usual) && folder !== usual ? join(usual, "data") : resolve(wanted);
  if (isWithin(to, folder) || isWithin(folder, to)) {
    refuse("place-overlaps", "The new place and the present one lie in each other.", "Choose a folder elsewhere.");
  }
  if (!existsSync(to)) return to;
  if (!statSync(to).isDirectory()) refuse("place-taken", "There is a file of this name.", "Choose another name.");
  if (readdirSync(to).length > 0) refuse("place-taken", "That folder is not empty.", "Choose an empty or a new one.");
  return to;
}

function isWithin(path: string, folder: string): boolean {
  const below = relative(folder, path);
  return below === "" || !(below.startsWith("..") || isAbsolute(below));
}

function refuse(reason: string, message: string, hint: string): never {
  throw new AppError("refused", { reason }, message, hint);
}

/** What the settings show of the place, and the wish to move it. `movable`: it is not given by TIDEMARK_HOME. */
export function dataFolderPlace(usual: string, movable: boolean): DataFolderPlace {
  const view = () => {
    const { movingTo, failed } = readPlace(usual);
    return { movable, movingTo: movable ? movingTo : null, failed: movable ? failed : null };
  };
  return {
    get: view,
    move(wanted) {
      if (!movable) refuse("place-given", "TIDEMARK_HOME says where the data folder is.", "Start Tidemark without it.");
      const movingTo = wanted === null ? null : planMove(usual, wanted);
      writePlace(usual, { ...readPlace(usual), movingTo, failed: null });
      return view();
    },
  };
}
