import { type RefObject, useEffect, useRef, useState } from "react";
import { useStore } from "zustand";
import type { SiteDetail } from "../../shared/model/views";
import { axisHeight } from "../../shared/timeline/row-layout";
import { classNames } from "../ui/class-names";
import { timelineWords } from "../words";
import { MomentPill, NowChip, NowPill, placePill } from "./axis-pills";
import { type CardTarget, cardOf, cardOfPlace, type PointedMark, sameCard } from "./card-target";
import { chosenOn, momentRow } from "./chosen";
import { EventCard, type EventCardTarget } from "./event-card";
import { eventCardOf, sameEventCard } from "./event-card-target";
import { HoverCard } from "./hover-card";
import { MomentCard } from "./moment-card";
import type { TimelineAction } from "./plot-keys";
import { PlotMirror } from "./plot-mirror";
import { xOf } from "./scene";
import { type PaintInputs, type Painting, usePainting } from "./use-painting";
import { usePlotGestures } from "./use-plot-gestures";
import { usePlotKeys } from "./use-plot-keys";

interface PlotProps extends Omit<PaintInputs, "cursor" | "chosenEvent"> {
  readonly detail: SiteDetail;
  readonly frame: RefObject<HTMLDivElement | null>;
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly selectedId: string | null;
  /** What happened that is in the panel. */
  readonly selectedEvent: string | null;
  /** An operation is under way on the site. */
  readonly busy: boolean;
  /** What happened around the view is being asked for. */
  readonly waiting: boolean;
  onPainting(painting: Painting): void;
  onSelect(versionId: string | null): void;
  onSelectEvent(eventId: string): void;
  onAct(action: TimelineAction, versionId: string): void;
}

/** What a row draws below its line, tide lines included, keeps clear of a card. Pixels. */
const belowLine = 92;

// The canvas would cover an outline, so the ring of the focus lies over it.
const plotClass = classNames(
  "relative min-h-0 min-w-0 touch-none select-none overflow-hidden outline-none",
  "after:pointer-events-none after:absolute after:inset-0 focus-visible:after:shadow-[inset_0_0_0_2px_var(--accent)]",
);

