import { useQuery } from "@tanstack/react-query";
import { Eye, GitBranch, RotateCcw, X } from "lucide-react";
import { useEffect, useRef } from "react";
import type { SiteEvent } from "../../shared/model/event";
import type { Operation } from "../../shared/model/operation";
import type { SiteDetail } from "../../shared/model/views";
import { deeds } from "../actions/do";
import { ariaKeys, keyCaps } from "../actions/shortcuts";
import { rewindable } from "../actions/version-actions";
import { api } from "../api/client";
import { presentTitle } from "../operations/operation-title";
import { Button, IconButton } from "../ui/button";
import { KeyCaps } from "../ui/key-caps";
import { isMac } from "../ui/mac";
import { useNow } from "../ui/now";
import { Skeleton } from "../ui/skeleton";
import { ago, clock, dayAndClock } from "../ui/time";
import { words } from "../words";
import { EventFacts } from "./event-facts";
import { EventIcon, isAlarming } from "./event-icon";
import { eventExtra, eventTitle, eventTopic } from "./event-text";
import { PanelFrame } from "./panel-frame";
import { useMomentBefore } from "./use-moment-before";

interface EventPanelProps {
  readonly detail: SiteDetail;
  readonly eventId: string;
  readonly running: Operation | null;
  onSelect(versionId: string | null): void;
}

/** Something that happened: what, who, how and when, and the ways to right before it. */
export function EventPanel({ detail, eventId, running, onSelect }: EventPanelProps) {
  const text = words.recording.event;
  const event = useQuery(api.recording.event.queryOptions({ input: { eventId } }));
  const close = <IconButton size="small" label={words.common.close} icon={X} onClick={() => onSelect(null)} />;
  return (
    <PanelFrame label={text.label}>
      {event.data !== undefined ? (
        <Shown key={eventId} detail={detail} event={event.data} running={running} onSelect={onSelect} close={close} />
      ) : event.isError ? (
        <div className="px-4 pt-2.5">
          <div className="flex justify-end">{close}</div>
          <p className="text-ink-2">{text.gone}</p>
        </div>
      ) : (
        <div aria-busy="true" aria-label={words.common.loading} className="grid gap-3 px-4 pt-4">
          <Skeleton className="h-3.5 w-32" />
          <Skeleton className="h-5 w-64" />
          <Skeleton className="h-8 w-full" />
        </div>
      )}
    </PanelFrame>
  );
}

interface ShownProps extends Omit<EventPanelProps, "eventId"> {
  readonly event: SiteEvent;
  readonly close: React.ReactNode;
}

function Shown({ detail, event, running, onSelect, close }: ShownProps) {
  const now = useNow();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // The row it was opened from may be gone; the keyboard goes on here.
    if (document.activeElement === document.body) heading.current?.focus();
  }, []);
  const branch = detail.branches.find((one) => one.id === event.branchId);
  const extra = eventExtra(event);
  return (
    <>
      <div className="border-b border-line px-4 pt-2.5 pb-3.5">
        <div className="-mx-1.5 mb-1.5 flex items-center gap-0.5 text-small text-ink-3">
          <span className="flex min-w-0 flex-1 items-center gap-1.5 pl-1.5">
            <span className={isAlarming(event) ? "text-bad" : "text-ink-2"}>
              <EventIcon event={event} size={15} />
            </span>
            <span className="truncate">{eventTopic(event)}</span>
          </span>
          {close}
        </div>
        <h2
          ref={heading}
          tabIndex={-1}
          dir="auto"
          className="line-clamp-3 text-lead leading-[21px] font-bold outline-none tracking-[-0.006em] text-balance break-words"
        >
          {eventTitle(event)}
        </h2>
        {extra !== null && (
          <p dir="auto" className="mt-[3px] line-clamp-3 text-small break-words text-ink-2">
            {extra}
          </p>
        )}
        <p className="mt-[3px] mb-3 text-small tabular-nums text-ink-2">
          <time dateTime={event.at}>{dayAndClock(event.at, now)}</time> {words.site.panel.on(branch?.name ?? "")},{" "}
          {ago(event.at, now)}
        </p>
        <Ways detail={detail} event={event} running={running} onSelect={onSelect} />
      </div>
      <EventFacts detail={detail} event={event} onSelect={onSelect} />
    </>
  );
}

function Ways({ detail, event, running, onSelect }: Omit<ShownProps, "close">) {
  const text = words.recording.event;
  const now = useNow();
  const target = { kind: "before-event", eventId: event.id } as const;
  const moment = useMomentBefore(event.id);
  const unreachable = moment?.unreachable ?? null;
  const off = running !== null || moment === undefined || unreachable !== null;
  const { base } = moment ?? { base: null };
  const says =
    running !== null
      ? words.site.panel.busy(presentTitle(running, now))
      : unreachable === null
        ? text.promise
        : words.recording.unreachable[unreachable];
  return (
    <div className="grid grid-cols-2 gap-1.5">
      <Button
        look="primary"
        icon={RotateCcw}
        className="col-span-2 h-8 min-w-0"
        disabled={off}
        aria-keyshortcuts={ariaKeys("rewind", isMac)}
        onClick={() => deeds.rewindToMoment(rewindable(detail, event.branchId), target)}
      >
        <span className="truncate">{text.rewind}</span>
        {!off && <KeyCaps caps={keyCaps("rewind", isMac)} onAccent />}
      </Button>
      <p className="col-span-2 mt-px mb-1 min-h-[17px] text-center text-small leading-[17px] text-balance text-ink-3">
        {says}
      </p>
      <Button
        icon={GitBranch}
        disabled={off}
        onClick={() =>
          deeds.ask({ kind: "branch-moment", siteId: detail.site.id, target, at: text.justBefore(clock(event.at)) })
        }
      >
        {text.branch}
      </Button>
      <Button icon={Eye} disabled={off} onClick={() => deeds.peekAtMoment(target)}>
        {text.peek}
      </Button>
      {unreachable !== null && base !== null && (
        <Button look="quiet" size="small" className="col-span-2 mt-1" onClick={() => onSelect(base.versionId)}>
          {text.toVersion(clock(base.at))}
        </Button>
      )}
    </div>
  );
}
