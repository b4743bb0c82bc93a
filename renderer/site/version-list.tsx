import { useVirtualizer } from "@tanstack/react-virtual";
import { ArrowDown } from "lucide-react";
import { type KeyboardEvent, useCallback, useDeferredValue, useEffect, useMemo, useRef } from "react";
import type { SiteDetail } from "../../shared/model/views";
import { useTimelineView } from "../timeline/view";
import { classNames } from "../ui/class-names";
import { useNow } from "../ui/now";
import { words } from "../words";
import { filtered } from "./list-filter";
import { ListFilters } from "./list-filters";
import { DayRow, listColumns, VersionListRow } from "./list-row";
import { type ListOrder, listedVersions, ordered } from "./list-rows";
import { useListState } from "./list-state";
import type { VersionActions } from "./version-actions";

const rowHeight = 34;
const dayHeight = 30;
const page = 12;

interface VersionListProps {
  readonly detail: SiteDetail;
  readonly selected: string | null;
  readonly actions: VersionActions;
  onSelect(versionId: string | null): void;
}

/** The timeline as a list: the same versions, marks and selection, for the keyboard and for screen readers. */
export function VersionList({ detail, selected, actions, onSelect }: VersionListProps) {
  const [{ filter, order }, change] = useListState(detail.site.id);
  const now = useNow(60_000);
  const shown = useTimelineView(detail.site.id).store.getState().span;
  const place = useRef<HTMLDivElement>(null);
  // An arrow key was pressed: the focus goes with the selection, to a row that may not be drawn yet.
  const moving = useRef(false);
  const takeFocus = useCallback(() => {
    const wanted = moving.current;
    moving.current = false;
    return wanted;
  }, []);
  const all = listedVersions(detail);
  const asked = useDeferredValue(filter);
  const versions = useMemo(() => filtered(all, asked, now, shown), [all, asked, now, shown]);
  const rows = useMemo(() => ordered(versions, order, now), [versions, order, now]);
  const lines = useMemo(() => rows.filter((row) => row.kind === "version"), [rows]);
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

  const onKeyDown = (event: KeyboardEvent) => {
    const by = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -Infinity, End: Infinity }[event.key];
    if (event.key === "Escape" && selected !== null) onSelect(null);
    if (by === undefined || lines.length === 0) return;
    event.preventDefault();
    const at = lines.findIndex((row) => row.key === selected);
    const next = Math.min(lines.length - 1, Math.max(0, at === -1 && Number.isFinite(by) ? 0 : at + by));
    moving.current = true;
    onSelect(lines[next]?.key ?? null);
  };
  return (
    <div className="@container grid h-full min-h-0 min-w-0 grid-rows-[auto_auto_minmax(0,1fr)]">
      <ListFilters
        filter={filter}
        branches={detail.branches}
        count={words.site.versionList.count(versions.length, all.length)}
        onChange={(next) => change({ filter: next })}
      />
      <ListHead order={order} onOrder={(next) => change({ order: next })} />
      <div ref={place} className="min-h-0 overflow-auto">
        {versions.length === 0 && <p className="p-5 text-ink-3">{words.site.versionList.none}</p>}
        <ul
          aria-label={words.site.versionList.region}
          onKeyDown={onKeyDown}
          className="relative"
          style={{ height: virtual.getTotalSize() }}
        >
          {virtual.getVirtualItems().map((item) => {
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
                {row.kind === "day" ? (
                  <DayRow name={row.name} date={row.date} />
                ) : (
                  <VersionListRow
                    row={row}
                    search={asked.text}
                    dated={order !== "newest"}
                    selected={row.key === selected}
                    first={(selected === null || chosen === -1) && row.key === lines[0]?.key}
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

interface ListHeadProps {
  readonly order: ListOrder;
  onOrder(order: ListOrder): void;
}

/** What the columns are; time and size also put the list in their order. */
function ListHead({ order, onOrder }: ListHeadProps) {
  const { versionList } = words.site;
  return (
    <div className={`${listColumns} min-h-7 border-b border-line bg-bg text-micro font-medium text-ink-3`}>
      <OrderButton
        name={versionList.time}
        says={versionList.newestFirst}
        on={order === "newest"}
        onClick={() => onOrder("newest")}
      />
      <span />
      <span>{versionList.what}</span>
      <span>{versionList.branch}</span>
      <OrderButton
        name={versionList.size}
        says={versionList.largestFirst}
        on={order === "largest"}
        className="justify-self-end"
        onClick={() => onOrder("largest")}
      />
      <span />
    </div>
  );
}

interface OrderButtonProps {
  readonly name: string;
  readonly says: string;
  readonly on: boolean;
  readonly className?: string;
  onClick(): void;
}

function OrderButton({ name, says, on, className, onClick }: OrderButtonProps) {
  return (
    <button
      type="button"
      aria-pressed={on}
      aria-label={`${name}: ${says}`}
      title={says}
      onClick={onClick}
      className={classNames(
        "flex h-6 items-center gap-1 -outline-offset-2 hover:text-ink",
        on && "text-ink",
        className,
      )}
    >
      {name}
      <ArrowDown size={11} className={on ? "" : "invisible"} />
    </button>
  );
}
