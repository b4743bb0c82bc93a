import { EventTopic, eventTopics } from "../../shared/model/event";
import type { EventFilter } from "../../shared/model/recording";
import type { Cause } from "../../shared/model/site";
import { DAY, type Span } from "../../shared/timeline/span";
import { clock, dayHeading, dayName } from "../ui/time";
import { causeWords, words } from "../words";
import { eventQuery } from "./event-query";
import type { VersionRow } from "./list-rows";

/** Pure: which versions and events the list shows. */

export const causeKinds = ["yours", "before", "automatic", "kept", "first"] as const;
export type CauseKind = (typeof causeKinds)[number];

export const timeRanges = ["today", "yesterday", "week", "month", "timeline"] as const;
export type TimeRange = (typeof timeRanges)[number];

export interface VersionFilter {
  readonly text: string;
  readonly branchId: string | null;
  readonly cause: CauseKind | null;
  /** What happened; `versions`: none of it. */
  readonly topic: EventTopic | "versions" | null;
  /** Who did it, by name. Versions are nobody's. */
  readonly who: string | null;
  readonly range: TimeRange | null;
  readonly pinnedOnly: boolean;
}

export const noFilter: VersionFilter = {
  text: "",
  branchId: null,
  cause: null,
  topic: null,
  who: null,
  range: null,
  pinnedOnly: false,
};

export function isFiltering(filter: VersionFilter): boolean {
  return Object.entries(noFilter).some(([name, value]) => filter[name as keyof VersionFilter] !== value);
}

export function causeKindOf(cause: Cause): CauseKind {
  switch (cause.kind) {
    case "created":
    case "brought":
      return "first";
    case "manual":
      return "yours";
    case "before":
    case "risk":
      return "before";
    case "set-aside":
      return "kept";
    case "branch-start":
    case "moment":
    case "automatic":
      return "automatic";
  }
}

/** `shown` is the stretch the timeline shows. Every word of the text has to be found. */
export function filtered(
  rows: readonly VersionRow[],
  filter: VersionFilter,
  now: number,
  shown: Span | null,
): readonly VersionRow[] {
  if (filter.who !== null || isEventTopic(filter.topic)) return [];
  const wanted = termsOf(filter.text);
  const span = filter.range === null ? null : rangeOf(filter.range, now, shown);
  return rows.filter((row) => {
    const { version } = row;
    if (filter.branchId !== null && version.branchId !== filter.branchId) return false;
    if (filter.cause !== null && causeKindOf(version.cause) !== filter.cause) return false;
    if (filter.pinnedOnly && !version.pinned && version.label === null) return false;
    if (span !== null) {
      const at = Date.parse(version.at);
      if (at < span.from || at >= span.to) return false;
    }
    return wanted.length === 0 || includesAll(wordsOf(row, now), wanted);
  });
}

const isEventTopic = (topic: VersionFilter["topic"]) => topic !== null && topic !== "versions";

/** What the host is asked for; null where no events are wanted: who looks for versions of a kind has no use for them. */
export function eventFilterOf(
  siteId: string,
  filter: VersionFilter,
  now: number,
  shown: Span | null,
): EventFilter | null {
  if (filter.pinnedOnly || filter.cause !== null || filter.topic === "versions") return null;
  const asked = eventQuery(filter.text, now);
  const chosen = filter.range === null ? null : rangeOf(filter.range, now, shown);
  const from = Math.max(chosen?.from ?? 0, asked.span?.from ?? 0);
  const to = Math.min(chosen?.to ?? Number.POSITIVE_INFINITY, asked.span?.to ?? Number.POSITIVE_INFINITY);
  const ofQuestion = EventTopic.options.filter((topic) =>
    asked.kinds?.some((kind) => (eventTopics[topic] as readonly string[]).includes(kind)),
  );
  return {
    siteId,
    text: asked.text.slice(0, 200),
    branchId: filter.branchId,
    topics: isEventTopic(filter.topic) && filter.topic !== null ? [filter.topic] : ofQuestion,
    who: filter.who,
    from: from === 0 ? null : new Date(from).toISOString(),
    // What is still to come is not left out: a stretch that ends later has no end, and stays the same question.
    to: to < now ? new Date(to - 1).toISOString() : null,
  };
}

/** What has to be found, in lower case: "yesterday before lunch" is a day and a part of it. */
export function termsOf(text: string): readonly string[] {
  let plain = text.trim().toLocaleLowerCase().replaceAll(/\s+/g, " ");
  for (const [phrase, meaning] of Object.entries(words.site.versionList.phrases)) {
    plain = plain.replaceAll(phrase, meaning);
  }
  return plain.split(" ").filter(Boolean);
}

function includesAll(text: string, wanted: readonly string[]): boolean {
  return wanted.every((word) => text.includes(word));
}

function rangeOf(range: TimeRange, now: number, shown: Span | null): Span | null {
  const midnight = new Date(now).setHours(0, 0, 0, 0);
  const before = (days: number) => {
    const date = new Date(midnight);
    return date.setDate(date.getDate() - days);
  };
  switch (range) {
    case "today":
      return { from: midnight, to: now + DAY };
    case "yesterday":
      return { from: before(1), to: midnight };
    case "week":
      return { from: before(6), to: now + DAY };
    case "month":
      return { from: before(29), to: now + DAY };
    case "timeline":
      return shown;
  }
}

const known = new WeakMap<VersionRow, { readonly day: string; readonly text: string }>();

/** All a version can be found by: what it is called, why it was taken, where, and when in words. */
function wordsOf(row: VersionRow, now: number): string {
  const today = new Date(now).toDateString();
  const before = known.get(row);
  if (before?.day === today) return before.text;
  const { version } = row;
  const { panel, versionList } = words.site;
  const heading = dayHeading(version.at, now);
  const text = [
    row.title,
    causeWords(version.cause),
    row.branch,
    version.pinned ? panel.pinned : "",
    version.label === null ? "" : panel.named,
    row.aside ? panel.aside : "",
    heading.name,
    heading.date,
    dayName(version.at, now),
    clock(version.at),
    versionList.partOfDay(new Date(version.at).getHours()),
  ]
    .join(" ")
    .toLocaleLowerCase();
  known.set(row, { day: today, text });
  return text;
}
