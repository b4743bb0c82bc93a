import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, useCallback, useDeferredValue, useEffect, useLayoutEffect, useMemo, useRef } from "react";
import type { SiteDetail } from "../../shared/model/views";
import { useTimelineView } from "../timeline/view";
import { useNow } from "../ui/now";
import { words } from "../words";
import { EventListRow, MoreRowLine } from "./event-row";
import { type HistoryRow, heights, history, steady } from "./list-events";
import { eventFilterOf, filtered } from "./list-filter";
import { ListFilters } from "./list-filters";
import { ListHead } from "./list-head";
import { DayRow, VersionListRow } from "./list-row";
import { largestFirst, listedVersions } from "./list-rows";
import { ListSkeleton } from "./list-skeleton";
import { changeList, useListState } from "./list-state";
import { useEvents } from "./use-events";
import type { VersionActions } from "./version-actions";

const noRows: readonly HistoryRow[] = [];
const page = 12;
/** So many rows before the known events end, older ones are asked for. */
const ahead = 60;

interface VersionListProps {
  readonly detail: SiteDetail;
  /** A version's or an event's id. */
  readonly selected: string | null;
  readonly actions: VersionActions;
  onSelect(versionId: string | null): void;
  onSelectEvent(eventId: string): void;
}

/** The timeline as a list: the same versions, events, marks and selection, for the keyboard and for screen readers. */
export function VersionList({ detail, selected, actions, onSelect, onSelectEvent }: VersionListProps) {
  const siteId = detail.site.id;
  const [{ filter, order }, change] = useListState(siteId);
  const now = useNow(60_000);
  const shown = useTimelineView(siteId).store.getState().span;
  const place = useRef<HTMLDivElement>(null);
  const takeFocus = useRef(false);
  const takesFocus = useCallback(() => {
    const wanted = takeFocus.current;
    takeFocus.current = false;
    return wanted;
  }, []);
  const all = listedVersions(detail);
  const asked = useDeferredValue(filter);
  const versions = useMemo(() => filtered(all, asked, now, shown), [all, asked, now, shown]);
  const eventFilter = order === "newest" ? eventFilterOf(siteId, asked, now, shown) : null;
  const found = useEvents(siteId, eventFilter);
  const rows = useMemo(
    () => (order === "newest" ? history(versions, found.events, found.more, now) : largestFirst(versions)),
    [order, versions, found.events, found.more, now],
  );
  const lines = useMemo(() => rows.filter((row) => row.kind === "version" || row.kind === "event"), [rows]);
  const branches = useMemo(
    () => new Map(detail.branches.map(({ id, kind, name }) => [id, { name, main: kind === "main" }])),
    [detail],
  );
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => place.current,
    estimateSize: useCallback((index: number) => heights[rows[index]?.kind ?? "version"], [rows]),
    getItemKey: useCallback((index: number) => rows[index]?.key ?? index, [rows]),
    overscan: 12,
    initialRect: { width: 900, height: 600 },
  });
  useSteadyPlace(place, rows, `${order} ${JSON.stringify(asked)}`);
  useSelectionInView(found.waiting ? noRows : rows, selected, (index, first) =>
    virtual.scrollToIndex(index, { align: first ? "center" : "auto" }),
  );

  const drawn = virtual.getVirtualItems();
  const end = useMemo(() => rows.findIndex((row) => row.kind === "more"), [rows]);
  const wanted = end !== -1 && (drawn.at(-1)?.index ?? 0) > end - ahead;
  const { next, failed } = found;
  useEffect(() => {
    if (wanted && !failed) next();
  });
  const count = countWords(versions.length, all.length, eventFilter === null || failed ? null : found.total);
  useEffect(() => changeList(siteId, { count: found.waiting ? "" : count }), [siteId, count, found.waiting]);

  const select = (row: HistoryRow | undefined) => {
    if (row?.kind === "event") onSelectEvent(row.key);
    else if (row?.kind === "version") onSelect(row.key);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const by = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -Infinity, End: Infinity }[event.key];
    if (event.key === "Escape" && selected !== null) onSelect(null);
    if (by === undefined || lines.length === 0) return;
    event.preventDefault();
    const at = lines.findIndex((row) => row.key === selected);
    const to = Math.min(lines.length - 1, Math.max(0, at === -1 && Number.isFinite(by) ? 0 : at + by));
    // The focus goes with the selection, to a row that may not be drawn yet.
    takeFocus.current = true;
    select(lines[to]);
  };
  const inRows = selected !== null && lines.some((row) => row.key === selected);
  const rowProps = (key: string) => ({
    search: asked.text,
    selected: key === selected,
    first: !inRows && key === lines[0]?.key,
    takeFocus: takesFocus,
  });
  return (
    <div className="@container grid h-full min-h-0 min-w-0 grid-rows-[auto_auto_minmax(0,1fr)]">
      <ListFilters
        filter={filter}
        branches={detail.branches}
        people={found.people}
        onChange={(to) => change({ filter: to })}
      />
      <ListHead order={order} onOrder={(to) => change({ order: to })} />
      <div ref={place} className="min-h-0 overflow-auto">
        {failed && (
          <p className="border-b border-line px-3.5 py-2 text-small text-warn wide:px-5">
            {words.recording.list.unknown}
          </p>
        )}
        {found.waiting ? (
          <ListSkeleton />
        ) : (
          rows.length === 0 && <p className="p-5 text-ink-3">{words.recording.list.none}</p>
        )}
        <ul
          aria-label={words.recording.list.region}
          onKeyDown={onKeyDown}
          className="relative"
          style={{ height: found.waiting ? 0 : virtual.getTotalSize() }}
        >
          {(found.waiting ? [] : drawn).map((item) => {
            const row = rows[item.index];
            if (row === undefined) return null;
            return (
              <li
                key={item.key}
                aria-setsize={rows.length}
                aria-posinset={item.index + 1}
                className="absolute inset-x-0 top-0"
                style={{ height: item.size, transform: `translateY(${item.start}px)` }}
              >
                {row.kind === "day" && <DayRow name={row.name} date={row.date} />}
                {row.kind === "more" && <MoreRowLine />}
                {row.kind === "version" && (
                  <VersionListRow
                    {...rowProps(row.key)}
                    row={row}
                    dated={order !== "newest"}
                    actions={actions}
                    onSelect={onSelect}
                  />
                )}
                {row.kind === "event" && (
                  <EventListRow
                    {...rowProps(row.key)}
                    event={row.event}
                    branch={branches.get(row.event.branchId)}
                    onSelect={onSelectEvent}
                  />
                )}
              </li>
            );
          })}
        </ul>
      </div>
    </div>
  );
}

