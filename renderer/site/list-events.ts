import type { SiteEvent } from "../../shared/model/event";
import { dayHeading } from "../ui/time";
import type { ListRow, VersionRow } from "./list-rows";

/** Pure: versions and what happened between them as one list, and where its rows lie. */

export interface EventRow {
  readonly kind: "event";
  readonly key: string;
  readonly event: SiteEvent;
}

/** Below it stand versions only: what happened between them has not come yet. */
export interface MoreRow {
  readonly kind: "more";
  readonly key: "more";
}

export type HistoryRow = ListRow | EventRow | MoreRow;

export const heights = { version: 34, event: 27, day: 30, more: 27 } as const satisfies Record<
  HistoryRow["kind"],
  number
>;

/**
 * Newest first, by days. Of the same instant, what happened stands above the version: a version is taken just before.
 * `more`: older events are there, and have not come yet.
 */
export function history(
  versions: readonly VersionRow[],
  events: readonly SiteEvent[],
  more: boolean,
  now: number,
): readonly HistoryRow[] {
  const rows: HistoryRow[] = [];
  let day = "";
  let dayStarts = 0;
  const open = (at: string) => {
    const ms = Date.parse(at);
    // Thousands of rows share a day: its name is made once.
    if (day !== "" && ms >= dayStarts) return;
    const heading = dayHeading(ms, now);
    if (heading.key !== day) rows.push({ kind: "day", ...heading });
    day = heading.key;
    dayStarts = new Date(ms).setHours(0, 0, 0, 0);
  };
  let version = 0;
  let event = 0;
  while (version < versions.length || event < events.length) {
    const nextVersion = versions[version];
    const nextEvent = events[event];
    if (nextEvent !== undefined && (nextVersion === undefined || nextEvent.at >= nextVersion.version.at)) {
      open(nextEvent.at);
      rows.push({ kind: "event", key: nextEvent.id, event: nextEvent });
      event++;
      if (more && event === events.length) rows.push({ kind: "more", key: "more" });
    } else if (nextVersion !== undefined) {
      open(nextVersion.version.at);
      rows.push(nextVersion);
      version++;
    }
  }
  return rows;
}

/** Pixels from the top of the list to each row, and after the last one to its end. */
export function offsetsOf(rows: readonly HistoryRow[]): Float64Array {
  const offsets = new Float64Array(rows.length + 1);
  for (const [index, row] of rows.entries()) offsets[index + 1] = (offsets[index] ?? 0) + heights[row.kind];
  return offsets;
}

/** The row at a place, by halving. */
export function rowAt(offsets: Float64Array, top: number): number {
  let low = 0;
  let high = offsets.length - 2;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((offsets[middle] ?? 0) <= top) low = middle;
    else high = middle - 1;
  }
  return low;
}

/**
 * Where the list has to be scrolled to, so that what stands at the top of its window stays there while rows come and go
 * elsewhere. At the very top it stays at the top: there one looks at what is new.
 */
export function steady(before: readonly HistoryRow[], after: readonly HistoryRow[], top: number): number {
  if (top <= 0 || before.length === 0) return top;
  const offsets = offsetsOf(before);
  const places = new Map<string, number>();
  const next = offsetsOf(after);
  for (const [index, row] of after.entries()) places.set(row.key, next[index] ?? 0);
  for (let index = rowAt(offsets, top); index < before.length; index++) {
    const row = before[index];
    // The line that says more is to come moves on: nothing to hold on to.
    const place = row === undefined || row.kind === "more" ? undefined : places.get(row.key);
    if (place !== undefined) return Math.max(0, top + place - (offsets[index] ?? 0));
  }
  return top;
}
