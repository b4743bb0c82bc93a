import { useDeferredValue, useMemo } from "react";
import { useStore } from "zustand";
import type { History } from "../../shared/timeline/history";
import { shapeOf } from "../../shared/timeline/mark-kinds";
import { newestIn } from "../../shared/timeline/newest";
import { DAY, widthOf } from "../../shared/timeline/span";
import { classNames } from "../ui/class-names";
import { calendar, clock } from "../ui/time";
import { timelineWords, words } from "../words";
import { MarkIcon } from "./mark-icon";
import { versionName } from "./mark-words";
import type { TimelineView } from "./view";

/** Spare height below the rows from which the ledger is worth its place. */
export const ledgerLeast = 150;

const rowHeight = 26;
const padding = 36;

interface LedgerProps {
  readonly history: History;
  readonly view: TimelineView;
  readonly now: number;
  readonly selected: string | null;
  readonly top: number;
  readonly height: number;
  readonly width: number;
  onSelect(versionId: string): void;
}

/** Where a tall window leaves room below the rows: the versions of the stretch above, newest first. */
export function Ledger({ history, view, now, selected, top, height, width, onSelect }: LedgerProps) {
  const span = useDeferredValue(useStore(view.store, (state) => state.span));
  const columns = width > 1300 ? 3 : width > 800 ? 2 : 1;
  const lines = Math.floor((height - padding) / rowHeight);
  const places = useMemo(
    () => (span === null ? [] : newestIn(history, { from: span.from, to: Math.min(span.to, now) }, lines * columns)),
    [history, span, now, lines, columns],
  );
  const time = span !== null && widthOf(span) > 2 * DAY ? dayTime : clock;
  return (
    <div className="absolute inset-x-0 overflow-hidden bg-surface px-5 py-[18px]" style={{ top, height }}>
      <ul
        aria-label={timelineWords.ledger}
        className="grid grid-flow-col gap-x-10"
        style={{
          gridTemplateRows: `repeat(${lines}, ${rowHeight}px)`,
          gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))`,
        }}
      >
        {places.map(({ row, index }) => {
          const branch = history.rows[row];
          const version = branch?.versions[index];
          if (branch === undefined || version === undefined) return null;
          return (
            <li key={version.id} className="min-w-0">
              {/* The plot's own keys lead here, too: no tab stops of its own. */}
              <button
                type="button"
                tabIndex={-1}
                onClick={() => onSelect(version.id)}
                className={classNames(
                  "-mx-2 grid h-full w-[calc(100%+16px)] grid-cols-[80px_16px_minmax(0,1fr)_auto] items-center gap-2 whitespace-nowrap rounded-2 px-2 text-left text-small hover:bg-hover",
                  version.id === selected && "bg-accent-wash",
                )}
              >
                <span className="text-ink-3 tabular-nums">{time(Date.parse(version.at))}</span>
                <span className="text-ink-3">
                  <MarkIcon shape={shapeOf(version)} size={14} />
                </span>
                <span className="truncate">{versionName(version)}</span>
                <span className="text-ink-3">{branch.branch.name}</span>
              </button>
            </li>
          );
        })}
      </ul>
    </div>
  );
}

/** What the ledger is, in the heads' column. */
export function LedgerHead() {
  return (
    <div className="pt-[18px] pr-2.5 pl-3.5 text-small wide:pl-5">
      <b className="block">{timelineWords.ledger}</b>
      <span className="text-ink-3">{timelineWords.ledgerNote}</span>
    </div>
  );
}

function dayTime(at: number): string {
  return words.time.dayTime(calendar.weekdayDate(at), calendar.hourMinute(at));
}
