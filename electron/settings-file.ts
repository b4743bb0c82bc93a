import { readFile, rename } from "node:fs/promises";
import { join } from "node:path";
import { readSettings, Settings, SettingsChange } from "../shared/model/settings";
import type { SettingsFile } from "./core/ports";
import { writeDurably } from "./operations/durable-file";
import type { Log } from "./operations/report-error";

/**
 * Never throws: settings are no reason not to start. A file that can't be understood is kept beside under another
 * name and logged, and what could not be read of it has its default. What another Tidemark has set and this one does
 * not know stays in it.
 */
export async function openSettingsFile(folder: string, log: Log): Promise<SettingsFile> {
  const path = join(folder, "settings.json");
  const { settings, unknown } = await readOrSetAside(path, log);
  let current = settings;
  let writing: Promise<unknown> = Promise.resolve();
  const listeners = new Set<(settings: Settings, before: Settings) => void>();

  const write = async (change: Partial<Settings>): Promise<Settings> => {
    const before = current;
    const next = { ...before, ...change };
    if (same(before, next)) return before;
    await writeDurably(path, toText(next, unknown));
    current = next;
    for (const listener of listeners) listener(next, before);
    return next;
  };
  return {
    get: () => current,
    change(change) {
      const parsed = onlySaid(SettingsChange.parse(change));
      const written = writing.then(() => write(parsed));
      // The next change is written whether this one could be or not; its own caller hears of it.
      writing = written.catch(() => {});
      return written;
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

interface Read {
  readonly settings: Settings;
  readonly unknown: object;
}

async function readOrSetAside(path: string, log: Log): Promise<Read> {
  const { said, error } = await readJson(path);
  const { settings, unread } = readSettings(said);
  const unknown = Object.fromEntries(Object.entries(said).filter(([key]) => !(key in Settings.shape)));
  if (error === null && unread.length === 0) return { settings, unknown };
  const aside = `${path.slice(0, -".json".length)}.unreadable-${new Date().toISOString().replaceAll(/[:.]/g, "-")}.json`;
  try {
    await rename(path, aside);
    await writeDurably(path, toText(settings, unknown));
    log.warn({ err: error ?? undefined, unread, aside }, "settings could not be read and have their defaults");
  } catch (failure) {
    log.warn({ err: error ?? failure, unread }, "settings could not be read, nor set aside; they have their defaults");
  }
  return { settings, unknown };
}

async function readJson(path: string): Promise<{ readonly said: object; readonly error: unknown }> {
  try {
    const said: unknown = JSON.parse(await readFile(path, "utf8"));
    const isObject = typeof said === "object" && said !== null && !Array.isArray(said);
    return isObject ? { said, error: null } : { said: {}, error: new Error("settings.json holds no object") };
  } catch (error) {
    const absent = (error as NodeJS.ErrnoException).code === "ENOENT";
    return { said: {}, error: absent ? null : error };
  }
}

/** A setting that was sent as undefined was not sent. */
function onlySaid(change: SettingsChange): Partial<Settings> {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
}

function same(one: Settings, other: Settings): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function toText(settings: Settings, unknown: object): string {
  return `${JSON.stringify({ ...unknown, ...settings }, null, 2)}\n`;
}
