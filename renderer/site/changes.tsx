import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { ChangesView } from "../../shared/model/recording";
import { api } from "../api/client";
import { Button } from "../ui/button";
import { Facts } from "../ui/facts";
import { Skeleton } from "../ui/skeleton";
import { clock, dayAndClock, span } from "../ui/time";
import { useNow } from "../ui/now";
import { words } from "../words";
import { EventLine } from "./event-line";
import { noiseName } from "./event-text";
import { FilesChanged } from "./files-changed";
import { Fold } from "./fold";
import { PanelSection } from "./panel-frame";

/** So many at first: the rest comes when it is asked for. */
const firstEvents = 8;

interface ChangesProps {
  readonly version: { readonly id: string; readonly at: string };
  onSelectEvent(eventId: string): void;
}

/** What is different in a version from the one before it. */
export function Changes({ version, onSelectEvent }: ChangesProps) {
  const text = words.recording.changes;
  const changes = useQuery({
    ...api.recording.changes.queryOptions({ input: { versionId: version.id } }),
    // Which files changed may be known a moment after the version.
    staleTime: 30_000,
  });
  if (changes.isPending) return <ChangesSkeleton />;
  if (changes.isError)
    return (
      <PanelSection title={text.title}>
        <p className="mb-2 text-small text-ink-2">{text.failed}</p>
        <Button size="small" busy={changes.isFetching} onClick={() => void changes.refetch()}>
          {words.common.retry}
        </Button>
      </PanelSection>
    );
  if (changes.data.since === null)
    return (
      <PanelSection title={text.title}>
        <p className="text-small text-ink-2">{text.first}</p>
      </PanelSection>
    );
  return (
    <>
      <Happened key={version.id} changes={changes.data} at={version.at} onSelectEvent={onSelectEvent} />
      <FilesChanged groups={changes.data.files} />
    </>
  );
}

interface HappenedProps {
  readonly changes: ChangesView;
  readonly at: string;
  onSelectEvent(eventId: string): void;
}

function Happened({ changes, at, onSelectEvent }: HappenedProps) {
  const text = words.recording.changes;
  const now = useNow(60_000);
  const [all, setAll] = useState(false);
  const { since, events, moreEvents, noise } = changes;
  if (since === null) return null;
  const sameDay = new Date(since.at).toDateString() === new Date(at).toDateString();
  const shown = all ? events : events.slice(0, firstEvents);
  const rows = noise.reduce((sum, { rows: count }) => sum + count, 0);
  return (
    <PanelSection
      title={text.since(sameDay ? clock(since.at) : dayAndClock(since.at, now))}
      note={span(Date.parse(at) - Date.parse(since.at))}
    >
      {events.length === 0 && <p className="text-small text-ink-2">{rows === 0 ? text.nothing : text.onlyNoise}</p>}
      <ul>
        {shown.map((event) => (
          <EventLine key={event.id} event={event} onSelect={onSelectEvent} />
        ))}
      </ul>
      {shown.length < events.length && (
        <Button look="quiet" size="small" className="-ml-[3px]" onClick={() => setAll(true)}>
          {text.showMore(events.length - shown.length + moreEvents)}
        </Button>
      )}
      {all && moreEvents > 0 && <p className="py-1 text-small text-ink-3">{text.inList(moreEvents)}</p>}
      {rows > 0 && (
        <Fold
          className="mt-1"
          summary={
            <span className="min-w-0 truncate">
              {text.noise(
                rows,
                noise.map(({ kind }) => noiseName(kind)),
              )}
            </span>
          }
        >
          <div className="pt-0.5 pb-1 pl-[19px]">
            <Facts facts={noise.map(({ kind, rows: count }) => [noiseName(kind), text.rows(count)] as const)} />
          </div>
        </Fold>
      )}
    </PanelSection>
  );
}

/** As high as a few changes are; what follows comes with them, so that it does not move. */
function ChangesSkeleton() {
  return (
    <div aria-busy="true" aria-label={words.common.loading} className="py-3">
      <Skeleton className="mb-3.5 h-3.5 w-40" />
      {["w-52", "w-40", "w-60", "w-44"].map((width) => (
        <div key={width} className="mb-1.5 flex h-[40px] gap-2">
          <Skeleton className="size-4" />
          <div className="grid gap-1.5">
            <Skeleton className={`h-3.5 ${width}`} />
            <Skeleton className="h-3 w-28" />
          </div>
        </div>
      ))}
    </div>
  );
}
