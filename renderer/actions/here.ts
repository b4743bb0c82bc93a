import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { Health, SiteDetail } from "../../shared/model/views";
import { api, queryClient } from "../api/client";
import { useHealth, useOperations } from "../api/queries";
import { parseRoute, useRoute } from "../app/router";
import { useTheme } from "../app/theme";
import { isBlocking } from "../health/blocking";
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
  return useMemo(() => placeOf(route, detail, operations, theme, able), [route, detail, operations, theme, able]);
}

/** What can be done at this instant, from what is known already: for a key, which can't wait for a render. */
export function actionsNow(): readonly Action[] {
  const route = parseRoute(window.location.hash);
  const siteId = siteIdOf(route);
  const detail =
    siteId === null ? undefined : queryClient.getQueryData<SiteDetail>(api.sites.get.queryKey({ input: { siteId } }));
  const operations = queryClient.getQueryData(api.operations.list.queryKey()) ?? [];
  const able = isAble(queryClient.getQueryData(api.system.health.queryKey()));
  return actionsAt(placeOf(route, detail ?? null, operations, useTheme.getState().choice, able), deeds);
}

function isAble(health: Health | undefined): boolean {
  return health?.problem == null || !isBlocking(health.problem.code);
}
