import type { SiteEvent } from "../model/event";
import type { BadTime } from "../model/recording";
import type { History } from "./history";
import { isOnLine } from "./lane-course";

/** An event where it is drawn. */
export interface PlacedEvent {
  readonly event: SiteEvent;
  readonly at: number;
  /** Index of the row's set-aside stretch, -1 on the line. */
  readonly aside: number;
}

export interface PlacedBadTime {
  readonly bad: BadTime;
  readonly from: number;
  /** Where its lane was left at the latest. Null: it goes on. */
  readonly to: number | null;
  readonly aside: number;
}

export interface RowEvents {
  /** By time. */
  readonly events: readonly PlacedEvent[];
  readonly bad: readonly PlacedBadTime[];
}

/** Events and bad times onto the rows that show them; by row of the history. Those of branches that have no row are left out. */
export function rowEvents(
  history: History,
  events: readonly SiteEvent[],
  bad: readonly BadTime[],
): readonly RowEvents[] {
  const rows = history.rows.map(() => ({ events: [] as PlacedEvent[], bad: [] as PlacedBadTime[] }));
  const rowOfLane = new Map(
    history.rows.flatMap((row, index) => row.branch.lanes.map(({ id }) => [id, index] as const)),
  );
  const asideOf = (row: number, laneId: string, at: number) => {
    const course = history.rows[row];
    if (course === undefined || isOnLine(course, laneId, at)) return -1;
    return course.asideOf.get(laneId) ?? -1;
  };
  for (const event of events) {
    const row = rowOfLane.get(event.laneId);
    const at = Date.parse(event.at);
    if (row !== undefined) rows[row]?.events.push({ event, at, aside: asideOf(row, event.laneId, at) });
  }
  for (const one of bad) {
    const row = rowOfLane.get(one.laneId);
    const from = Date.parse(one.from);
    const lanes = history.rows[row ?? -1]?.branch.lanes ?? [];
    const next = lanes[lanes.findIndex(({ id }) => id === one.laneId) + 1];
    // Nobody sees a page become well again on a lane that a rewind left; it is drawn up to where the next one opens.
    const ends = [one.to, next?.openedAt].flatMap((end) => (end == null ? [] : [Date.parse(end)]));
    const to = ends.length === 0 ? null : Math.min(...ends);
    if (row !== undefined) rows[row]?.bad.push({ bad: one, from, to, aside: asideOf(row, one.laneId, from + 1) });
  }
  for (const row of rows) row.events.sort((a, b) => a.at - b.at);
  return rows;
}

/** Events near each other in a row: one icon, that of the weightiest, and a count. */
export interface EventGroup {
  /** Of its first event, in pixels. */
  readonly x: number;
  /** 0 above the line, 1 below what was set aside. */
  readonly level: 0 | 1;
  /** First and last of the row's events in it; those in between that are on the other level are not. */
  readonly events: readonly PlacedEvent[];
  readonly top: PlacedEvent;
}

/** In pixels: closer events share an icon. From an hour on there is less room for what each says. */
const nearCell = 22;
const farCell = 30;
/** A count takes room itself. */
const countWidth = 14;
const figureWidth = 6;

/**
 * Groups a row's events at a zoom. All there are take part, not only those in view, so that groups stay what they are while
 * the view moves over them. `isShown`: events of a folded stretch stand on the line.
 */
export function groupEvents(
  events: readonly PlacedEvent[],
  xOf: (at: number) => number,
  near: boolean,
  isShown: (aside: number) => boolean,
): readonly EventGroup[] {
  const cell = near ? nearCell : farCell;
  const groups: { x: number; level: 0 | 1; events: PlacedEvent[]; top: PlacedEvent }[] = [];
  const last: [(typeof groups)[number] | undefined, (typeof groups)[number] | undefined] = [undefined, undefined];
  for (const placed of events) {
    const level = placed.aside !== -1 && isShown(placed.aside) ? 1 : 0;
    const x = xOf(placed.at);
    const group = last[level];
    const count = group?.events.length ?? 0;
    if (group !== undefined && x - group.x < cell + (count > 1 ? countWidth : 0) + (count > 8 ? figureWidth : 0)) {
      group.events.push(placed);
      if (placed.event.weight > group.top.event.weight) group.top = placed;
      continue;
    }
    const made = { x, level, events: [placed], top: placed } as const;
    groups.push((last[level] = { ...made, events: [placed] }));
  }
  return groups;
}

/** The event before or after an instant on a row; `from` is the one to go on from, where several are at one instant. */
export function eventBeside(
  events: readonly PlacedEvent[],
  at: number,
  from: string | null,
  by: -1 | 1,
): PlacedEvent | null {
  const index = from === null ? -1 : events.findIndex(({ event }) => event.id === from);
  if (index !== -1) return events[index + by] ?? null;
  return (by === 1 ? events.find((one) => one.at > at) : events.findLast((one) => one.at < at)) ?? null;
}
