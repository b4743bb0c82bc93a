import { create } from "zustand";
import { noFilter, type VersionFilter } from "./list-filter";
import type { ListOrder } from "./list-rows";

interface ListState {
  readonly filter: VersionFilter;
  readonly order: ListOrder;
}

const first: ListState = { filter: noFilter, order: "newest" };

/** What each site's list was left with, so that it is the same after a look at the timeline. */
const useLists = create<Readonly<Record<string, ListState>>>(() => ({}));

export function useListState(siteId: string): readonly [ListState, (change: Partial<ListState>) => void] {
  const state = useLists((lists) => lists[siteId] ?? first);
  const change = (part: Partial<ListState>) =>
    useLists.setState((lists) => ({ [siteId]: { ...first, ...lists[siteId], ...part } }));
  return [state, change];
}
