import { createHash } from "node:crypto";
import {
  closeSync,
  cpSync,
  existsSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmdirSync,
  rmSync,
} from "node:fs";
import { dirname, join, relative } from "node:path";
import { dataFolderPath, holdFolder } from "./data-folder";
import { type Place, readPlace, staysBehind, writePlace } from "./data-folder-place";

/**
 * The data folder to open, moved first where a person has asked for that: copied beside its new place, compared, renamed,
 * and only then the old one is emptied. Whatever fails or ends half-way, one whole folder is there and is the one opened.
 */
export function settleDataFolder(
  env: Readonly<Record<string, string | undefined>> = process.env,
  usual: string = dataFolderPath({ ...env, TIDEMARK_HOME: undefined }),
): string {
  if (env["TIDEMARK_HOME"]) return env["TIDEMARK_HOME"];
  const place = emptied(usual, readPlace(usual));
  return place.movingTo === null ? place.folder : move(usual, place, place.movingTo).folder;
}

function move(usual: string, place: Place, to: string): Place {
  const { folder } = place;
  // On a disk that is not there: what opens it says so.
  if (!existsSync(folder)) return place;
  // Somebody else's: it is opened, which finds that out and says so.
  const unlock = lock(folder);
  if (unlock === null) return place;
  const partial = `${to}.moving`;
  let moved: Place;
  try {
    // All but the pointer was done, when the last start ended.
    if (existsSync(join(to, "instance.json"))) compare(folder, to);
    else copy(folder, partial, to);
    moved = { folder: to, movingTo: null, left: folder, failed: null };
    writePlace(usual, moved);
  } catch (error) {
    unlock();
    rmSync(partial, { recursive: true, force: true });
    const kept = { ...place, movingTo: null, failed: error instanceof Error ? error.message : String(error) };
    writePlace(usual, kept);
    return kept;
  }
  unlock();
  return emptied(usual, moved);
}

function copy(folder: string, partial: string, to: string): void {
  rmSync(partial, { recursive: true, force: true });
  mkdirSync(dirname(to), { recursive: true });
  cpSync(folder, partial, {
    recursive: true,
    preserveTimestamps: true,
    verbatimSymlinks: true,
    filter: (source) => !staysBehind(relative(folder, source)),
  });
  compare(folder, partial);
  if (existsSync(to)) rmdirSync(to);
  renameSync(partial, to);
  sync(dirname(to));
}

/** Removes what a move has left behind. What can't be removed now is tried again at the next start. */
function emptied(usual: string, place: Place): Place {
  const { left } = place;
  if (left === null || left === place.folder || !existsSync(place.folder)) return place;
  const done = { ...place, left: null };
  const unlock = existsSync(left) ? lock(left) : () => {};
  try {
    // Whoever works with the old folder by now keeps it.
    if (unlock === null) {
      writePlace(usual, done);
      return done;
    }
    unlock();
    for (const name of existsSync(left) ? readdirSync(left) : []) {
      if (left !== usual || name !== "place.json") rmSync(join(left, name), { recursive: true, force: true });
    }
    if (left !== usual && existsSync(left)) rmdirSync(left);
    writePlace(usual, done);
    return done;
  } catch {
    // Two copies are no harm: the one that is used is named.
    return place;
  }
}

/** Null while another Tidemark has the folder. */
function lock(folder: string): (() => void) | null {
  try {
    const held = holdFolder(folder);
    return "release" in held ? held.release : null;
  } catch {
    // It can't be written to; what opens it says why.
    return null;
  }
}

/** Throws unless both hold the same, byte by byte; what was copied is on the disk afterwards. */
function compare(from: string, to: string): void {
  const [wanted, there] = [contents(from), contents(to)];
  for (const [name, sum] of wanted) {
    if (there.get(name) !== sum) throw new Error(`${name} was not copied as it is`);
    if (!sum.startsWith("link ")) sync(join(to, name));
  }
  if (wanted.size !== there.size) throw new Error("more is there than was copied");
}

/** Each file's sum or a link's target, by its path below the folder. */
function contents(folder: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const look = (below: string) => {
    for (const name of readdirSync(join(folder, below))) {
      const path = join(below, name);
      if (staysBehind(path)) continue;
      const about = lstatSync(join(folder, path));
      if (about.isDirectory()) look(path);
      else if (about.isSymbolicLink()) found.set(path, `link ${readlinkSync(join(folder, path))}`);
      else if (about.isFile())
        found.set(
          path,
          createHash("sha256")
            .update(readFileSync(join(folder, path)))
            .digest("hex"),
        );
    }
  };
  look("");
  return found;
}

function sync(path: string): void {
  // Windows can't open folders; NTFS journals its own metadata.
  if (process.platform === "win32" && lstatSync(path).isDirectory()) return;
  const file = openSync(path, "r");
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
