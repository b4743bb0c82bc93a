import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useStore } from "zustand";
import type { StoreApi } from "zustand/vanilla";
import type { SiteEvent } from "../../shared/model/event";
import type { ActivityView, MomentView } from "../../shared/model/recording";
import { type ActivityTile, activityTile, overviewTile } from "../../shared/timeline/activity-tile";
import type { Span } from "../../shared/timeline/span";
import { api } from "./client";

/** While the view moves, a new stretch is asked for this often at most. Milliseconds. */
const pace = 500;
/** Of a stretch the heaviest events; more would not fit on a screen. */
const mostEvents = 400;
/** Answers for stretches that nobody looks at any more are let go after this long. */
const kept = 60_000;

type ViewStore = Pick<StoreApi<{ readonly span: Span | null }>, "getState" | "getInitialState" | "subscribe">;

export interface AroundView {
  /** The last answer there is, however far the view has moved meanwhile; undefined until the first one is there. */
  readonly activity: ActivityView | undefined;
  /** A better one is on its way. */
  readonly waiting: boolean;
}

/** What happened around the view, for drawing. */
export function useActivity(siteId: string, store: ViewStore): AroundView {
  const tile = useTile(store);
  const wanted = useStore(store, ({ span }) => (span === null ? null : activityTile(span).from));
  const options = api.recording.activity.queryOptions({
    input: { siteId, ...(tile ?? { from: 0, to: 1, buckets: 1 }), most: mostEvents },
  });
  const query = useQuery({
    ...options,
    enabled: tile !== null,
    placeholderData: keepPreviousData,
    structuralSharing: false,
    gcTime: kept,
  });
  const waiting = !query.isError && (query.data === undefined || query.isPlaceholderData || tile?.from !== wanted);
  return { activity: query.data, waiting };
}

/** Density over the whole history. */
export function useOverviewActivity(siteId: string, span: Span): ActivityView | undefined {
  const tile = overviewTile(span);
  const options = api.recording.activity.queryOptions({ input: { siteId, ...tile, most: 0 } });
  return useQuery({ ...options, placeholderData: keepPreviousData, structuralSharing: false, gcTime: kept }).data;
}

/** The tile of the view: at once when it stood still, then every now and again, and the last one for certain. */
function useTile(store: ViewStore): ActivityTile | null {
  const [tile, setTile] = useState<ActivityTile | null>(null);
  useEffect(() => {
    let current: ActivityTile | null = null;
    let last = Number.NEGATIVE_INFINITY;
    let timer: ReturnType<typeof setTimeout> | null = null;
    const see = () => {
      timer = null;
      const { span } = store.getState();
      const next = span === null ? null : activityTile(span);
      if (next === null || (current?.from === next.from && current.to === next.to)) return;
      last = performance.now();
      current = next;
      setTile(next);
    };
    const follow = () => {
      if (timer !== null) return;
      const wait = last + pace - performance.now();
      if (wait <= 0) see();
      else timer = setTimeout(see, wait);
    };
    follow();
    const unsubscribe = store.subscribe(follow);
    return () => {
      unsubscribe();
      if (timer !== null) clearTimeout(timer);
    };
  }, [store]);
  return tile;
}

/** Something that happened, by its id; null asks for nothing. */
export function useEvent(eventId: string | null): SiteEvent | undefined {
  const options = api.recording.event.queryOptions({ input: { eventId: eventId ?? "" } });
  return useQuery({ ...options, enabled: eventId !== null, retry: false }).data;
}

/** How long a moment has to stand still before the host is asked about it. Milliseconds. */
const rest = 140;

/** What going to a second of a branch would mean, once it has stood still; null asks for nothing. */
export function useMoment(asked: { readonly branchId: string; readonly at: number } | null): MomentView | undefined {
  const [branchId, at] = [asked?.branchId ?? null, asked?.at ?? null];
  const [settled, setSettled] = useState<{ readonly branchId: string; readonly at: number } | null>(null);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(branchId === null || at === null ? null : { branchId, at }), rest);
    return () => clearTimeout(timer);
  }, [branchId, at]);
  const instant = new Date(settled?.at ?? 0).toISOString();
  const options = api.recording.moment.queryOptions({
    input: { kind: "second", branchId: settled?.branchId ?? "", laneId: null, at: instant },
  });
  const { data } = useQuery({ ...options, enabled: settled !== null, gcTime: kept, retry: false });
  const isIt = settled !== null && settled.branchId === branchId && settled.at === at;
  return isIt ? data : undefined;
}
