import { useMemo } from "react";
import type { SiteEvent } from "../../shared/model/event";
import type { ActivityView, Reach } from "../../shared/model/recording";
import type { History } from "../../shared/timeline/history";
import { type Reachable, reachable } from "../../shared/timeline/reach";
import { type RowEvents, rowEvents } from "../../shared/timeline/row-events";
import { type RowBins, rowBins } from "../../shared/timeline/tide";

/** What happened, laid onto the rows of a history: made once for each answer of the host. */
export interface ActivityDrawing {
  readonly from: number;
  readonly bucket: number;
  readonly size: number;
  /** By row. */
  readonly bins: readonly RowBins[];
  readonly rows: readonly RowEvents[];
  /** There are more events than came: a count is the least there are. */
  readonly more: boolean;
}

/** `chosen` is drawn even where it is not among the heaviest. */
export function activityDrawing(
  activity: ActivityView,
  history: History,
  chosen: SiteEvent | null = null,
): ActivityDrawing {
  const missing = chosen !== null && !activity.events.some(({ id }) => id === chosen.id);
  return {
    from: activity.from,
    bucket: activity.bucket,
    size: Math.ceil((activity.to - activity.from) / activity.bucket),
    bins: rowBins(activity, history),
    rows: rowEvents(history, missing ? [...activity.events, chosen] : activity.events, activity.bad),
    more: activity.total > activity.events.length,
  };
}

export function useActivityDrawing(
  activity: ActivityView | undefined,
  history: History,
  chosen: SiteEvent | null = null,
): ActivityDrawing | null {
  return useMemo(
    () => (activity === undefined ? null : activityDrawing(activity, history, chosen)),
    [activity, history, chosen],
  );
}

export function useReachable(history: History, reach: readonly Reach[]): Reachable {
  return useMemo(() => reachable(history, reach), [history, reach]);
}
