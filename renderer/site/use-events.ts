import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { SiteEvent } from "../../shared/model/event";
import type { EventFilter } from "../../shared/model/recording";
import { api } from "../api/client";

/** Enough for some screens; who scrolls on gets more at once. */
const firstPage = 200;
const nextPage = 500;

export interface ListedEvents {
  /** Newest first, as far as they have come. */
  readonly events: readonly SiteEvent[];
  /** How many there are in all. */
  readonly total: number;
  /** Everybody who ever did something on the site. */
  readonly people: readonly string[];
  /** There are older ones. */
  readonly more: boolean;
  /** Nothing is known yet: what is shown would be moved by what comes. */
  readonly waiting: boolean;
  readonly failed: boolean;
  next(): void;
}

const nobody: readonly string[] = [];
const none: readonly SiteEvent[] = [];

/** What happened, page by page. While another search is under way, what the last one found stays. Null asks for nothing. */
export function useEvents(siteId: string, filter: EventFilter | null): ListedEvents {
  const asked = filter ?? emptyFilter(siteId);
  const query = useInfiniteQuery(
    api.recording.events.infiniteOptions({
      input: (after: string | null) => ({ ...asked, after, most: after === null ? firstPage : nextPage }),
      initialPageParam: null,
      getNextPageParam: (last) => last.next,
      enabled: filter !== null,
      placeholderData: keepPreviousData,
    }),
  );
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  const events = useMemo(() => data?.pages.flatMap((page) => page.events) ?? none, [data]);
  const off = filter === null;
  return {
    events: off ? none : events,
    total: off ? 0 : (data?.pages[0]?.total ?? 0),
    people: data?.pages[0]?.people ?? nobody,
    more: !off && hasNextPage,
    waiting: !off && query.isPending,
    failed: !off && (query.isError || query.isFetchNextPageError),
    next: () => {
      if (!isFetchingNextPage) void fetchNextPage();
    },
  };
}

function emptyFilter(siteId: string): EventFilter {
  return { siteId, text: "", branchId: null, topics: [], who: null, from: null, to: null };
}
