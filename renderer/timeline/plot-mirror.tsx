import type { History, Place } from "../../shared/timeline/history";
import { momentPlace } from "../../shared/timeline/moment";
import { eventBy, eventTitle } from "../site/event-text";
import { ago, calendar, clock, dayAndClock, dayName, span as durationWords } from "../ui/time";
import { causeWords, timelineWords } from "../words";
import { type Chosen, momentRow } from "./chosen";
import { versionName } from "./mark-words";
import { useReadout } from "./readout";
import type { TimelineView } from "./view";

const around = 2;

interface PlotMirrorProps {
  readonly history: History;
  readonly place: Place | null;
  readonly selectedId: string | null;
  readonly chosen: Chosen | null;
  readonly now: number;
  readonly view: TimelineView;
  /** Whether the plot has the keyboard: only then is a change of the view worth saying. */
  readonly listening: boolean;
}

/** What the canvas shows, in words: how to use it, a summary, and the versions next to the one the keyboard is on. */
export function PlotMirror({ history, place, selectedId, chosen, now, view, listening }: PlotMirrorProps) {
  const row = place === null ? undefined : history.rows[place.row];
  const first = Math.max(0, (place?.index ?? 0) - around);
  const range = useReadout(view.store, ({ span }) =>
    span === null || !listening ? "" : calendar.rangeWords(span, now),
  );
  return (
    <div className="sr-only">
      <p role="status">{range}</p>
      <p role="status" id="timeline-chosen">
        {chosen === null ? "" : chosenWords(history, chosen, now)}
      </p>
      <p id="timeline-help">
        {timelineWords.plotSummary(
          timelineWords.countBranches(history.rows.length),
          timelineWords.countVersions(history.versions),
          dayName(history.start, now),
        )}{" "}
        {timelineWords.plotHelp}
      </p>
      {row !== undefined && place !== null && (
        <ul role="listbox" aria-label={timelineWords.versionsOf(row.branch.name)}>
          {row.versions.slice(first, place.index + around + 1).map((version, offset) => {
            const index = first + offset;
            const name = versionName(version);
            const parts = [
              name,
              name === causeWords(version.cause) ? null : causeWords(version.cause),
              dayAndClock(version.at, now),
              ago(version.at, now),
              timelineWords.onBranch(row.branch.name),
              (row.marks.asides[row.markOf[index] ?? 0] ?? -1) === -1 ? null : timelineWords.setAside,
            ];
            return (
              <li
                key={version.id}
                id={index === place.index ? "timeline-version" : undefined}
                role="option"
                aria-selected={version.id === selectedId}
                aria-setsize={row.versions.length}
                aria-posinset={index + 1}
              >
                {parts.filter((part) => part !== null).join(", ")}
              </li>
            );
          })}
        </ul>
      )}
    </div>
  );
}

/** What is chosen, as its card says it. */
function chosenWords(history: History, chosen: Chosen, now: number): string {
  const { at, event, branchId } = chosen;
  const row = momentRow(history, branchId, null);
  const branch = history.rows[row]?.branch.name ?? "";
  if (event !== null) return timelineWords.events.said(eventTitle(event), dayAndClock(at, now), eventBy(event), branch);
  const base = momentPlace(history, row, at)?.base?.at;
  const from =
    base === undefined
      ? timelineWords.moment.nothing
      : timelineWords.moment.base(clock(base), durationWords(Math.max(0, at - Date.parse(base))));
  return [dayAndClock(at, now), timelineWords.onBranch(branch), from].join(", ");
}
