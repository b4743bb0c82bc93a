import { useEffect, useRef } from "react";
import type { SiteEvent } from "../../shared/model/event";
import { classNames } from "../ui/class-names";
import { Spinner } from "../ui/state-dot";
import { clock } from "../ui/time";
import { words } from "../words";
import { EventIcon, isAlarming } from "./event-icon";
import { eventTitle, eventWay } from "./event-text";
import { listColumns, Marked } from "./list-row";

interface EventListRowProps {
  readonly event: SiteEvent;
  readonly search: string;
  readonly branch: { readonly name: string; readonly main: boolean } | undefined;
  readonly selected: boolean;
  readonly first: boolean;
  takeFocus(): boolean;
  onSelect(eventId: string | null): void;
}

/** Something that happened, between the versions: lower, and its words without weight. */
export function EventListRow(props: EventListRowProps) {
  const { event, search, branch, selected, first, takeFocus, onSelect } = props;
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (selected && takeFocus()) button.current?.focus({ preventScroll: true });
  }, [selected, takeFocus]);
  const title = eventTitle(event);
  const alarming = isAlarming(event);
  const who = whoAndWhere(event.who?.name ?? null, branch);
  return (
    <div
      className={classNames(
        listColumns,
        "relative h-full border-b border-grid text-small",
        selected
          ? "bg-accent-wash before:absolute before:inset-y-0 before:left-0 before:w-[3px] before:bg-accent"
          : "hover:bg-hover",
      )}
    >
      <span className={classNames("whitespace-nowrap tabular-nums", selected ? "text-ink-2" : "text-ink-3")}>
        {clock(event.at)}
      </span>
      <span />
      <span className={classNames("flex min-w-0 items-center gap-2", alarming ? "text-bad" : "text-ink-2")}>
        <EventIcon event={event} />
        <button
          ref={button}
          type="button"
          dir="auto"
          tabIndex={selected || first ? 0 : -1}
          aria-pressed={selected}
          aria-label={`${title}, ${clock(event.at)}, ${who}`}
          title={title}
          onClick={() => onSelect(event.id)}
          className="min-w-0 truncate text-start after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent"
        >
          <Marked text={title} search={search} />
        </button>
        <span
          className={classNames(
            "hidden min-w-0 shrink-[99] truncate @min-[640px]:inline",
            selected ? "text-ink-2" : "text-ink-3",
          )}
        >
          {eventWay(event)}
        </span>
      </span>
      <span title={who} className={classNames("truncate", selected ? "text-ink-2" : "text-ink-3")}>
        <Marked text={who} search={search} />
      </span>
      <span />
      <span />
    </div>
  );
}

/** A name, and the branch unless it is main; the branch alone where nobody was logged in. */
function whoAndWhere(name: string | null, branch: EventListRowProps["branch"]): string {
  if (name === null) return branch?.name ?? "";
  return branch === undefined || branch.main ? name : words.recording.list.whoOn(name, branch.name);
}

/** Below it the events are still on their way. */
export function MoreRowLine() {
  return (
    <div className={classNames(listColumns, "h-full border-b border-grid text-small text-ink-3")}>
      <span />
      <span />
      <span className="flex items-center gap-2">
        <Spinner /> {words.recording.list.more}
      </span>
    </div>
  );
}
