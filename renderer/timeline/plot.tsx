import { ArrowRight } from "lucide-react";
import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from "react";
import { useStore } from "zustand";
import type { Place } from "../../shared/timeline/history";
import { axisHeight } from "../../shared/timeline/row-layout";
import { step } from "../../shared/timeline/snapping";
import { widthOf } from "../../shared/timeline/span";
import { classNames } from "../ui/class-names";
import { clock, span as durationWords } from "../ui/time";
import { timelineWords } from "../words";
import { listenToGestures } from "./gestures";
import { type CardTarget, HoverCard } from "./hover-card";
import { plotKeyOf, type TimelineAction } from "./plot-keys";
import { PlotMirror } from "./plot-mirror";
import { asideIsShown, asideY, lineY, type Scene, timeOf, xOf } from "./scene";
import { type PaintInputs, type Painting, usePainting } from "./use-painting";

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
  const { history, view, now, width, height, selected } = inputs;
  const canvas = useRef<HTMLCanvasElement>(null);
  const pill = useRef<HTMLDivElement>(null);
  const [cursorId, setCursorId] = useState<string | null>(null);
  const [pointed, setPointed] = useState<{ row: number; mark: number; merged: number } | null>(null);
  const [card, setCard] = useState<CardTarget | null>(null);
  const [focused, setFocused] = useState(false);

  const cursor = (cursorId === null ? undefined : history.places.get(cursorId)) ?? null;
  const place = cursor ?? selected;
  const painting = usePainting(canvas, { ...inputs, cursor }, (scene) => {
    movePill(pill.current, scene);
    const next =
      focused && cursor !== null && pointed === null && selected === null
        ? cardOfPlace(scene, cursor)
        : cardOf(scene, pointed);
    setCard((known) => (sameCard(known, next) ? known : next));
  });
  useEffect(() => onPainting(painting), [painting, onPainting]);

  const idAt = (at: Place | null) => (at === null ? undefined : history.rows[at.row]?.versions[at.index]?.id);
  const hit = (x: number, y: number) => {
    const index = y < axisHeight ? -1 : painting.hits().at(x, y);
    const placement = painting.painter?.placement;
    if (index === -1 || placement === undefined) return null;
    return { row: placement.row[index] ?? 0, mark: placement.mark[index] ?? 0, merged: placement.merged[index] ?? 1 };
  };
  const gestures = useRef<Parameters<typeof listenToGestures>[1] | null>(null);
  gestures.current = {
    onZoom: (factor, x) => {
      if (painting.scene !== null) view.zoomAt(factor, timeOf(painting.scene, x));
    },
    onPan: (dx, dy) => {
      const { span } = view.store.getState();
      if (span !== null && dx !== 0) view.panBy((dx / width) * widthOf(span));
      if (dy !== 0) scroller.current?.scrollBy(0, dy);
      setPointed(null);
    },
    onPoint: (x, y) => {
      const found = hit(x, y);
      setPointed((known) => (known?.row === found?.row && known?.mark === found?.mark ? known : found));
    },
    onLeave: () => setPointed(null),
    onClick: (x, y) => {
      const found = hit(x, y);
      const id = found === null ? undefined : versionBehind(inputs, found);
      if (id === undefined) return;
      setCursorId(null);
      onSelect(id);
    },
    onDoubleClick: (x) => {
      if (painting.scene === null || pointed !== null) return;
      const { span } = view.store.getState();
      if (span === null) return;
      const at = timeOf(painting.scene, x);
      view.zoomTo({ from: at - (at - span.from) * 0.4, to: at + (span.to - at) * 0.4 });
    },
  };
  useEffect(() => {
    const element = frame.current;
    if (element === null) return;
    const call = () => gestures.current;
    return listenToGestures(element, {
      onZoom: (factor, x) => call()?.onZoom(factor, x),
      onPan: (dx, dy) => call()?.onPan(dx, dy),
      onPoint: (x, y) => call()?.onPoint(x, y),
      onLeave: () => call()?.onLeave(),
      onClick: (x, y) => call()?.onClick(x, y),
      onDoubleClick: (x) => call()?.onDoubleClick(x),
    });
  }, [frame]);

  const onKeyDown = (event: KeyboardEvent) => {
    const key = event.target === event.currentTarget ? plotKeyOf(event) : null;
    if (key === null) return;
    const id = idAt(place) ?? (pointed === null ? undefined : versionBehind(inputs, pointed));
    switch (key.kind) {
      case "step": {
        const { span } = view.store.getState();
        const next = step(history, place, key.direction, Math.min(now, span?.to ?? now));
        if (next === null) break;
        setPointed(null);
        const nextId = idAt(next);
        setCursorId(nextId ?? null);
        view.reveal(history.rows[next.row]?.times[next.index] ?? now);
        revealRow(scroller.current, inputs.layout, next.row);
        if (selected !== null && nextId !== undefined) onSelect(nextId);
        break;
      }
      case "zoom":
        view.zoomStep(key.factor);
        break;
      case "now":
        view.goToNow();
        break;
      case "open":
        if (id !== undefined) onSelect(id);
        break;
      case "act":
        if (id !== undefined) onAct(key.action, id);
        break;
      case "let-go":
        setCursorId(null);
        setPointed(null);
        if (selected !== null) onSelect(null);
    }
    event.preventDefault();
  };

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
      <div
        ref={pill}
        aria-hidden="true"
        className="pointer-events-none invisible absolute top-[3px] left-0 h-5 whitespace-nowrap rounded-[10px] bg-accent px-2 font-bold text-[11px] text-on-accent tabular-nums leading-5"
      >
        {timelineWords.now} {clock(now)}
      </div>
      <NowChip view={view} now={now} />
      {card !== null && <HoverCard history={history} target={card} now={now} plot={{ width, height }} keys={focused} />}
      <PlotMirror history={history} place={place} selectedId={selectedId} now={now} view={view} listening={focused} />
    </div>
  );
}

