import { type KeyboardEvent, type PointerEvent, useEffect, useMemo, useRef } from "react";
import type { History } from "../../shared/timeline/history";
import { type BrushPart, dragBrush, overviewSpan } from "../../shared/timeline/overview";
import {
  type Bounds,
  panSpan,
  type Span,
  shortestSpan,
  spanAround,
  spanAtNow,
  widthOf,
  zoomSpan,
} from "../../shared/timeline/span";
import type { Reachable } from "../../shared/timeline/reach";
import { calendar } from "../ui/time";
import { useOverviewActivity } from "../api/activity";
import { timelineWords } from "../words";
import { drawOverview } from "./draw-overview";
import { useFontsLoaded, usePixelRatio, useWidth } from "./element-size";
import { useActivityDrawing } from "./activity-drawing";
import { readPalette } from "./palette";
import { subscribeCalmly } from "./readout";
import type { TimelineView } from "./view";

const height = 52;
const leastBrush = 12;

const keyShare = 0.15;
const keyZoom = 1.25;

const middle = (span: Span): number => (span.from + span.to) / 2;

/** What the brush does by keys: arrows move it, with Shift they widen and narrow it. */
const brushKeys: Readonly<Record<string, (span: Span, bounds: Bounds) => Span>> = {
  ArrowLeft: (span, bounds) => panSpan(span, -widthOf(span) * keyShare, bounds),
  ArrowRight: (span, bounds) => panSpan(span, widthOf(span) * keyShare, bounds),
  PageUp: (span, bounds) => panSpan(span, -widthOf(span), bounds),
  PageDown: (span, bounds) => panSpan(span, widthOf(span), bounds),
  "Shift+ArrowLeft": (span, bounds) => zoomSpan(span, 1 / keyZoom, middle(span), bounds),
  "Shift+ArrowRight": (span, bounds) => zoomSpan(span, keyZoom, middle(span), bounds),
  Home: (span, bounds) => spanAround(bounds.start + widthOf(span) * 0.4, widthOf(span), bounds),
  End: (span, bounds) => spanAtNow(widthOf(span), bounds),
};

interface OverviewStripProps {
  readonly history: History;
  readonly view: TimelineView;
  readonly now: number;
  readonly theme: string;
  readonly siteId: string;
  readonly reach: Reachable;
}

/** All of it, always: a brush over it is the view, moved and resized by pointer or keys. */
export function OverviewStrip({ history, view, now, theme, siteId, reach }: OverviewStripProps) {
  const frame = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const brush = useRef<HTMLDivElement>(null);
  const drag = useRef<{ part: BrushPart; x: number; span: Span } | null>(null);
  const width = useWidth(frame);
  // Less than half a pixel of new time isn't worth drawing all of it again.
  const grain = Math.max(1, (now - history.start) / Math.max(1, width) / 2);
  const drawn = Math.ceil(now / grain) * grain;
  const all = useMemo(() => overviewSpan({ start: history.start, now: drawn }), [history.start, drawn]);

  const activity = useActivityDrawing(useOverviewActivity(siteId, all), history);
  const fonts = useFontsLoaded();
  const ratio = usePixelRatio();

  useEffect(() => {
    if (canvas.current === null || width === 0) return;
    const palette = readPalette(canvas.current);
    drawOverview(canvas.current, { history, span: all, width, height, now: drawn, palette, reach, activity });
    // `theme` changes what the tokens say, `fonts` what texts look like, `ratio` how many pixels there are.
  }, [history, all, width, drawn, theme, fonts, ratio, reach, activity]);

  useEffect(() => {
    let frame = 0;
    const place = () => {
      frame = 0;
      const { span } = view.store.getState();
      const element = brush.current;
      if (span === null || element === null || width === 0) return;
      const x = (at: number) => ((at - all.from) / widthOf(all)) * width;
      const left = Math.max(1, Math.min(width - leastBrush - 1, x(span.from)));
      const right = Math.max(leastBrush, Math.min(width - 1, x(span.to)));
      const spare = Math.max(0, leastBrush - (right - left));
      element.style.transform = `translateX(${left - spare / 2}px)`;
      element.style.width = `${Math.max(leastBrush, right - left)}px`;
    };
    const say = () => {
      const { span, bounds } = view.store.getState();
      const element = brush.current;
      if (span === null || element === null) return;
      const share = (span.to - bounds.start) / Math.max(1, bounds.now - bounds.start);
      element.setAttribute("aria-valuenow", String(Math.round(Math.min(1, Math.max(0, share)) * 100)));
      element.setAttribute("aria-valuetext", calendar.rangeWords(span, bounds.now));
    };
    place();
    say();
    // Several events may come for one frame.
    const follow = view.store.subscribe(() => {
      frame ||= requestAnimationFrame(place);
    });
    const unsay = subscribeCalmly(view.store, say);
    return () => {
      follow();
      unsay();
      cancelAnimationFrame(frame);
    };
  }, [view, all, width]);

  const down = (event: PointerEvent<HTMLDivElement>) => {
    const { span, bounds } = view.store.getState();
    if (span === null || event.button !== 0) return;
    const box = event.currentTarget.getBoundingClientRect();
    const at = all.from + ((event.clientX - box.left) / width) * widthOf(all);
    const part = partOf(event.target);
    event.currentTarget.setPointerCapture(event.pointerId);
    if (part === null) view.show(spanAround(at, widthOf(span), bounds));
    drag.current = { part: part ?? "body", x: event.clientX, span: view.store.getState().span ?? span };
  };
  const move = (event: PointerEvent<HTMLDivElement>) => {
    if (drag.current === null) return;
    const by = ((event.clientX - drag.current.x) / width) * widthOf(all);
    view.show(dragBrush(drag.current.span, drag.current.part, by, shortestSpan));
  };
  const up = () => {
    drag.current = null;
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const { span, bounds } = view.store.getState();
    const change = span === null ? undefined : brushKeys[`${event.shiftKey ? "Shift+" : ""}${event.key}`];
    if (span === null || change === undefined) return;
    event.preventDefault();
    view.zoomTo(change(span, bounds));
  };

  return (
    <div
      ref={frame}
      className="relative h-full touch-none select-none overflow-hidden bg-sunken"
      onPointerDown={down}
      onPointerMove={move}
      onPointerUp={up}
      onPointerCancel={up}
    >
      <canvas ref={canvas} aria-hidden="true" className="absolute top-0 left-0" style={{ width, height }} />
      <div
        ref={brush}
        data-brush="body"
        role="slider"
        tabIndex={0}
        aria-label={timelineWords.overview.label}
        title={timelineWords.overview.help}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={100}
        onKeyDown={onKeyDown}
        className="absolute top-px left-0 cursor-grab rounded-1 border border-accent-line bg-accent-wash -outline-offset-2 active:cursor-grabbing"
        style={{ height: height - 2 }}
      >
        <BrushEdge part="left" />
        <BrushEdge part="right" />
      </div>
    </div>
  );
}

function BrushEdge({ part }: { readonly part: "left" | "right" }) {
  return (
    <div
      data-brush={part}
      className={`absolute inset-y-0 w-2.5 cursor-ew-resize ${part === "left" ? "-left-[6px]" : "-right-[6px]"}`}
    >
      <div className="pointer-events-none absolute top-1/2 left-1/2 h-3.5 w-[3px] -translate-x-1/2 -translate-y-1/2 rounded-full bg-accent" />
    </div>
  );
}

function partOf(target: EventTarget): BrushPart | null {
  const part = target instanceof HTMLElement ? target.dataset["brush"] : undefined;
  return part === "body" || part === "left" || part === "right" ? part : null;
}
