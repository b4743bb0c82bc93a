import type { ReactNode } from "react";
import type { History, Place } from "../../shared/timeline/history";
import { shapeOf } from "../../shared/timeline/mark-kinds";
import { around } from "../../shared/timeline/snapping";
import { Button } from "../ui/button";
import { ago, clock, dayAndClock, span as durationWords } from "../ui/time";
import { timelineWords } from "../words";
import { MarkIcon } from "./mark-icon";
import { versionName } from "./mark-words";

const cardWidth = 340;
const cardHeight = 170;

interface MomentCardProps {
  readonly history: History;
  readonly at: number;
  readonly now: number;
  /** Where the moment's line is, and below which pixel the card may begin. */
  readonly x: number;
  readonly top: number;
  readonly plot: { readonly width: number; readonly height: number };
  /** While it is dragged the card says what letting go does; afterwards it offers to do it. */
  readonly held: boolean;
  onSelect(versionId: string): void;
}

/** What lies around a moment: the versions on either side, and how far it is from the one before it. */
export function MomentCard({ history, at, now, x, top, plot, held, onSelect }: MomentCardProps) {
  const { before, after } = around(history, at);
  const beforeAt = before === null ? undefined : history.rows[before.row]?.times[before.index];
  const version = before === null ? undefined : history.rows[before.row]?.versions[before.index];
  const onIt = beforeAt === at;
  const left = x + 12 + cardWidth > plot.width ? Math.max(8, x - 12 - cardWidth) : x + 12;
  return (
    <section
      aria-label={timelineWords.moment.region(dayAndClock(at, now))}
      className="absolute z-10 grid gap-[3px] rounded-3 bg-raised p-[13px] text-small text-ink-2 shadow-float"
      style={{ left, top: Math.max(44, Math.min(top, plot.height - cardHeight - 8)), width: cardWidth }}
    >
      {!onIt && <Neighbour history={history} place={before} at={at} />}
      <Line time={clock(at)} icon={<i className="block h-0.5 w-3 bg-accent" />} strong>
        <span className="truncate">
          {onIt && version !== undefined ? versionName(version) : timelineWords.moment.this}
        </span>
        <span className="ml-auto shrink-0 font-normal text-ink-3">{ago(at, now)}</span>
      </Line>
      <Neighbour history={history} place={after} at={at} />
      <p className="mt-1.5 border-line border-t pt-2 text-ink-3">
        {beforeAt === undefined
          ? timelineWords.moment.nothing
          : onIt
            ? timelineWords.moment.onVersion
            : timelineWords.moment.past(durationWords(at - beforeAt), clock(beforeAt))}
      </p>
      {held ? (
        <p className="min-h-6 text-ink-3">{timelineWords.moment.free}</p>
      ) : (
        version !== undefined && (
          <Button size="small" className="justify-self-start" onClick={() => onSelect(version.id)}>
            {timelineWords.moment.open(clock(version.at))}
          </Button>
        )
      )}
    </section>
  );
}

function Neighbour({ history, place, at }: { history: History; place: Place | null; at: number }) {
  const row = place === null ? undefined : history.rows[place.row];
  const version = place === null ? undefined : row?.versions[place.index];
  if (row === undefined || version === undefined) return null;
  const away = Date.parse(version.at) - at;
  return (
    <Line time={clock(version.at)} icon={<MarkIcon shape={shapeOf(version)} size={14} />}>
      <span dir="auto" className="truncate text-ink">
        {versionName(version)}
      </span>
      <span className="ml-auto shrink-0 text-ink-3">
        {row.branch.kind === "main" ? "" : `${row.branch.name}, `}
        {timelineWords.moment.away(durationWords(Math.abs(away)), away < 0)}
      </span>
    </Line>
  );
}

interface LineProps {
  readonly time: string;
  readonly icon: ReactNode;
  readonly strong?: boolean;
  readonly children: ReactNode;
}

function Line({ time, icon, strong = false, children }: LineProps) {
  return (
    <p
      className={`grid min-h-[19px] grid-cols-[58px_16px_minmax(0,1fr)] items-center gap-1.5 tabular-nums ${strong ? "font-bold text-accent" : ""}`}
    >
      <span>{time}</span>
      <span className="grid place-items-center">{icon}</span>
      <span className="flex min-w-0 gap-2">{children}</span>
    </p>
  );
}
