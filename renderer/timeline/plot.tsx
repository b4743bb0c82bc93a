import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from "react";
import { useStore } from "zustand";
import type { Place } from "../../shared/timeline/history";
import { axisHeight } from "../../shared/timeline/row-layout";
import { around, step } from "../../shared/timeline/snapping";
import { classNames } from "../ui/class-names";
import { timelineWords } from "../words";
import { MomentPill, NowChip, NowPill, placePill } from "./axis-pills";
import { type CardTarget, cardOf, cardOfPlace, type PointedMark, sameCard, versionBehind } from "./card-target";
import { HoverCard } from "./hover-card";
import { MomentCard } from "./moment-card";
import { plotKeyOf, type TimelineAction } from "./plot-keys";
import { PlotMirror } from "./plot-mirror";
import { xOf } from "./scene";
import { type PaintInputs, type Painting, usePainting } from "./use-painting";
import { usePlotGestures } from "./use-plot-gestures";

interface PlotProps extends Omit<PaintInputs, "cursor"> {
  readonly frame: RefObject<HTMLDivElement | null>;
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly selectedId: string | null;
  onPainting(painting: Painting): void;
  onSelect(versionId: string | null): void;
  onAct(action: TimelineAction, versionId: string): void;
}

// The canvas would cover an outline, so the ring of the focus lies over it.
const plotClass = classNames(
  "relative min-h-0 min-w-0 touch-none select-none overflow-hidden outline-none",
  "after:pointer-events-none after:absolute after:inset-0 focus-visible:after:shadow-[inset_0_0_0_2px_var(--accent)]",
);

/** The canvas with everything that can be done on it. One tab stop; its mirror says what a screen reader needs. */
export function Plot({ frame, scroller, selectedId, onPainting, onSelect, onAct, ...inputs }: PlotProps) {
  const { history, layout, view, now, width, height, selected } = inputs;
  const canvas = useRef<HTMLCanvasElement>(null);
  const nowPill = useRef<HTMLDivElement>(null);
  const momentPill = useRef<HTMLDivElement>(null);
  const [cursorId, setCursorId] = useState<string | null>(null);
  const [pointed, setPointed] = useState<PointedMark | null>(null);
  const [card, setCard] = useState<CardTarget | null>(null);
  const [focused, setFocused] = useState(false);
  const [held, setHeld] = useState(false);
  const moment = useStore(view.store, (state) => state.moment);
  const momentSpan = useStore(view.store, (state) => (state.moment === null ? null : state.span));

  const cursor = (cursorId === null ? undefined : history.places.get(cursorId)) ?? null;
  const place = cursor ?? selected;
  const painting = usePainting(canvas, { ...inputs, cursor }, (scene) => {
    placePill(nowPill.current, scene, scene.now);
    placePill(momentPill.current, scene, scene.moment);
    const byKeys = focused && cursor !== null && pointed === null && selected === null;
    const next = byKeys ? cardOfPlace(scene, cursor) : cardOf(scene, pointed);
    setCard((known) => (sameCard(known, next) ? known : next));
  });
  useEffect(() => onPainting(painting), [painting, onPainting]);

  const idAt = (at: Place | null) => (at === null ? undefined : history.rows[at.row]?.versions[at.index]?.id);
  const open = (versionId: string) => {
    setCursorId(null);
    view.point(null);
    onSelect(versionId);
  };
  usePlotGestures({ frame, scroller, painting, view, onPointed: setPointed, onHold: setHeld, onSelect: open });

  const goTo = (next: Place) => {
    const id = idAt(next);
    setPointed(null);
    setCursorId(id ?? null);
    view.reveal(history.rows[next.row]?.times[next.index] ?? now);
    revealRow(scroller.current, layout, next.row);
    if (selected !== null && id !== undefined) onSelect(id);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const key = event.target === event.currentTarget ? plotKeyOf(event) : null;
    if (key === null) return;
    const underMoment = moment === null ? undefined : idAt(around(history, moment).before);
    const id = underMoment ?? idAt(place) ?? (pointed === null ? undefined : versionBehind(history, pointed));
    switch (key.kind) {
      case "step": {
        const next = step(history, place, key.direction, Math.min(now, view.store.getState().span?.to ?? now));
        if (next !== null) goTo(next);
        break;
      }
      case "zoom":
        view.zoomStep(key.factor);
        break;
      case "now":
        view.goToNow();
        break;
      case "whole":
        view.goToWhole();
        break;
      case "open":
        if (id !== undefined) open(id);
        break;
      case "act":
        if (id !== undefined) onAct(key.action, id);
        break;
      case "let-go":
        setCursorId(null);
        setPointed(null);
        if (moment !== null) view.point(null);
        else if (selected !== null) onSelect(null);
    }
    event.preventDefault();
  };

  const momentX = moment === null || momentSpan === null ? -1 : xOf({ span: momentSpan, width }, moment);
  return (
    <div
      ref={frame}
      role="application"
      // One tab stop for all of the plot: its keys lead from version to version.
      tabIndex={0}
      aria-label={timelineWords.plot}
      aria-describedby="timeline-help"
      aria-activedescendant={place === null ? undefined : "timeline-version"}
      className={plotClass}
      style={{ cursor: pointed === null ? undefined : "pointer" }}
      onKeyDown={onKeyDown}
      onFocus={(event) => setFocused(event.currentTarget.matches(":focus-visible"))}
      onBlur={() => setFocused(false)}
    >
      <canvas ref={canvas} aria-hidden="true" className="absolute top-0 left-0" style={{ width, height }} />
      <div className="absolute inset-x-0 top-0 cursor-ew-resize" style={{ height: axisHeight }} />
      <NowPill ref={nowPill} now={now} />
      {moment !== null && <MomentPill ref={momentPill} at={moment} />}
      <NowChip view={view} now={now} />
      {moment !== null && momentX >= 0 && momentX <= width && (
        <MomentCard
          history={history}
          at={moment}
          now={now}
          x={momentX}
          top={axisHeight + cardTop(inputs)}
          plot={{ width, height }}
          held={held}
          onSelect={open}
        />
      )}
      {card !== null && !held && (
        <HoverCard history={history} target={card} now={now} plot={{ width, height }} keys={focused} />
      )}
      <PlotMirror history={history} place={place} selectedId={selectedId} now={now} view={view} listening={focused} />
    </div>
  );
}

/** Below main's line and below what was set aside there. */
function cardTop({ history, layout }: Pick<PaintInputs, "history" | "layout">): number {
  const box = layout.boxes[0];
  if (box === undefined) return 0;
  return ((history.rows[0]?.asides.length ?? 0) > 0 ? box.aside : box.line) + 34;
}

function revealRow(scroller: HTMLElement | null, layout: PaintInputs["layout"], index: number): void {
  const box = layout.boxes[index];
  if (scroller === null || box === undefined) return;
  const low = box.top + box.height - scroller.clientHeight;
  if (scroller.scrollTop > box.top) scroller.scrollTo(0, box.top);
  else if (scroller.scrollTop < low) scroller.scrollTo(0, low);
}
