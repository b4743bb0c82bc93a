import { z } from "zod";
import type { OperationDefinition, Step } from "./definition";
import type { Journal, JournalEntry } from "./journal";
import type { Log } from "./report-error";

/** What the tests of this folder share: a world that steps change, and a journal in memory that can crash. */

export const silent: Log = { info() {}, warn() {}, error() {} };

export const siteA = "saaaaaaaaaaa";
export const siteB = "sbbbbbbbbbbb";

const WorldState = z.object({ siteId: z.string().nullable(), notes: z.array(z.string()) });
export type WorldState = z.infer<typeof WorldState>;

export function definitionOf(
  steps: readonly Step<WorldState>[],
  extra: Partial<OperationDefinition<WorldState>> = {},
): OperationDefinition<WorldState> {
  return { kind: "rewind", title: () => "Rewind", siteId: (s) => s.siteId, steps, state: WorldState, ...extra };
}

/** A step that does nothing unless told. */
export function step(name: string, extra: Partial<Step<WorldState>> = {}): Step<WorldState> {
  return { name, label: name, weight: 1, run: async () => undefined, ...extra };
}

export function memoryJournal(): Journal & { readonly entries: Map<string, string> } {
  const entries = new Map<string, string>();
  return {
    entries,
    async write(entry) {
      entries.set(entry.operation.id, JSON.stringify(entry));
    },
    async readAll() {
      return { entries: [...entries.values()].map((text) => JSON.parse(text) as JournalEntry), unreadable: [] };
    },
    async remove(id) {
      entries.delete(id);
    },
  };
}

/** Dies at the given write (counted from 0), before or after it reached the disk: no call of its process ever goes on. */
export function crashingJournal(
  disk: Journal,
  at: number,
  moment: "before" | "after",
): Journal & { crashed: Promise<void> } {
  const crash = Promise.withResolvers<void>();
  let writes = 0;
  let dead = false;
  const forEver = new Promise<never>(() => undefined);
  return {
    crashed: crash.promise,
    async write(entry) {
      if (dead) return forEver;
      const now = writes++ === at;
      if (!now || moment === "after") await disk.write(entry);
      if (!now) return;
      dead = true;
      crash.resolve();
      return forEver;
    },
    readAll: () => disk.readAll(),
    remove: (id) => disk.remove(id),
  };
}

/** A disk that is full from the given write (counted from 0) until `mended`. */
export function fullJournal(disk: Journal, from: number): Journal & { mend(): void } {
  let writes = 0;
  let full = true;
  return {
    mend() {
      full = false;
    },
    async write(entry) {
      if (full && writes++ >= from) throw Object.assign(new Error("ENOSPC: no space left"), { code: "ENOSPC" });
      await disk.write(entry);
    },
    readAll: () => disk.readAll(),
    remove: (id) => disk.remove(id),
  };
}
