import type { LogPosition } from "../../../shared/model/event";
import type { Attribution } from "./attribution";
import { createStory, type Story } from "./story";

/** How long a request may be silent and still go on, in milliseconds. */
const silence = 10 * 60_000;
const most = 64;
/** A dump that is read in has no longer pauses than this between two statements. Milliseconds. */
const pause = 15_000;

export interface Stories {
  ofRequest(request: string, time: number): Story;
  /** Of a transaction that no request sent. */
  direct(from: LogPosition): Story;
  endDirect(): void;
  /** Tells of a definition; true where it is part of a whole database being read in. */
  defined(table: string, created: boolean, core: boolean, by: Attribution, time: number): boolean;
  /** True for a row of a table that was only just made by the same dump. */
  isImported(table: string, by: Attribution, inserted: boolean, time: number): boolean;
}

export function createStories(): Stories {
  const requests = new Map<string, Story>();
  const fresh = new Set<string>();
  let lastImport = Number.NEGATIVE_INFINITY;
  let importing = false;
  let current: Story | null = null;

  function calm(time: number): void {
    if (time - lastImport <= pause) return;
    fresh.clear();
    importing = false;
  }

  return {
    ofRequest(request, time) {
      const known = requests.get(request);
      requests.delete(request);
      const story = known === undefined || time - known.lastAt > silence ? createStory(request) : known;
      story.lastAt = Math.max(story.lastAt, time);
      requests.set(request, story);
      if (requests.size > most) {
        const [oldest] = requests.keys();
        if (oldest !== undefined) requests.delete(oldest);
      }
      return story;
    },
    direct(from) {
      current ??= createStory(`${from.file}:${from.position}`);
      return current;
    },
    endDirect() {
      current = null;
    },
    defined(table, created, core, by, time) {
      if (by.request !== null) return false;
      calm(time);
      if (created && fresh.size < 10_000) fresh.add(table);
      if (core) importing = true;
      if (created || importing) lastImport = time;
      return importing;
    },
    isImported(table, by, inserted, time) {
      if (!importing) return false;
      calm(time);
      if (by.request !== null) fresh.delete(table);
      if (!inserted || !fresh.has(table)) return false;
      lastImport = time;
      return true;
    },
  };
}
