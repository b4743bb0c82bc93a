import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { StoreApi } from "zustand/vanilla";
import type { ActivityView, MomentView } from "../../shared/model/recording";
import { type ActivityTile, activityTile, overviewTile } from "../../shared/timeline/activity-tile";
import type { Span } from "../../shared/timeline/span";
import { api } from "./client";

/** While the view moves, a new stretch is asked for this often at most. Milliseconds. */
const pace = 500;
/** Of a stretch the heaviest events; more would not fit on a screen. */
const mostEvents = 600;
/** Answers for stretches that nobody looks at any more are let go after this long. */
const kept = 60_000;

/**
 * What happened around the view, for drawing: the last answer there is, however far the view has moved meanwhile.
 * Undefined until the first one is there.
 */
export function useActivity(
  siteId: string,
  store: Pick<StoreApi<{ readonly span: Span | null }>, "getState" | "subscribe">,
): ActivityView | undefined {
  const tile = useTile(store);
  const options = api.recording.activity.queryOptions({
    input: { siteId, ...(tile ?? { from: 0, to: 1, buckets: 1 }), most: mostEvents },
  });
  return useQuery({
    ...options,
    enabled: tile !== null,
    placeholderData: (before, query) =>
      // Another site's would be drawn over this one's lanes.
      query?.queryKey !== undefined && JSON.stringify(query.queryKey).includes(siteId) ? keepPreviousData(before) : undefined,
    structuralSharing: false,
    gcTime: kept,
  }).data;
}

/** Density over the whole history. */
export function useOverviewActivity(siteId: string, span: Span): ActivityView | undefined {
  const tile = overviewTile(span);
  const options = api.recording.activity.queryOptions({ input: { siteId, ...tile, most: 0 } });
  return useQuery({ ...options, placeholderData: keepPreviousData, structuralSharing: false, gcTime: kept }).data;
}

/** The tile of the view: at once when it stood still, then every now and again, and the last one for certain. */
function useTile(
  store: Pick<StoreApi<{ readonly span: Span | null }>, "getState" | "subscribe">,
): ActivityTile | null {
  const [tile, setTile] = useState<ActivityTile | null>(null);
  useEffect(() => {
    let last = Number.NEGATIVE_INFINITY;
    let timer: ReturnType<typeof setTimeout> | null = null;
    const see = () => {
      timer = null;
      const { span } = store.getState();
      if (span === null) return;
      const next = activityTile(span);
      setTile((known) => {
        if (known !== null && known.from === next.from && known.to === next.to) return known;
        last = performance.now();
        return next;
      });
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

/** What going to a second of a branch would mean; null asks for nothing. */
export function useMoment(asked: { readonly branchId: string; readonly at: number } | null): MomentView | undefined {
  const settled = useSettled(asked, 140);
  const options = api.recording.moment.queryOptions({
    input: {
      kind: "second",
      branchId: settled?.branchId ?? "",
      laneId: null,
      at: new Date(settled?.at ?? 0).toISOString(),
    },
  });
  const { data } = useQuery({ ...options, enabled: settled !== null, gcTime: kept, retry: false });
  const isFor = data !== undefined && asked !== null && Date.parse(data.at) === asked.at;
  return isFor && data.branchId === asked.branchId ? data : undefined;
}

/** A value once it has stood still for so many milliseconds. */
function useSettled<T extends { readonly branchId: string; readonly at: number }>(value: T | null, rest: number): T | null {
  const [settled, setSettled] = useState<T | null>(null);
  const key = value === null ? null : `${value.branchId} ${value.at}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says whether it is another one
  useEffect(() => {
    if (value === null) return setSettled(null);
    const timer = setTimeout(() => setSettled(value), rest);
    return () => clearTimeout(timer);
  }, [key, rest]);
  return settled;
}
