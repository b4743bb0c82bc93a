import { type RefObject, useEffect, useRef } from "react";
import { secondOf } from "../../shared/timeline/moment";
import { axisHeight } from "../../shared/timeline/row-layout";
import { snap } from "../../shared/timeline/snapping";
import { widthOf } from "../../shared/timeline/span";
import { type PointedMark, versionBehind } from "./card-target";
import { eventsAt } from "./draw-events";
import { type GestureHandlers, listenToGestures } from "./gestures";
import { timeOf } from "./scene";
import type { Painting } from "./use-painting";
import type { TimelineView } from "./view";

/** How near to a version, in pixels, the scrubber takes its instant. */
const snapDistance = 9;

interface PlotGestures {
  readonly frame: RefObject<HTMLElement | null>;
  readonly scroller: RefObject<HTMLElement | null>;
  readonly painting: Painting;
  readonly view: TimelineView;
  onPointed(change: (known: PointedMark | null) => PointedMark | null): void;
  onPointedEvent(eventId: string | null): void;
  onHold(held: boolean): void;
  onSelect(versionId: string): void;
}

/** What the pointer does on the plot: zoom, pan, scrub along the axis, point at a mark, open it. */
export function usePlotGestures(given: PlotGestures): void {
  const latest = useRef(given);
  useEffect(() => {
    latest.current = given;
  });
  const { frame } = given;
  useEffect(() => {
    const element = frame.current;
    return element === null ? undefined : listenToGestures(element, axisHeight, handlersOf(latest));
  }, [frame]);
}

function handlersOf(latest: RefObject<PlotGestures>): GestureHandlers {
  const now = () => latest.current;
  const hit = (x: number, y: number): PointedMark | null => {
    const { painting } = now();
    const index = y < axisHeight ? -1 : painting.hits().at(x, y);
    const placement = painting.painter?.placement;
    if (index === -1 || placement === undefined) return null;
    return { row: placement.row[index] ?? 0, mark: placement.mark[index] ?? 0, merged: placement.merged[index] ?? 1 };
  };
  const group = (x: number, y: number) => eventsAt(now().painting.painter?.events ?? [], x, y)?.group ?? null;
  return {
    onZoom(factor, x) {
      const { painting, view } = now();
      if (painting.scene !== null) view.zoomAt(factor, timeOf(painting.scene, x));
    },
    onPan(dx, dy) {
      const { painting, view, scroller, onPointed, onPointedEvent } = now();
      onPointedEvent(null);
      const { span } = view.store.getState();
      if (span !== null && painting.scene !== null && dx !== 0) view.panBy((dx / painting.scene.width) * widthOf(span));
      if (dy !== 0) scroller.current?.scrollBy(0, dy);
      onPointed(() => null);
    },
    onPoint(x, y) {
      now().view.stand();
      const events = group(x, y);
      now().onPointedEvent(events?.events[0]?.event.id ?? null);
      const found = events === null ? hit(x, y) : null;
      now().onPointed((known) => (known?.row === found?.row && known?.mark === found?.mark ? known : found));
    },
    onLeave() {
      const { view, onPointed, onPointedEvent } = now();
      view.goOn();
      onPointedEvent(null);
      onPointed(() => null);
    },
    onClick(x, y) {
      const { painting, view, onSelect } = now();
      const events = group(x, y);
      if (events !== null) return view.choose(events.top.event);
      const found = hit(x, y);
      const id = found === null || painting.scene === null ? undefined : versionBehind(painting.scene.history, found);
      view.point(null);
      if (id !== undefined) onSelect(id);
    },
    onDoubleClick(x, y) {
      const { painting, view } = now();
      const { span } = view.store.getState();
      if (painting.scene === null || span === null || hit(x, y) !== null || group(x, y) !== null) return;
      const at = timeOf(painting.scene, x);
      view.zoomTo({ from: at - (at - span.from) * 0.4, to: at + (span.to - at) * 0.4 });
    },
    onScrub(x, free) {
      const { painting, view, onHold, onPointed, onPointedEvent } = now();
      const { scene } = painting;
      if (scene === null) return;
      onPointedEvent(null);
      onPointed(() => null);
      onHold(true);
      const at = timeOf(scene, Math.max(0, Math.min(scene.width, x)));
      const within = (snapDistance / scene.width) * widthOf(scene.span);
      const near = free ? null : snap(scene.history, at, within);
      const snapped = near === null ? undefined : scene.history.rows[near.row]?.times[near.index];
      view.point(snapped ?? secondOf(at));
    },
    onScrubEnd() {
      const { painting, view, onHold, onSelect } = now();
      onHold(false);
      const { moment } = view.store.getState();
      const place = moment === null || painting.scene === null ? null : snap(painting.scene.history, moment, 0);
      const id = place === null ? undefined : painting.scene?.history.rows[place.row]?.versions[place.index]?.id;
      if (id === undefined) return;
      view.point(null);
      onSelect(id);
    },
  };
}
