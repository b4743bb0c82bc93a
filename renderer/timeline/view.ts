import { useMemo } from "react";
import { createStore, type StoreApi } from "zustand/vanilla";
import { easeInOut } from "../../shared/timeline/easing";
import type { Goal } from "../../shared/timeline/go-to";
import {
  type Bounds,
  betweenSpans,
  clampSpan,
  followNow,
  HOUR,
  MINUTE,
  panSpan,
  type Span,
  spanAround,
  spanAtNow,
  widthOf,
  zoomSpan,
} from "../../shared/timeline/span";
import { firstSpan, presetSpan, type ZoomPresetId } from "../../shared/timeline/zoom-presets";
import { motionTime } from "./palette";

interface ViewState {
  /** Null until the timeline has said what there is to see. */
  readonly span: Span | null;
  readonly bounds: Bounds;
  /** The selected version's instant: zoom by key and preset holds on to it. */
  readonly keep: number | null;
}

/** What a site's timeline shows. Kept per site, so that it survives a change to the list and back. */
export interface TimelineView {
  readonly store: StoreApi<ViewState>;
  setBounds(bounds: Bounds, keep: number | null): void;
  /** At once: wheel, drag, brush. */
  show(span: Span): void;
  zoomAt(factor: number, at: number): void;
  panBy(milliseconds: number): void;
  /** Eased: keys and buttons. */
  zoomStep(factor: number): void;
  goToNow(): void;
  goToPreset(id: ZoomPresetId): void;
  goTo(goal: Goal): void;
  /** Brings an instant into view, moving no more than needed. */
  reveal(at: number): void;
  zoomTo(span: Span): void;
}

const views = new Map<string, TimelineView>();

export function useTimelineView(siteId: string): TimelineView {
  return useMemo(() => timelineView(siteId), [siteId]);
}

/** The view of a site's timeline, also while the timeline is not drawn. */
export function timelineView(siteId: string): TimelineView {
  const known = views.get(siteId) ?? createView();
  views.set(siteId, known);
  return known;
}

function createView(): TimelineView {
  const store = createStore<ViewState>(() => ({ span: null, bounds: { start: 0, now: 0 }, keep: null }));
  let frame = 0;
  let goal: Span | null = null;

  const stop = () => {
    cancelAnimationFrame(frame);
    goal = null;
  };
  const show = (span: Span) => {
    stop();
    store.setState({ span: clampSpan(span, store.getState().bounds) });
  };
  const ease = (to: Span) => {
    const from = store.getState().span;
    const time = motionTime("--d-zoom");
    stop();
    if (from === null || time === 0) return store.setState({ span: to });
    goal = to;
    const began = performance.now();
    const draw = (at: number) => {
      const part = Math.min(1, Math.max(0, (at - began) / time));
      store.setState({ span: betweenSpans(from, to, easeInOut(part)) });
      if (part < 1) frame = requestAnimationFrame(draw);
      else goal = null;
    };
    frame = requestAnimationFrame(draw);
  };
  /** Where the view is heading, so that keys pressed in a row add up. */
  const heading = () => goal ?? store.getState().span;
  const from = (change: (span: Span, state: ViewState) => Span, move: (span: Span) => void) => {
    const span = heading();
    if (span !== null) move(change(span, store.getState()));
  };

  return {
    store,
    setBounds(bounds, keep) {
      const before = store.getState();
      const span = before.span === null ? firstSpan(bounds) : followNow(before.span, before.bounds.now, bounds);
      store.setState({ span, bounds, keep });
    },
    show,
    zoomAt: (factor, at) => from((span, { bounds }) => zoomSpan(span, factor, at, bounds), show),
    panBy: (by) => from((span, { bounds }) => panSpan(span, by, bounds), show),
    zoomStep: (factor) => from((span, state) => zoomSpan(span, factor, stepCentre(span, state), state.bounds), ease),
    goToNow: () => from((span, { bounds }) => spanAtNow(widthOf(span), bounds), ease),
    goToPreset: (id) => from((span, { bounds, keep }) => presetSpan(id, span, keep, bounds), ease),
    goTo: ({ at, grain }) =>
      from((span, { bounds }) => {
        const width = grain === "day" ? 24 * HOUR : Math.min(widthOf(span), grain === "minute" ? HOUR : 15 * MINUTE);
        return spanAround(at, width, bounds);
      }, ease),
    reveal: (at) =>
      from((span, { bounds }) => {
        const margin = widthOf(span) * 0.08;
        if (at < span.from + margin) return panSpan(span, at - span.from - margin * 3, bounds);
        if (at > span.to - margin && at < bounds.now - margin) return panSpan(span, at - span.to + margin * 3, bounds);
        return at > span.to ? spanAtNow(widthOf(span), bounds) : span;
      }, ease),
    zoomTo: (span) => from((_, { bounds }) => clampSpan(span, bounds), ease),
  };
}

/** A key zooms about the selection, else about the present, else about the middle. */
function stepCentre(span: Span, { keep, bounds }: ViewState): number {
  if (keep !== null && keep >= span.from && keep <= span.to) return keep;
  return bounds.now >= span.from && bounds.now <= span.to ? bounds.now : (span.from + span.to) / 2;
}
