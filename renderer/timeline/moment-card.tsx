import type { ReactNode } from "react";
import type { SiteEvent } from "../../shared/model/event";
import type { MomentView } from "../../shared/model/recording";
import type { SiteDetail } from "../../shared/model/views";
import type { History } from "../../shared/timeline/history";
import { endOfSecond, nearestOn } from "../../shared/timeline/moment";
import type { PlacedEvent } from "../../shared/timeline/row-events";
import { deeds } from "../actions/do";
import { actionsOfMoment } from "../actions/moment-actions";
import { useMoment } from "../api/activity";
import { EventIcon, isAlarming } from "../site/event-icon";
import { eventTitle } from "../site/event-text";
import { calendar, clock, dayAndClock } from "../ui/time";
import { timelineWords } from "../words";
import type { Chosen } from "./chosen";
import { clockNear, MomentBase } from "./moment-base";
import { MomentButtons } from "./moment-buttons";

const cardWidth = 338;
const cardHeight = 188;

interface MomentCardProps {
  readonly detail: SiteDetail;
  readonly history: History;
  readonly chosen: Chosen;
  readonly row: number;
  /** Of its row, as far as they are here. */
  readonly events: readonly PlacedEvent[];
  readonly now: number;
  /** Where the moment's line is, and below which pixel the card may begin. */
  readonly x: number;
  readonly top: number;
  readonly plot: { readonly width: number; readonly height: number };
  /** While it is dragged the card says what letting go does; afterwards it offers to do it. */
  readonly held: boolean;
  readonly free: boolean;
  onSelect(versionId: string): void;
  onBranch(): void;
}

/** A second of a branch: what happened on either side, the version below, and the ways there. */
export function MomentCard(props: MomentCardProps) {
  const { detail, history, chosen, row, events, now, x, top, plot, held, free, onSelect, onBranch } = props;
  const { at, branchId } = chosen;
  const asked = useMoment(chosen.target === null ? null : { branchId, at });
  const beside = besideOf(asked, events, at);
  const branch = history.rows[row]?.branch;
  const unreachable = whyNot(chosen, asked);
  const left = x + 10 + cardWidth > plot.width ? Math.max(8, x - 10 - cardWidth) : x + 10;
  const nearest = unreachable === null ? null : nearestOn(history, row, at);
  return (
    <section
      aria-label={timelineWords.moment.region(dayAndClock(at, now))}
      className="absolute z-20 rounded-3 bg-raised px-[13px] pt-2.5 pb-3 text-small text-ink-2 shadow-float"
      style={{ left, top: Math.max(44, Math.min(top, plot.height - cardHeight - 8)), width: cardWidth }}
    >
      <Beside event={beside.before} at={at} none={timelineWords.events.none.before} />
      <Line time={clock(at)} icon={<i className="block h-0.5 w-[13px] rounded-full bg-accent" />} strong>
        <span className="truncate">{timelineWords.moment.this}</span>
        {history.rows.length > 1 && branch !== undefined && (
          <button
            type="button"
            aria-label={timelineWords.moment.otherBranch(branch.name)}
            onClick={onBranch}
            className="-mr-1.5 ml-auto min-w-0 shrink-0 rounded-1 px-1.5 font-normal text-ink-3 hover:bg-hover hover:text-ink"
          >
            {timelineWords.moment.on(branch.name)}
          </button>
        )}
      </Line>
      <Beside event={beside.after} at={at} none={timelineWords.events.none.after} />
      <MomentBase history={history} chosen={chosen} row={row} asked={asked} unreachable={unreachable} />
      {held ? (
        <p className="grid min-h-6 items-center text-ink-3">{timelineWords.moment.free}</p>
      ) : (
        <MomentButtons
          actions={actionsOfMoment(detail, { ...chosen, reachable: unreachable === null }, free, deeds)}
          rewind={timelineWords.moment.rewindHere}
          instead={
            nearest && { name: timelineWords.moment.open(clockNear(nearest.at, at)), run: () => onSelect(nearest.id) }
          }
        />
      )}
    </section>
  );
}

/** Why it can't be gone to: the host's word where it has come, else what is known here. */
function whyNot({ target, reachable }: Chosen, asked: MomentView | undefined) {
  if (target === null) return "not-begun" as const;
  if (asked !== undefined) return asked.unreachable;
  return reachable ? null : ("log-gone" as const);
}

function besideOf(asked: MomentView | undefined, events: readonly PlacedEvent[], at: number) {
  if (asked !== undefined) return { before: asked.before, after: asked.after };
  const end = endOfSecond(at);
  const before = events.findLast((one) => one.at <= end)?.event ?? null;
  return { before, after: events.find((one) => one.at > end)?.event ?? null };
}

interface BesideProps {
  readonly event: SiteEvent | null;
  readonly at: number;
  readonly none: string;
}

/** Of another day, the day says more than the time. */
function timeBeside(instant: string, at: number): string {
  const same = calendar.dayYear(Date.parse(instant)) === calendar.dayYear(at);
  return same ? clock(instant) : calendar.dayMonth(Date.parse(instant));
}

function Beside({ event, at, none }: BesideProps) {
  if (event === null) {
    return (
      <Line time="" icon={null}>
        <span className="truncate text-ink-3">{none}</span>
      </Line>
    );
  }
  return (
    <Line time={timeBeside(event.at, at)} icon={<EventIcon event={event} />} bad={isAlarming(event)}>
      <span dir="auto" className="truncate">
        {eventTitle(event)}
      </span>
    </Line>
  );
}

interface LineProps {
  readonly time: string;
  readonly icon: ReactNode;
  readonly strong?: boolean;
  readonly bad?: boolean;
  readonly children: ReactNode;
}

function Line({ time, icon, strong = false, bad = false, children }: LineProps) {
  return (
    <p
      className={`grid h-[22px] grid-cols-[54px_16px_minmax(0,1fr)] items-center gap-1 tabular-nums ${strong ? "font-bold text-accent" : ""}`}
    >
      <span>{time}</span>
      <span className={`grid place-items-center ${bad ? "text-bad" : ""}`}>{icon}</span>
      <span className="flex min-w-0 gap-2">{children}</span>
    </p>
  );
}
