import type { Operation } from "../../shared/model/operation";
import { toSite, toSites } from "./places";
import { durationOf, timeOf } from "./times";
import type { DesktopWords } from "./words";

/** What a notification says of an operation that is over for the person, and where a click on it leads. */
export interface Announcement {
  readonly title: string;
  readonly body: string;
  readonly place: string;
  /** What taking it back would undo; null where it can't be. */
  readonly undo: string | null;
}

export interface Circumstances {
  /** The person's own choice. */
  readonly on: boolean;
  /** Whether the window is being looked at: then it says so itself. */
  readonly inFront: boolean;
  /** Started where there is no window to say it: from the tray. */
  readonly asked: boolean;
}

/** Milliseconds from which on somebody may have turned to something else. A test's machine may be too quick for it. */
const long = Number(process.env["TIDEMARK_LONG_MS"] ?? 10_000);

/** Whether the person has what they asked for, or knows that they won't get it. What follows is tidying up. */
export function isSettled({ state, landedAt, endedAt }: Operation): boolean {
  if (state === "undoing") return false;
  return endedAt !== null || landedAt !== null;
}

export function isWorthTelling(operation: Operation, { on, inFront, asked }: Circumstances): boolean {
  if (!on || !isSettled(operation) || operation.state === "cancelled") return false;
  if (asked) return true;
  return !inFront && (operation.state === "failed" || tookFor(operation) >= long);
}

function tookFor({ createdAt, landedAt, endedAt }: Operation): number {
  return Date.parse(landedAt ?? endedAt ?? createdAt) - Date.parse(createdAt);
}

/** `site`: its title; null where there is no such site any more, or not yet. */
export function announce(operation: Operation, site: string | null, words: DesktopWords, now: Date): Announcement {
  const { notice, doing } = words;
  // A site that did not come about has only the name it was to get.
  const name = site ?? operation.subject?.name ?? words.appName;
  const place = operation.siteId === null || site === null ? toSites : toSite(operation.siteId);
  if (operation.state === "failed") {
    const body = [operation.error?.message, operation.error?.hint].filter(Boolean).join(" ");
    return { title: notice.failed(name, doing[operation.kind]), body, place, undo: null };
  }
  const at = operation.kind === "rewind" ? (operation.subject?.at ?? null) : null;
  const title = at === null ? notice.done[operation.kind](name) : notice.backAt(name, timeOf(at, now));
  const took = notice.took(durationOf(tookFor(operation), words));
  return {
    title,
    body: operation.kind === "rewind" ? `${took} ${notice.setAside}` : took,
    place,
    undo: operation.kind === "rewind" ? operation.id : null,
  };
}
