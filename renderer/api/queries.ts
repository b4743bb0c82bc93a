import { useQuery } from "@tanstack/react-query";
import type { Operation } from "../../shared/model/operation";
import { api } from "./client";

const none: readonly Operation[] = [];

export const useHealth = () => useQuery(api.system.health.queryOptions());
export const useSites = () => useQuery(api.sites.list.queryOptions());
export const useTrash = () => useQuery(api.sites.trash.queryOptions());
export const useSite = (siteId: string) => useQuery(api.sites.get.queryOptions({ input: { siteId } }));
export const useChoices = (enabled = true) => useQuery(api.system.choices.queryOptions({ enabled }));
export const useSettings = () => useQuery(api.settings.get.queryOptions());
export const useUpdate = () => useQuery(api.updates.state.queryOptions());
export const usePlace = () => useQuery(api.settings.place.queryOptions());
export const usePlatform = () => useQuery(api.system.platform.queryOptions());

/** All that are under way and those that ended in the last day, newest first; kept true by the host's events. */
export function useOperations(): readonly Operation[] {
  return useQuery(api.operations.list.queryOptions()).data ?? none;
}
