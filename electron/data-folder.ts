import { mkdir, readFile, rm } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { z } from "zod";
import { AppError } from "../shared/errors";
import { writeDurably } from "./operations/durable-file";

/** Eight of `a-z0-9`: part of the name of every Docker object of this Tidemark. */
export const InstanceId = z.string().regex(/^[a-z0-9]{8}$/);
const InstanceFile = z.object({ instance: InstanceId });

export interface DataFolder {
  readonly path: string;
  readonly operations: string;
  readonly catalogue: string;
  readonly logs: string;
  readonly uploads: string;
  readonly exports: string;
  readonly hostFile: string;
  instance(): string;
  /** Takes over a store that has no data folder: from the next start on this is its instance. */
  adopt(instance: string): Promise<void>;
  /** Lets the next Tidemark have it. */
  close(): Promise<void>;
}

/** TIDEMARK_HOME, else where the platform keeps an app's data. */
export function dataFolderPath(
  env: Readonly<Record<string, string | undefined>> = process.env,
  platform: NodeJS.Platform = process.platform,
  home: string = homedir(),
): string {
  const own = env["TIDEMARK_HOME"];
  if (own) return own;
  if (platform === "darwin") return join(home, "Library", "Application Support", "Tidemark");
  if (platform === "win32") return join(env["APPDATA"] || join(home, "AppData", "Roaming"), "Tidemark");
  return join(env["XDG_DATA_HOME"] || join(home, ".local", "share"), "Tidemark");
}

/**
 * Takes the folder for this process, making it where it is absent. Throws `store-in-use` while another has it, and
 * `store-unavailable` where a person has moved it to a disk that is not there: a new one would hide every site.
 */
export async function openDataFolder(
  path: string,
  presetInstance?: string,
  { moved = false }: { readonly moved?: boolean } = {},
): Promise<DataFolder> {
  if (moved && (await readIfThere(join(path, "instance.json"))) === null) throw gone(path);
  await mkdir(path, { recursive: true, mode: 0o700 });
  const unlock = await lock(path);
  try {
    // Of a host that was killed; whoever finds the folder taken reads it.
    await rm(join(path, "host.json"), { force: true });
    const instanceFile = join(path, "instance.json");
    let instance = await readInstance(instanceFile);
    const write = (id: string) => writeDurably(instanceFile, `${JSON.stringify({ instance: id })}\n`);
    if (instance === null) {
      instance = InstanceId.parse(presetInstance ?? newInstanceId());
      await write(instance);
    }
    let current = instance;
    return {
      path,
      operations: join(path, "operations"),
      catalogue: join(path, "catalogue.sqlite"),
      logs: join(path, "logs"),
      uploads: join(path, "uploads"),
      exports: join(path, "exports"),
      hostFile: join(path, "host.json"),
      instance: () => current,
      async adopt(id) {
        await write(InstanceId.parse(id));
        current = id;
      },
      close: unlock,
    };
  } catch (error) {
    await unlock();
    throw error;
  }
}

/**
 * SQLite's exclusive lock on a file of its own: the system lets go of it however the process ends, so there is no
 * stale lock to judge. `heldBy`: SQLite's own word for another process having it.
 */
export function holdFolder(folder: string): { readonly release: () => void } | { readonly heldBy: unknown } {
  const database = new DatabaseSync(join(folder, "app.lock"));
  try {
    database.exec("PRAGMA busy_timeout = 0; PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE");
  } catch (error) {
    database.close();
    if (!(error instanceof Error) || !/locked|busy/i.test(error.message)) throw error;
    return { heldBy: error };
  }
  return {
    release() {
      if (database.isOpen) database.close();
    },
  };
}

/** Holds the folder, and says by whom; the pid beside the lock is only for the message. Throws `store-in-use`. */
async function lock(folder: string): Promise<() => Promise<void>> {
  const pidFile = join(folder, "app.pid");
  const held = holdFolder(folder);
  if ("heldBy" in held) {
    const pid = await readPid(pidFile);
    throw new AppError(
      "store-in-use",
      { pid },
      `Another Tidemark${pid === null ? "" : ` (process ${pid})`} is using this data folder.`,
      "Use the window that is open already, or close that Tidemark first.",
      held.heldBy,
    );
  }
  await writeDurably(pidFile, `${process.pid}\n`);
  let open = true;
  return async () => {
    if (!open) return;
    open = false;
    await rm(pidFile, { force: true });
    held.release();
  };
}

async function readPid(path: string): Promise<number | null> {
  const text = await readIfThere(path);
  const pid = Number.parseInt(text ?? "", 10);
  return Number.isNaN(pid) ? null : pid;
}

/** Null when there is none yet. One that can't be read stops the start: a new id would hide every site. */
async function readInstance(path: string): Promise<string | null> {
  const text = await readIfThere(path);
  if (text === null) return null;
  try {
    return InstanceFile.parse(JSON.parse(text)).instance;
  } catch (error) {
    throw new AppError(
      "store-unavailable",
      { detail: `${path} can't be read` },
      "The file that says which sites belong to this Tidemark is damaged.",
      `Restore ${path} from a backup, or remove it: Tidemark then offers to adopt the sites it finds.`,
      error,
    );
  }
}

function gone(path: string): AppError {
  return new AppError(
    "store-unavailable",
    { detail: `${path} is not there` },
    `Tidemark's data folder was moved to ${path}, but it is not there.`,
    "Connect the disk it is on, then start Tidemark again. Your sites are as they were.",
  );
}

async function readIfThere(path: string): Promise<string | null> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR") return null;
    throw error;
  }
}

function newInstanceId(): string {
  const alphabet = "0123456789abcdefghijklmnopqrstuvwxyz";
  const bytes = crypto.getRandomValues(new Uint8Array(8));
  return Array.from(bytes, (byte) => alphabet.charAt(byte % alphabet.length)).join("");
}