function countWords(versions: number, all: number, events: number | null): string {
  const { list } = words.recording;
  if (versions === 0 && events !== null && events > 0) return list.events(events);
  const ofVersions = words.site.versionList.count(versions, all);
  return events === null || events === 0 ? ofVersions : list.withEvents(ofVersions, events);
}

/** Rows that come or go above what one looks at do not move it; another question begins at the top. */
function useSteadyPlace(
  place: React.RefObject<HTMLElement | null>,
  rows: readonly HistoryRow[],
  question: string,
): void {
  const before = useRef({ rows, question });
  useLayoutEffect(() => {
    const { current } = place;
    const last = before.current;
    before.current = { rows, question };
    if (current === null || last.rows === rows) return;
    const top = last.question === question ? steady(last.rows, rows, current.scrollTop) : 0;
    if (top !== current.scrollTop) current.scrollTo({ top });
  });
}

/** What was selected elsewhere comes into view, once: who scrolls away from it is not taken back. */
function useSelectionInView(
  rows: readonly HistoryRow[],
  selected: string | null,
  show: (index: number, first: boolean) => void,
): void {
  const seen = useRef<string | null>(null);
  const opening = useRef(true);
  useEffect(() => {
    if (selected === null) opening.current = false;
    if (seen.current === selected) return;
    const index = selected === null ? -1 : rows.findIndex((row) => row.key === selected);
    if (index !== -1 || selected === null) seen.current = selected;
    if (index === -1) return;
    show(index, opening.current);
    opening.current = false;
  });
}
