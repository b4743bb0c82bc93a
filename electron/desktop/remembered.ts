import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { writeDurably } from "../operations/durable-file";
import type { Log } from "../operations/report-error";
import { WindowPlace } from "./window-place";

/** What the desktop remembers of itself, none of which anybody chose. */
const Remembered = z.object({
  window: WindowPlace.nullable().default(null),
  /** Whether the person was told that a closed window leaves the app in the tray. */
  saidItStays: z.boolean().default(false),
});
export type Remembered = z.infer<typeof Remembered>;

export interface Memory {
  get(): Remembered;
  /** Written one after the other; what can't be written is logged, and holds until the app ends. */
  put(change: Partial<Remembered>): void;
  /** Resolves when all is written. */
  close(): Promise<void>;
}

/** Never throws: what can't be read is as if it had never been. */
export async function openMemory(folder: string, log: Log): Promise<Memory> {
  const path = join(folder, "desktop.json");
  let current = await read(path);
  let writing: Promise<void> = Promise.resolve();
  return {
    get: () => current,
    put(change) {
      current = { ...current, ...change };
      const text = `${JSON.stringify(current, null, 2)}\n`;
      writing = writing
        .then(() => writeDurably(path, text))
        .catch((error: unknown) => log.warn({ err: error }, "where the window is could not be remembered"));
    },
    close: () => writing,
  };
}

async function read(path: string): Promise<Remembered> {
  try {
    return Remembered.parse(JSON.parse(await readFile(path, "utf8")));
  } catch {
    // Absent at the first start; broken, it is worth no word: the window opens in the middle.
    return Remembered.parse({});
  }
}
