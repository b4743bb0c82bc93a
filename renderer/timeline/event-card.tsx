import { X } from "lucide-react";
import type { SiteEvent } from "../../shared/model/event";
import type { SiteDetail } from "../../shared/model/views";
import { deeds } from "../actions/do";
import { actionsOfMoment } from "../actions/moment-actions";
import { EventFigures } from "../site/event-figures";
import { EventIcon, isAlarming } from "../site/event-icon";
import { eventBy, eventTitle } from "../site/event-text";
import { Button, IconButton } from "../ui/button";
import { classNames } from "../ui/class-names";
import { ago, clock, dayAndClock } from "../ui/time";
import { timelineWords } from "../words";
import type { Chosen } from "./chosen";
import { MomentButtons } from "./moment-buttons";

const cardWidth = 336;
const mostListed = 6;

export interface EventCardTarget {
  readonly row: number;
  readonly x: number;
  readonly y: number;
  /** Of the group under the pointer or around the chosen one, by time. */
  readonly events: readonly SiteEvent[];
  /** Its weightiest. */
  readonly top: string;
}

interface EventCardProps {
  readonly detail: SiteDetail;
  readonly target: EventCardTarget;
  readonly chosen: Chosen | null;
  readonly now: number;
  readonly plot: { readonly width: number; readonly height: number };
  readonly free: boolean;
  onChoose(event: SiteEvent | null): void;
  onOpen(eventId: string): void;
}

/** What happened at one spot: while the pointer is there, to read; once clicked, with the ways to right before it. */
export function EventCard(props: EventCardProps) {
  const { detail, target, chosen, now, plot, free, onChoose, onOpen } = props;
  const { events } = target;
  const pinned = chosen?.event ?? null;
  const listed = shownOf(events, pinned?.id ?? target.top);
  const height = 58 + listed.length * (events.length === 1 ? 46 : 24) + (pinned === null ? 0 : 96);
  const left = Math.max(8, Math.min(plot.width - cardWidth - 8, target.x - 40));
  const up = target.y + 18 + height > plot.height;
  return (
    <section
      aria-label={timelineWords.events.card(events.length)}
      className={classNames(
        "absolute z-20 rounded-3 bg-raised px-[13px] pt-2.5 pb-3 text-small text-ink-2 shadow-float",
        pinned === null && "pointer-events-none",
      )}
      style={{
        left,
        width: Math.min(cardWidth, plot.width - 16),
        ...(up ? { bottom: plot.height - target.y + 18 } : { top: target.y + 18 }),
      }}
    >
      <Tip up={up} x={Math.max(14, Math.min(cardWidth - 14, target.x - left))} />
      {pinned !== null && (
        <span className="absolute top-1.5 right-1.5">
          <IconButton size="small" label={timelineWords.events.close} icon={X} onClick={() => onChoose(null)} />
        </span>
      )}
      {events.length === 1 && events[0] !== undefined ? (
        <One event={events[0]} now={now} />
      ) : (
        <ul className="grid gap-px">
          {listed.map((event, at) => (
            <Listed
              key={event.id}
              event={event}
              chosen={event.id === pinned?.id}
              besideClose={at === 0 && pinned !== null}
              onChoose={pinned === null ? null : () => onChoose(event)}
            />
          ))}
        </ul>
      )}
      {events.length > listed.length && (
        <p className="mt-1 ml-[58px] text-ink-3">{timelineWords.events.more(events.length - listed.length)}</p>
      )}
      {chosen !== null && pinned !== null && (
        <div className="mt-2 border-line border-t pt-2">
          <p className="mb-2 flex items-baseline gap-2 text-ink-3">
            <span className="min-w-0 flex-1 truncate">
              {chosen.reachable ? timelineWords.moment.promise : timelineWords.moment.unreachable["log-gone"]}
            </span>
            <Button size="small" look="quiet" className="-my-1 -mr-2" onClick={() => onOpen(pinned.id)}>
              {timelineWords.events.details}
            </Button>
          </p>
          <MomentButtons
            actions={actionsOfMoment(detail, chosen, free, deeds)}
            rewind={timelineWords.moment.rewindBefore}
            instead={null}
          />
        </div>
      )}
    </section>
  );
}

/** The first few, and in any case the one that it is about. */
function shownOf(events: readonly SiteEvent[], about: string): readonly SiteEvent[] {
  if (events.length <= mostListed) return events;
  const at = events.findIndex(({ id }) => id === about);
  const from = Math.max(0, Math.min(events.length - mostListed, at - 2));
  return events.slice(from, from + mostListed);
}

function One({ event, now }: { readonly event: SiteEvent; readonly now: number }) {
  return (
    <div className="grid grid-cols-[16px_minmax(0,1fr)] gap-x-2 leading-[18px]">
      <span className={`pt-[3px] ${isAlarming(event) ? "text-bad" : ""}`}>
        <EventIcon event={event} size={14} />
      </span>
      <b dir="auto" className="break-words pr-5 text-base text-ink">
        {eventTitle(event)}
      </b>
      <p className="col-start-2 mt-[3px] flex justify-between gap-3 tabular-nums">
        <span>{dayAndClock(event.at, now)}</span>
        <span>{ago(event.at, now)}</span>
      </p>
      <p className="col-start-2 mt-1.5 flex justify-between gap-3 text-ink-3">
        <span dir="auto" className="min-w-0 truncate">
          {eventBy(event)}
        </span>
        <span className="shrink-0 tabular-nums">
          <EventFigures event={event} />
        </span>
      </p>
    </div>
  );
}

interface ListedProps {
  readonly event: SiteEvent;
  readonly chosen: boolean;
  readonly besideClose: boolean;
  /** Null where the card takes no pointer. */
  readonly onChoose: (() => void) | null;
}

function Listed({ event, chosen, besideClose, onChoose }: ListedProps) {
  const row = classNames(
    "-mx-1.5 grid h-6 w-[calc(100%+12px)] grid-cols-[52px_16px_minmax(0,1fr)] items-center gap-1.5 rounded-1 pl-1.5 text-left tabular-nums",
    besideClose ? "pr-6" : "pr-1.5",
    chosen && "bg-accent-wash text-ink",
  );
  const inside = (
    <>
      <span className={chosen ? "" : "text-ink-3"}>{clock(event.at)}</span>
      <span className={isAlarming(event) ? "text-bad" : ""}>
        <EventIcon event={event} />
      </span>
      <span dir="auto" className="truncate">
        {eventTitle(event)}
      </span>
    </>
  );
  if (onChoose === null) return <li className={row}>{inside}</li>;
  return (
    <li>
      <button type="button" aria-pressed={chosen} onClick={onChoose} className={classNames(row, "hover:bg-hover")}>
        {inside}
      </button>
    </li>
  );
}

function Tip({ up, x }: { readonly up: boolean; readonly x: number }) {
  return (
    <span
      aria-hidden="true"
      className={classNames(
        "absolute -ml-[5px] size-[10px] rotate-45 rounded-tl-[2px] bg-raised",
        up ? "-bottom-[5px]" : "-top-[5px]",
      )}
      style={{ left: x, boxShadow: up ? "1px 1px 0 0 var(--line-2)" : "-1px -1px 0 0 var(--line-2)" }}
    />
  );
}
