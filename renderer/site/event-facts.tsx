import type { ReactNode } from "react";
import type { SiteEvent } from "../../shared/model/event";
import type { SiteDetail } from "../../shared/model/views";
import { Facts } from "../ui/facts";
import { clock } from "../ui/time";
import { words } from "../words";
import { EventFigures } from "./event-figures";
import { eventFigures, eventWay } from "./event-text";
import { groupName, groupValue } from "./file-groups";
import { titleOf } from "./list-rows";
import { PanelSection } from "./panel-frame";
import { useMomentBefore } from "./use-moment-before";

interface EventFactsProps {
  readonly detail: SiteDetail;
  readonly event: SiteEvent;
  onSelect(versionId: string | null): void;
}

/** Who and how, and what right before it is made of. */
export function EventFacts({ detail, event, onSelect }: EventFactsProps) {
  const text = words.recording.event;
  const moment = useMomentBefore(event.id);
  const base = detail.versions.find(({ id }) => id === moment?.base?.versionId);
  const facts: [string, ReactNode][] = [
    [text.who, event.who?.name ?? text.nobody],
    [text.how, eventWay(event)],
  ];
  if (event.place !== null) {
    facts.push([
      text.where,
      <code key="place" dir="ltr" className="font-code text-micro break-all">
        {event.place}
      </code>,
    ]);
  }
  if (eventFigures(event).length > 0) facts.push([text.much, <EventFigures key="much" event={event} />]);
  return (
    <div className="px-4 pb-4">
      <PanelSection title={text.about}>
        <Facts facts={facts} />
      </PanelSection>
      {moment?.unreachable === null && base !== undefined && (
        <PanelSection title={text.before}>
          <p className="mb-1.5 text-small text-ink-2">
            {text.filesFrom}{" "}
            <button
              type="button"
              dir="auto"
              onClick={() => onSelect(base.id)}
              className="text-accent tabular-nums hover:underline"
            >
              {titleOf(base)}, {clock(base.at)}
            </button>
          </p>
          {moment.files === null ? (
            <p className="text-small text-ink-2">{words.recording.files.unknown}</p>
          ) : moment.files.length === 0 ? (
            <p className="text-small text-ink-2">{text.filesSame}</p>
          ) : (
            <>
              <p className="mb-1 text-small text-ink-2">{text.filesChanged}</p>
              <Facts facts={moment.files.map((group) => [groupName(group), groupValue(group)] as const)} />
            </>
          )}
        </PanelSection>
      )}
    </div>
  );
}
