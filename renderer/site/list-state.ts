import { create } from "zustand";
import { noFilter, type VersionFilter } from "./list-filter";
import type { ListOrder } from "./list-rows";

interface ListState {
  readonly filter: VersionFilter;
  readonly order: ListOrder;
  /** What it shows, in words; empty before it knows. */
  readonly count: string;
}

const first: ListState = { filter: noFilter, order: "newest", count: "" };

/** What each site's list was left with, so that it is the same after a look at the timeline. */
const useLists = create<Readonly<Record<string, ListState>>>(() => ({}));

export function useListState(siteId: string): readonly [ListState, (change: Partial<ListState>) => void] {
  const state = useLists((lists) => lists[siteId] ?? first);
  return [state, (part) => changeList(siteId, part)];
}

export function changeList(siteId: string, part: Partial<ListState>): void {
  useLists.setState((lists) => ({ [siteId]: { ...first, ...lists[siteId], ...part } }));
}
