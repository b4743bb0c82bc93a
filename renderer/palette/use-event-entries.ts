import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { SiteEvent } from "../../shared/model/event";
import type { SiteDetail } from "../../shared/model/views";
import { deeds } from "../actions/do";
import { api } from "../api/client";
import { iconOf } from "../site/event-icon";
import { eventQuery } from "../site/event-query";
import { useSettled } from "../ui/use-settled";
import type { Entry } from "./entry";
import { askedEvents, eventEntries, eventsAsked, fitting } from "./events";

const none: readonly Entry[] = [];
/** Long enough that not every letter is a question. Milliseconds. */
const pause = 120;

const icon = (event: SiteEvent) => ({ kind: "icon", icon: iconOf(event) }) as const;

/** What happened on the site in view and fits what was typed: asked of the host, so it comes a moment later. */
export function useEventEntries(
  typed: string,
  detail: SiteDetail | null,
  free: boolean,
  now: number,
): readonly Entry[] {
  const settled = useSettled(typed, pause);
  const asked = eventsAsked(settled, detail?.site.id ?? null, now);
  const options = api.recording.events.queryOptions({
    input: { ...(asked ?? { siteId: detail?.site.id ?? "" }), most: askedEvents },
  });
  const found = useQuery({ ...options, enabled: asked !== null }).data;
  return useMemo(() => {
    if (found === undefined || detail === null || settled !== typed) return none;
    return eventEntries(fitting(found.events, eventQuery(settled, now)), detail, icon, free, now, deeds);
  }, [found, detail, settled, typed, free, now]);
}
