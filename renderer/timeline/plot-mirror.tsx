import type { History, Place } from "../../shared/timeline/history";
import { ago, calendar, dayAndClock, dayName } from "../ui/time";
import { causeWords, timelineWords } from "../words";
import { versionName } from "./mark-words";
import { useReadout } from "./readout";
import type { TimelineView } from "./view";

const around = 2;

interface PlotMirrorProps {
  readonly history: History;
  readonly place: Place | null;
  readonly selectedId: string | null;
  readonly now: number;
  readonly view: TimelineView;
  /** Whether the plot has the keyboard: only then is a change of the view worth saying. */
  readonly listening: boolean;
}

/** What the canvas shows, in words: how to use it, a summary, and the versions next to the one the keyboard is on. */
export function PlotMirror({ history, place, selectedId, now, view, listening }: PlotMirrorProps) {
  const row = place === null ? undefined : history.rows[place.row];
  const first = Math.max(0, (place?.index ?? 0) - around);
  const range = useReadout(view.store, ({ span }) =>
    span === null || !listening ? "" : calendar.rangeWords(span, now),
  );
  return (
    <div className="sr-only">
      <p role="status">{range}</p>
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
