import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useStore } from "zustand";
import type { Health, SiteDetail } from "../../shared/model/views";
import { api, queryClient } from "../api/client";
import { useHealth, useOperations } from "../api/queries";
import { parseRoute, type Route, useRoute } from "../app/router";
import { useTheme } from "../app/theme";
import { isBlocking } from "../health/blocking";
import { type Chosen, chosenOn } from "../timeline/chosen";
import { timelineView } from "../timeline/view";
import type { Action } from "./action";
import { deeds } from "./do";
import { actionsAt, type Place, placeOf, siteIdOf } from "./place";

/** Where the person is, kept true while it changes. */
export function usePlace(): Place {
  const route = useRoute();
  const siteId = siteIdOf(route);
  const options = api.sites.get.queryOptions({ input: { siteId: siteId ?? "" } });
  const detail = useQuery({ ...options, enabled: siteId !== null }).data ?? null;
  const operations = useOperations();
  const theme = useTheme((state) => state.choice);
  const able = isAble(useHealth().data);
  const { store } = timelineView(siteId ?? "");
  const moment = useStore(store, (state) => state.moment);
  const momentBranch = useStore(store, (state) => state.momentBranch);
  const event = useStore(store, (state) => state.event);
  return useMemo(() => {
    const chosen = chosenAt(route, detail, { moment, momentBranch, event });
    return placeOf(route, detail, operations, theme, able, chosen);
  }, [route, detail, operations, theme, able, moment, momentBranch, event]);
}

/** What can be done at this instant, from what is known already: for a key, which can't wait for a render. */
export function actionsNow(): readonly Action[] {
  const route = parseRoute(window.location.hash);
  const siteId = siteIdOf(route);
  const detail =
    siteId === null ? undefined : queryClient.getQueryData<SiteDetail>(api.sites.get.queryKey({ input: { siteId } }));
  const operations = queryClient.getQueryData(api.operations.list.queryKey()) ?? [];
  const able = isAble(queryClient.getQueryData(api.system.health.queryKey()));
  const chosen = chosenAt(route, detail ?? null, timelineView(siteId ?? "").store.getState());
  return actionsAt(placeOf(route, detail ?? null, operations, useTheme.getState().choice, able, chosen), deeds);
}

/** Only the timeline shows a moment; an event whose panel is open is chosen in the list, too. */
function chosenAt(route: Route, detail: SiteDetail | null, state: Parameters<typeof chosenOn>[1]): Chosen | null {
  if (route.kind !== "site" || detail === null) return null;
  const { eventId } = route;
  const event =
    eventId === undefined ? undefined : queryClient.getQueryData(api.recording.event.queryKey({ input: { eventId } }));
  if (event !== undefined) return chosenOn(detail, { moment: null, momentBranch: null, event }, null);
  if (route.view !== "timeline") return null;
  return chosenOn(detail, state, route.versionId);
}

function isAble(health: Health | undefined): boolean {
  return health?.problem == null || !isBlocking(health.problem.code);
}
