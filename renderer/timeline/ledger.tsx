import { type ReactNode, useDeferredValue, useMemo } from "react";
import { useStore } from "zustand";
import type { History, Place } from "../../shared/timeline/history";
import { shapeOf } from "../../shared/timeline/mark-kinds";
import { newestIn } from "../../shared/timeline/newest";
import type { PlacedEvent } from "../../shared/timeline/row-events";
import { DAY, widthOf } from "../../shared/timeline/span";
import { EventIcon, isAlarming } from "../site/event-icon";
import { eventTitle, eventWho } from "../site/event-text";
import { classNames } from "../ui/class-names";
import { calendar, clock } from "../ui/time";
import { timelineWords, words } from "../words";
import type { ActivityDrawing } from "./activity-drawing";
import { MarkIcon } from "./mark-icon";
import { versionName } from "./mark-words";
import type { TimelineView } from "./view";

/** Spare height below the rows from which the ledger is worth its place. */
export const ledgerLeast = 150;

const rowHeight = 26;
const padding = 36;

interface LedgerProps {
  readonly history: History;
  readonly activity: ActivityDrawing | null;
  readonly view: TimelineView;
  readonly now: number;
  readonly selected: string | null;
  readonly top: number;
  readonly height: number;
  readonly width: number;
  onSelect(versionId: string): void;
  onSelectEvent(eventId: string): void;
}

/** Where a tall window leaves room below the rows: what happened in the stretch above and its versions, newest first. */
export function Ledger(props: LedgerProps) {
  const { history, activity, view, now, selected, top, height, width, onSelect, onSelectEvent } = props;
  const span = useDeferredValue(useStore(view.store, (state) => state.span));
  const columns = width > 1300 ? 3 : width > 800 ? 2 : 1;
  const lines = Math.floor((height - padding) / rowHeight);
  const lineOf = useMemo(
    () =>
      span === null ? [] : linesIn(history, activity, { from: span.from, to: Math.min(span.to, now) }, lines * columns),
    [history, activity, span, now, lines, columns],
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
        {lineOf.map((line) => {
          const row = history.rows[line.row];
          if (row === undefined) return null;
          const branch = row.branch.name;
          if (line.placed !== null) {
            const { event } = line.placed;
            return (
              <Entry
                key={event.id}
                time={time(line.at)}
                icon={<EventIcon event={event} size={14} />}
                name={eventTitle(event)}
                note={row.branch.kind === "main" ? eventWho(event) : branch}
                selected={event.id === selected}
                bad={isAlarming(event)}
                onOpen={() => onSelectEvent(event.id)}
              />
            );
          }
          const version = row.versions[line.index];
          if (version === undefined) return null;
          return (
            <Entry
              key={version.id}
              time={time(line.at)}
              icon={<MarkIcon shape={shapeOf(version)} size={14} />}
              name={versionName(version)}
              note={branch}
              selected={version.id === selected}
              bad={false}
              onOpen={() => onSelect(version.id)}
            />
          );
        })}
      </ul>
    </div>
  );
}

interface Line {
  readonly at: number;
  readonly row: number;
  /** Into the row's versions, where it is one. */
  readonly index: number;
  readonly placed: PlacedEvent | null;
}

/** Versions and events of a stretch, newest first; where both are at one instant, the event came after. */
function linesIn(
  history: History,
  activity: ActivityDrawing | null,
  span: { readonly from: number; readonly to: number },
  most: number,
): readonly Line[] {
  const versions = newestIn(history, span, most).map(
    ({ row, index }: Place): Line => ({ at: history.rows[row]?.times[index] ?? 0, row, index, placed: null }),
  );
  const events = (activity?.rows ?? []).flatMap((of, row) =>
    of.events
      .filter(({ at }) => at >= span.from && at < span.to)
      .map((placed): Line => ({ at: placed.at, row, index: -1, placed })),
  );
  const all = [...events, ...versions];
  return all.sort((a, b) => b.at - a.at || Number(b.placed !== null) - Number(a.placed !== null)).slice(0, most);
}

interface EntryProps {
  readonly time: string;
  readonly icon: ReactNode;
  readonly name: string;
  readonly note: string;
  readonly selected: boolean;
  readonly bad: boolean;
  onOpen(): void;
}

function Entry({ time, icon, name, note, selected, bad, onOpen }: EntryProps) {
  return (
    <li className="min-w-0">
      {/* The plot's own keys lead here, too: no tab stops of its own. */}
      <button
        type="button"
        tabIndex={-1}
        onClick={onOpen}
        className={classNames(
          "-mx-2 grid h-full w-[calc(100%+16px)] grid-cols-[80px_16px_minmax(0,1fr)_auto] items-center gap-2 whitespace-nowrap rounded-2 px-2 text-left text-small hover:bg-hover",
          selected && "bg-accent-wash",
        )}
      >
        <span className="text-ink-3 tabular-nums">{time}</span>
        <span className={bad ? "text-bad" : "text-ink-3"}>{icon}</span>
        <span dir="auto" className={classNames("truncate", bad && "text-bad")}>
          {name}
        </span>
        <span className="text-ink-3">{note}</span>
      </button>
    </li>
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