/** When the present is out of view: how far away it is, and the way there. */
function NowChip({ view, now }: Pick<PlotProps, "view" | "now">) {
  const ahead = useStore(view.store, ({ span }) =>
    span !== null && span.to < now ? durationWords(now - span.to) : null,
  );
  if (ahead === null) return null;
  return (
    <button
      type="button"
      onClick={() => view.goToNow()}
      className="absolute top-1.5 right-2.5 flex h-6 items-center gap-[5px] rounded-[12px] bg-surface px-[9px] font-medium text-accent text-small shadow-[0_0_0_1px_var(--accent-line)] hover:bg-[image:linear-gradient(var(--hover),var(--hover))]"
    >
      {timelineWords.nowAhead(ahead)} <ArrowRight size={13} />
    </button>
  );
}

/** A click on a rewind opens the last version before it: what it left, and the way back. */
function versionBehind(
  { history }: Pick<PaintInputs, "history">,
  hit: { row: number; mark: number },
): string | undefined {
  const row = history.rows[hit.row];
  const source = row?.marks.sources[hit.mark] ?? 0;
  if (row === undefined || source >= 0) return row?.versions[source]?.id;
  const rewind = row.rewinds[-1 - source];
  const left = row.versions.findLast((version) => version.laneId === rewind?.leftLaneId);
  return left?.id ?? rewind?.toVersionId ?? undefined;
}

function movePill(pill: HTMLDivElement | null, scene: Scene): void {
  if (pill === null) return;
  const x = xOf(scene, scene.now);
  const half = pill.offsetWidth / 2;
  const left = Math.round(Math.min(scene.width - half * 2 - 2, Math.max(2, x - half)));
  pill.style.visibility = x >= 0 && x <= scene.width ? "visible" : "hidden";
  pill.style.transform = `translateX(${left}px)`;
}

function cardOf(scene: Scene, pointed: { row: number; mark: number; merged: number } | null): CardTarget | null {
  const row = pointed === null ? undefined : scene.history.rows[pointed.row];
  const at = pointed === null ? undefined : row?.marks.times[pointed.mark];
  if (pointed === null || row === undefined || at === undefined) return null;
  const aside = row.marks.asides[pointed.mark] ?? -1;
  const shown = aside !== -1 && asideIsShown(scene, row, aside);
  const y = shown ? asideY(scene, pointed.row, aside) : lineY(scene, pointed.row);
  return { ...pointed, x: Math.round(xOf(scene, at)), y };
}

function cardOfPlace(scene: Scene, place: Place): CardTarget | null {
  const mark = scene.history.rows[place.row]?.markOf[place.index];
  const card = mark === undefined ? null : cardOf(scene, { row: place.row, mark, merged: 1 });
  return card !== null && card.x >= 0 && card.x <= scene.width ? card : null;
}

function sameCard(a: CardTarget | null, b: CardTarget | null): boolean {
  return (
    a === b ||
    (a !== null &&
      b !== null &&
      a.row === b.row &&
      a.mark === b.mark &&
      a.x === b.x &&
      a.y === b.y &&
      a.merged === b.merged)
  );
}

function revealRow(scroller: HTMLElement | null, layout: PaintInputs["layout"], index: number): void {
  const box = layout.boxes[index];
  if (scroller === null || box === undefined) return;
  const low = box.top + box.height - scroller.clientHeight;
  if (scroller.scrollTop > box.top) scroller.scrollTo(0, box.top);
  else if (scroller.scrollTop < low) scroller.scrollTo(0, low);
}
