import type { SiteEvent } from "../../shared/model/event";
import { EventIcon, isAlarming } from "./event-icon";
import { EventFigures } from "./event-figures";
import { eventBy, eventExtra, eventTitle } from "./event-text";

interface EventLineProps {
  readonly event: SiteEvent;
  onSelect(eventId: string): void;
}

/** What happened, how much, by whom and how: two lines of a panel, and the way to its own. */
export function EventLine({ event, onSelect }: EventLineProps) {
  const title = eventTitle(event);
  const by = eventBy(event);
  const extra = eventExtra(event);
  return (
    <li>
      <button
        type="button"
        onClick={() => onSelect(event.id)}
        className="-mx-1.5 grid w-[calc(100%+12px)] grid-cols-[16px_minmax(0,1fr)_auto] gap-x-2 rounded-2 px-1.5 py-[5px] text-start hover:bg-hover"
      >
        <span className={`pt-[3px] ${isAlarming(event) ? "text-bad" : "text-ink-2"}`}>
          <EventIcon event={event} size={14} />
        </span>
        <span dir="auto" className={`break-words ${isAlarming(event) ? "text-bad" : ""}`}>
          {title}
        </span>
        <span className="text-small leading-5 text-ink-3 tabular-nums">
          <EventFigures event={event} />
        </span>
        <span className="col-start-2 col-end-4 flex min-w-0 flex-wrap gap-x-2 text-small leading-[17px]">
          {extra !== null && (
            <span dir="auto" className="max-w-full truncate text-ink-2">
              {extra}
            </span>
          )}
          <span dir="auto" className="max-w-full truncate text-ink-3">
            {by}
          </span>
        </span>
      </button>
    </li>
  );
}