/** The canvas with everything that can be done on it. One tab stop; its mirror says what a screen reader needs. */
export function Plot(props: PlotProps) {
  const { detail, frame, scroller, selectedId, selectedEvent, busy, onPainting, onSelect, onSelectEvent } = props;
  const { history, view, now, width, height, selected } = props;
  const canvas = useRef<HTMLCanvasElement>(null);
  const nowPill = useRef<HTMLDivElement>(null);
  const momentPill = useRef<HTMLDivElement>(null);
  const [cursorId, setCursorId] = useState<string | null>(null);
  const [pointed, setPointed] = useState<PointedMark | null>(null);
  const [pointedEvent, setPointedEvent] = useState<string | null>(null);
  const [card, setCard] = useState<CardTarget | null>(null);
  const [eventCard, setEventCard] = useState<EventCardTarget | null>(null);
  const [focused, setFocused] = useState(false);
  const [held, setHeld] = useState(false);
  const moment = useStore(view.store, (state) => state.moment);
  const momentBranch = useStore(view.store, (state) => state.momentBranch);
  const event = useStore(view.store, (state) => state.event);
  const momentSpan = useStore(view.store, (state) => (state.moment === null ? null : state.span));
  const chosen = chosenOn(detail, { moment, momentBranch, event }, selectedId);

  const cursor = (cursorId === null ? undefined : history.places.get(cursorId)) ?? null;
  const place = cursor ?? selected;
  const carded = event?.id ?? pointedEvent;
  const chosenEvent = pointedEvent ?? event?.id ?? selectedEvent;
  const painting = usePainting(canvas, { ...props, cursor, chosenEvent }, (scene, painter) => {
    placePill(nowPill.current, scene, scene.now);
    placePill(momentPill.current, scene, scene.moment);
    const byKeys = focused && cursor !== null && pointed === null && selected === null && moment === null;
    const next = byKeys ? cardOfPlace(scene, cursor) : cardOf(scene, pointed);
    setCard((known) => (sameCard(known, next) ? known : next));
    const nextEvents = eventCardOf(painter.events, carded);
    setEventCard((known) => (sameEventCard(known, nextEvents) ? known : nextEvents));
  });
  useEffect(() => onPainting(painting), [painting, onPainting]);

  const open = (versionId: string) => {
    setCursorId(null);
    view.point(null);
    onSelect(versionId);
  };
  const openEvent = (eventId: string) => {
    setCursorId(null);
    view.point(null);
    onSelectEvent(eventId);
  };
  usePlotGestures({
    frame,
    scroller,
    painting,
    view,
    onPointed: setPointed,
    onPointedEvent: setPointedEvent,
    onHold: setHeld,
    onSelect: open,
  });
  const onKeyDown = usePlotKeys({ ...props, place, chosen, pointed, open, openEvent, setCursorId, setPointed });

  const row = momentRow(history, chosen?.branchId ?? null, selectedId);
  const momentX = moment === null || momentSpan === null ? -1 : xOf({ span: momentSpan, width }, moment);
  const plot = { width, height };
  return (
    <div
      ref={frame}
      role="application"
      // One tab stop for all of the plot: its keys lead from version to version.
      tabIndex={0}
      aria-label={timelineWords.plot}
      aria-busy={props.waiting || undefined}
      aria-describedby="timeline-help"
      aria-activedescendant={place === null ? undefined : "timeline-version"}
      className={plotClass}
      style={{ cursor: pointed === null && pointedEvent === null ? undefined : "pointer" }}
      onKeyDown={onKeyDown}
      onFocus={(focus) => setFocused(focus.currentTarget.matches(":focus-visible"))}
      onBlur={() => setFocused(false)}
    >
      <canvas ref={canvas} aria-hidden="true" className="absolute top-0 left-0" style={{ width, height }} />
      <div className="absolute inset-x-0 top-0 cursor-ew-resize" style={{ height: axisHeight }} />
      <NowPill ref={nowPill} now={now} />
      {moment !== null && <MomentPill ref={momentPill} at={moment} />}
      <NowChip view={view} now={now} />
      {chosen !== null && moment !== null && momentX >= 0 && momentX <= width && (
        <MomentCard
          detail={detail}
          history={history}
          chosen={chosen}
          row={row}
          events={props.activity?.rows[row]?.events ?? []}
          now={now}
          x={momentX}
          top={cardTop(props, row)}
          plot={plot}
          held={held}
          free={!busy}
          onSelect={open}
          onBranch={() => view.pointOn(history.rows[(row + 1) % history.rows.length]?.branch.id ?? "")}
        />
      )}
      {card !== null && eventCard === null && !held && (
        <HoverCard history={history} target={card} now={now} plot={plot} keys={focused} />
      )}
      {eventCard !== null && !held && moment === null && (
        <EventCard
          detail={detail}
          target={eventCard}
          chosen={chosen}
          now={now}
          plot={plot}
          free={!busy}
          onChoose={view.choose}
          onOpen={openEvent}
        />
      )}
      <PlotMirror
        history={history}
        place={place}
        selectedId={selectedId}
        chosen={chosen}
        now={now}
        view={view}
        listening={focused}
      />
    </div>
  );
}

/** Below the row that the moment is of. */
function cardTop({ layout, history }: Pick<PaintInputs, "layout" | "history">, row: number): number {
  const box = layout.boxes[row];
  if (box === undefined) return axisHeight + 10;
  const low = (history.rows[row]?.asides.length ?? 0) > 0 ? box.aside : box.line;
  return axisHeight + Math.min(box.top + box.height + 10, low + belowLine);
}
