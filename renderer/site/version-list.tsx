import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { SiteDetail } from "../../shared/model/views";
import { useNow } from "../ui/now";
import { words } from "../words";
import { ListFilters } from "./list-filters";
import { DayRow, listColumns, VersionListRow } from "./list-row";
import { filtered, listedVersions, noFilter, type VersionFilter, withDays } from "./list-rows";
import type { VersionActions } from "./version-actions";

const rowHeight = 34;
const dayHeight = 30;

interface VersionListProps {
  readonly detail: SiteDetail;
  readonly selected: string | null;
  readonly actions: VersionActions;
  onSelect(versionId: string | null): void;
}

/** The timeline as a list: the same versions, marks and selection, for the keyboard and for screen readers. */
export function VersionList({ detail, selected, actions, onSelect }: VersionListProps) {
  const [filter, setFilter] = useState<VersionFilter>(noFilter);
  const now = useNow(60_000);
  const place = useRef<HTMLDivElement>(null);
  // An arrow key was pressed: the focus goes with the selection, to a row that may not be drawn yet.
  const moving = useRef(false);
  const takeFocus = useCallback(() => {
    const wanted = moving.current;
    moving.current = false;
    return wanted;
  }, []);
  const all = useMemo(() => listedVersions(detail), [detail]);
  const versions = useMemo(() => filtered(all, filter), [all, filter]);
  const rows = useMemo(() => withDays(versions, now), [versions, now]);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => place.current,
    estimateSize: (index) => (rows[index]?.kind === "day" ? dayHeight : rowHeight),
    getItemKey: (index) => rows[index]?.key ?? index,
    overscan: 12,
    initialRect: { width: 900, height: 600 },
  });

  const chosen = rows.findIndex((row) => row.kind === "version" && row.key === selected);
  useEffect(() => {
    if (chosen !== -1) virtual.scrollToIndex(chosen, { align: "auto" });
  }, [chosen, virtual]);

  const step = (event: KeyboardEvent) => {
    const by = { ArrowDown: 1, ArrowUp: -1, PageDown: 12, PageUp: -12, Home: -Infinity, End: Infinity }[event.key];
    if (by === undefined || versions.length === 0) return;
    event.preventDefault();
    const at = versions.findIndex((row) => row.key === selected);
    const next = Math.min(versions.length - 1, Math.max(0, at === -1 ? 0 : at + by));
    moving.current = true;
    onSelect(versions[next]?.key ?? null);
  };
  return (
    <div className="grid h-full min-h-0 grid-rows-[auto_auto_minmax(0,1fr)]">
      <ListFilters
        filter={filter}
        branches={detail.branches}
        count={words.site.versionList.count(versions.length, all.length)}
        onChange={setFilter}
      />
      <div
        aria-hidden="true"
        className={`${listColumns} min-h-7 border-b border-line bg-bg text-micro font-medium text-ink-3`}
      >
        <span>{words.site.versionList.time}</span>
        <span />
        <span>{words.site.versionList.what}</span>
        <span>{words.site.versionList.branch}</span>
        <span className="text-right">{words.site.versionList.size}</span>
        <span />
      </div>
      <div ref={place} className="min-h-0 overflow-auto">
        {versions.length === 0 && <p className="p-5 text-ink-3">{words.site.versionList.none}</p>}
        <ul
          aria-label={words.site.versionList.region}
          onKeyDown={step}
          className="relative"
          style={{ height: virtual.getTotalSize() }}
        >
          {virtual.getVirtualItems().map((item) => {
            const row = rows[item.index];
            if (row === undefined) return null;
            return (
              <li
                key={item.key}
                className="absolute inset-x-0 top-0"
                style={{ height: item.size, transform: `translateY(${item.start}px)` }}
              >
                {row.kind === "day" ? (
                  <DayRow name={row.name} date={row.date} />
                ) : (
                  <VersionListRow
                    row={row}
                    search={filter.text}
                    selected={row.key === selected}
                    first={selected === null && row.key === versions[0]?.key}
                    takeFocus={takeFocus}
                    actions={actions}
                    onSelect={onSelect}
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
