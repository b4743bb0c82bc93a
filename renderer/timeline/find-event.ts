import { type EventKind, eventTopics, type SiteEvent } from "../../shared/model/event";
import { client } from "../api/client";
import { eventQuery } from "../site/event-query";
import { timelineWords, words } from "../words";

/** Of a kind there may be many more than of a name: so many are looked through. */
const mostLooked = 200;

/**
 * The last thing that happened that somebody means by "before the WooCommerce update" or "when Yoast was updated". Null
 * where nothing fits, or nothing was asked for.
 */
export async function findEvent(siteId: string, asked: string, now: number): Promise<SiteEvent | null> {
  const { text, kinds, span } = eventQuery(asQuestion(asked), now);
  if (text === "" && kinds === null && span === null) return null;
  const page = await client.recording.events({
    siteId,
    text,
    topics: topicsOf(kinds ?? []),
    from: span === null ? null : new Date(span.from).toISOString(),
    to: span === null ? null : new Date(span.to).toISOString(),
    most: kinds === null ? 1 : mostLooked,
  });
  return page.events.find(({ kind }) => kinds === null || kinds.includes(kind)) ?? null;
}

/** "before the WooCommerce update" asks when that was. */
function asQuestion(asked: string): string {
  const leading = timelineWords.goToLeading.split(" ");
  const said = asked.trim().toLocaleLowerCase().split(/\s+/);
  const from = said.findIndex((word) => !leading.includes(word));
  const [when = ""] = words.recording.asking.questions.split(" ");
  return from === -1 ? "" : [when, ...said.slice(from)].join(" ");
}

function topicsOf(kinds: readonly EventKind[]): string[] {
  return Object.entries(eventTopics)
    .filter(([, of]) => of.some((kind) => kinds.includes(kind)))
    .map(([topic]) => topic);
}
