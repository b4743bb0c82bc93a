import type { EventKind } from "../../shared/model/event";
import { parseGoal } from "../../shared/timeline/go-to";
import { DAY, HOUR, type Span } from "../../shared/timeline/span";
import { words } from "../words";

/** What somebody asks in their own words, as the host can look for it. */
export interface EventQuery {
  /** Names and subjects, all of which have to be found. */
  readonly text: string;
  /** Null: whatever happened. */
  readonly kinds: readonly EventKind[] | null;
  readonly span: Span | null;
}

/**
 * Pure. "when was WooCommerce updated", "what did Anna do on tuesday", "yesterday": a question's own words are left out, a
 * deed in a question becomes kinds, a day a stretch of time. What is no question is looked for as it stands, but for its
 * day: titles are made of such words, too.
 */
export function eventQuery(asked: string, now: number): EventQuery {
  const text = words.recording.asking;
  const plain = asked
    .trim()
    .toLocaleLowerCase()
    .replaceAll(/[?!“”"„]/g, " ")
    .replaceAll(/\s+/g, " ")
    .trim();
  const [rest, span] = withoutDay(plain.split(" ").filter(Boolean), now);
  const questions = new Set(text.questions.split(" "));
  if (!rest.some((word) => questions.has(word))) return { text: rest.join(" "), kinds: null, span };
  const ignored = new Set([...questions, ...text.ignored.split(" ")]);
  const kinds = new Set<EventKind>();
  const names: string[] = [];
  for (const word of rest) {
    const deed = text.deeds.find(({ said }) => said.split(" ").includes(word));
    if (deed !== undefined) for (const kind of kindsOf(deed.kind)) kinds.add(kind);
    else if (!ignored.has(word)) names.push(word);
  }
  return { text: names.join(" "), kinds: kinds.size === 0 ? null : [...kinds], span };
}

/** "when was it", "who changed it": what is asked is what happened. */
export function isQuestion(asked: string): boolean {
  const questions = new Set(words.recording.asking.questions.split(" "));
  return asked
    .toLocaleLowerCase()
    .split(/\s+/)
    .some((word) => questions.has(word));
}

const deedKinds = {
  updated: ["plugin-updated", "theme-updated", "core-updated"],
  installed: ["plugin-installed", "theme-installed"],
  activated: ["plugin-activated", "theme-switched"],
  deactivated: ["plugin-deactivated"],
  published: ["post-published"],
  edited: [
    "post-edited",
    "post-published",
    "post-drafted",
    "media-edited",
    "comment-edited",
    "menu-edited",
    "widgets-edited",
    "design-edited",
    "setting-changed",
    "code-edited",
    "user-edited",
    "product-edited",
    "order-edited",
  ],
  deleted: [
    "post-trashed",
    "post-deleted",
    "media-deleted",
    "comment-trashed",
    "comment-deleted",
    "user-deleted",
    "plugin-deleted",
    "theme-deleted",
    "term-deleted",
    "product-deleted",
    "order-deleted",
  ],
  failed: ["page-failed"],
} as const satisfies Readonly<Record<string, readonly EventKind[]>>;

function kindsOf(deed: string): readonly EventKind[] {
  return Object.hasOwn(deedKinds, deed) ? deedKinds[deed as keyof typeof deedKinds] : [];
}

/** Takes a day off the end or the beginning: "woo yesterday morning", "on tuesday", "yesterday redesign". */
function withoutDay(said: readonly string[], now: number): readonly [rest: readonly string[], span: Span | null] {
  const before = words.recording.asking.beforeDays.split(" ");
  for (let length = Math.min(4, said.length); length > 0; length--) {
    for (const [from, to] of [
      [said.length - length, said.length],
      [0, length],
    ] as const) {
      const part = said.slice(from, to);
      const days = before.includes(part[0] ?? "") ? part.slice(1) : part;
      const span = spanOf(days.join(" "), now, days.length < part.length || length === said.length);
      if (span !== null) return [[...said.slice(0, from), ...said.slice(to)], span];
    }
  }
  return [said, null];
}

/** A weekday alone may be in a title ("Monday specials"): it counts after "on", or where nothing else was said. */
function spanOf(days: string, now: number, clearly: boolean): Span | null {
  const goal = days === "" || /^\d+$/.test(days) ? null : parseGoal(days, now);
  if (goal === null) return null;
  const today = new Date(now).setHours(0, 0, 0, 0);
  const midnight = new Date(goal.at).setHours(0, 0, 0, 0);
  if (!clearly && midnight < today - DAY * 1.5) return null;
  if (goal.grain === "day") {
    const date = new Date(midnight);
    return { from: midnight, to: date.setDate(date.getDate() + 1) };
  }
  // "yesterday morning" is its middle: four hours around it.
  return { from: goal.at - 3 * HOUR, to: goal.at + 3 * HOUR };
}
