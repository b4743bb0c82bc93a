import { type PointerEvent, useEffect, useMemo, useRef } from "react";
import type { History } from "../../shared/timeline/history";
import { type BrushPart, dragBrush, overviewSpan } from "../../shared/timeline/overview";
import { type Span, shortestSpan, spanAround, widthOf } from "../../shared/timeline/span";
import { drawOverview } from "./draw-overview";
import { useFontsLoaded, useWidth } from "./element-size";
import { readPalette } from "./palette";
import type { TimelineView } from "./view";

const height = 52;
const leastBrush = 12;

interface OverviewStripProps {
  readonly history: History;
  readonly view: TimelineView;
  readonly now: number;
  readonly theme: string;
}

/** All of it, always: a brush over it is the view. The plot's keys do all it does, so it is the pointer's alone. */
export function OverviewStrip({ history, view, now, theme }: OverviewStripProps) {
  const frame = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const brush = useRef<HTMLDivElement>(null);
  const drag = useRef<{ part: BrushPart; x: number; span: Span } | null>(null);
  const width = useWidth(frame);
  const all = useMemo(() => overviewSpan({ start: history.start, now }), [history.start, now]);

  const fonts = useFontsLoaded();

  useEffect(() => {
    if (canvas.current === null || width === 0) return;
    drawOverview(canvas.current, { history, span: all, width, height, now, palette: readPalette(canvas.current) });
    // `theme` changes what the tokens say, `fonts` what texts look like.
  }, [history, all, width, now, theme, fonts]);

  useEffect(() => {
    const place = () => {
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
    place();
    return view.store.subscribe(place);
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

  return (
    <div
      ref={frame}
      aria-hidden="true"
      className="relative h-full touch-none select-none overflow-hidden bg-sunken"
      onPointerDown={down}
      onPointerMove={move}
      onPointerUp={up}
      onPointerCancel={up}
    >
      <canvas ref={canvas} className="absolute top-0 left-0" style={{ width, height }} />
      <div
        ref={brush}
        data-brush="body"
        className="absolute top-px left-0 cursor-grab rounded-1 border border-accent-line bg-accent-wash active:cursor-grabbing"
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
