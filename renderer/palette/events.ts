import { Eye, RotateCcw } from "lucide-react";
import type { SiteEvent } from "../../shared/model/event";
import type { EventFilter } from "../../shared/model/recording";
import type { SiteDetail } from "../../shared/model/views";
import type { Deeds } from "../actions/deeds";
import { rewindable } from "../actions/version-actions";
import { type EventQuery, eventQuery } from "../site/event-query";
import { eventTitle, eventWho } from "../site/event-text";
import { words } from "../words";
import { timeWords } from "./entries";
import type { Entry } from "./entry";

/** Pure: what happened on the site in view, as lines of the palette. */

/** So few letters would be found everywhere. */
const leastLetters = 3;
/** The host looks by words, not by kinds: of so many the newest that fit are shown. */
export const askedEvents = 60;
const shownEvents = 6;

/** What to ask the host; null where the words say too little. */
export function eventsAsked(typed: string, siteId: string | null, now: number): EventFilter | null {
  const asked = eventQuery(typed, now);
  if (siteId === null || typed.trim().length < leastLetters) return null;
  if (asked.text === "" && asked.kinds === null) return null;
  return {
    siteId,
    text: asked.text.slice(0, 200),
    branchId: null,
    topics: [],
    who: null,
    from: asked.span === null ? null : new Date(asked.span.from).toISOString(),
    to: asked.span === null ? null : new Date(asked.span.to - 1).toISOString(),
  };
}

export function fitting(events: readonly SiteEvent[], { kinds }: EventQuery): readonly SiteEvent[] {
  return events.filter(({ kind }) => kinds === null || kinds.includes(kind)).slice(0, shownEvents);
}

export function eventEntries(
  events: readonly SiteEvent[],
  detail: SiteDetail,
  icon: (event: SiteEvent) => Entry["icon"],
  free: boolean,
  now: number,
  deeds: Deeds,
): readonly Entry[] {
  const siteId = detail.site.id;
  return events.map((event) => {
    const when = timeWords(event.at, now);
    const target = { kind: "before-event", eventId: event.id } as const;
    return {
      key: `event.${event.id}`,
      group: "events",
      icon: icon(event),
      text: eventTitle(event),
      note: `${eventWho(event)}, ${when}`,
      also: "",
      run: () => deeds.go({ kind: "site", siteId, view: "list", versionId: null, eventId: event.id }),
      other: { kind: "peek", run: () => deeds.peekAtMoment(target) },
      follow: () =>
        free
          ? [
              {
                key: `event.rewind.${event.id}`,
                group: "do",
                icon: { kind: "icon", icon: RotateCcw },
                text: words.palette.rewindBefore,
                note: when,
                also: "",
                run: () => deeds.rewindToMoment(rewindable(detail, event.branchId), target),
              },
              {
                key: `event.peek.${event.id}`,
                group: "do",
                icon: { kind: "icon", icon: Eye },
                text: words.palette.peekBefore,
                note: when,
                also: "",
                run: () => deeds.peekAtMoment(target),
              },
            ]
          : [],
    };
  });
}
