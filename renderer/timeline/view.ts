import { useMemo } from "react";
import { createStore, type StoreApi } from "zustand/vanilla";
import type { SiteEvent } from "../../shared/model/event";
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
import { firstSpan, isYoung, presetSpan, wholeSpan, type ZoomPresetId } from "../../shared/timeline/zoom-presets";
import { motionTime } from "./palette";
import { rememberedView, rememberView } from "./view-memory";

interface ViewState {
  /** Null until the timeline has said what there is to see. */
  readonly span: Span | null;
  readonly bounds: Bounds;
  /** The selected version's instant: zoom by key and preset holds on to it. */
  readonly keep: number | null;
  /** All of the history is shown, and still will be when it has grown. Ends when the person goes somewhere. */
  readonly whole: boolean;
  /** The instant under the scrubber, or one that was asked for; null while there is none. */
  readonly moment: number | null;
  /** The branch the moment is of; null: the selected version's, else main. */
  readonly momentBranch: string | null;
  /** What happened that the person chose, to go to right before it; never beside a moment. */
  readonly event: SiteEvent | null;
}

/** What a site's timeline shows. Kept per site, so that it survives a change to the list and back, and a reload. */
export interface TimelineView {
  readonly store: StoreApi<ViewState>;
  /** `newest`: the instant of the newest version. */
  setBounds(bounds: Bounds, keep: number | null, newest: number): void;
  /** At once: wheel, drag, brush. */
  show(span: Span): void;
  zoomAt(factor: number, at: number): void;
  panBy(milliseconds: number): void;
  /** A pointer moves over the marks: they stand still for it, and the present moves on alone. */
  stand(): void;
  /** The view follows the present again. By itself some seconds after the last `stand`. */
  goOn(): void;
  /** Puts the scrubber somewhere; null takes it away, and what was chosen. */
  point(at: number | null): void;
  /** The moment is of another branch. */
  pointOn(branchId: string): void;
  choose(event: SiteEvent | null): void;
  /** Brings something that happened into view and chooses it. */
  goToEvent(event: SiteEvent): void;
  /** Eased: keys and buttons. */
  zoomStep(factor: number): void;
  goToNow(): void;
  goToPreset(id: ZoomPresetId): void;
  /** All of the history, from now on. */
  goToWhole(): void;
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
  const known = views.get(siteId) ?? createView(siteId);
  views.set(siteId, known);
  return known;
}

function createView(siteId: string): TimelineView {
  const store = createStore<ViewState>(() => ({
    span: null,
    bounds: { start: 0, now: 0 },
    keep: null,
    whole: false,
    moment: null,
    momentBranch: null,
    event: null,
  }));
  let frame = 0;
  let goal: Span | null = null;

  const stop = () => {
    cancelAnimationFrame(frame);
    goal = null;
  };
  /** The present when the view last followed it; null while it does. */
  let stoodAt: number | null = null;
  let patience: number | undefined;
  /** Where the person goes by hand, nothing is left to catch up with. */
  const moved = () => {
    stop();
    if (stoodAt !== null) stoodAt = store.getState().bounds.now;
  };
  const show = (span: Span) => {
    moved();
    store.setState({ span: clampSpan(span, store.getState().bounds), whole: false });
  };
  const ease = (to: Span, whole = false) => {
    const from = store.getState().span;
    const time = motionTime("--d-zoom");
    moved();
    if (from === null || time === 0) return store.setState({ span: to, whole });
    store.setState({ whole });
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
  const begin = (bounds: Bounds, newest: number): Pick<ViewState, "span" | "whole"> => {
    const known = rememberedView(siteId);
    if (known === null) return { span: firstSpan(bounds, newest), whole: isYoung(bounds) };
    const { whole } = known;
    return { span: whole ? wholeSpan(bounds) : followNow(known.span, known.bounds.now, bounds), whole };
  };
  const follow = (before: ViewState, span: Span, bounds: Bounds) => {
    const followed = followNow(span, before.bounds.now, bounds);
    const outgrown = before.whole && goal === null && bounds.start < followed.from + widthOf(followed) * leastLead;
    store.setState({ span: outgrown ? span : followed, bounds });
    if (outgrown) ease(wholeSpan(bounds), true);
  };
  const goOn = () => {
    window.clearTimeout(patience);
    const state = store.getState();
    const since = stoodAt;
    stoodAt = null;
    if (since === null || state.span === null || goal !== null) return;
    follow({ ...state, bounds: { ...state.bounds, now: since } }, state.span, state.bounds);
  };
  const remember = () => {
    const { span, bounds, whole } = store.getState();
    if (span !== null) rememberView(siteId, { span, bounds, whole });
  };
  window.addEventListener("pagehide", remember);

  return {
    store,
    setBounds(bounds, keep, newest) {
      const before = store.getState();
      if (before.span === null) store.setState({ ...begin(bounds, newest), bounds, keep });
      else {
        store.setState({ keep });
        if (stoodAt === null) follow(before, before.span, bounds);
        else store.setState({ bounds });
      }
    },
    stand() {
      stoodAt ??= store.getState().bounds.now;
      window.clearTimeout(patience);
      patience = window.setTimeout(goOn, standing);
    },
    goOn,
    show,
    zoomAt: (factor, at) => from((span, { bounds }) => zoomSpan(span, factor, at, bounds), show),
    panBy: (by) => from((span, { bounds }) => panSpan(span, by, bounds), show),
    zoomStep: (factor) => from((span, state) => zoomSpan(span, factor, stepCentre(span, state), state.bounds), ease),
    point: (at) => {
      const { bounds } = store.getState();
      const moment = at === null ? null : Math.min(bounds.now, Math.max(bounds.start, at));
      store.setState((known) => ({ moment, event: null, momentBranch: at === null ? null : known.momentBranch }));
    },
    pointOn: (branchId) => store.setState({ momentBranch: branchId }),
    choose: (event) => store.setState({ event, moment: null, momentBranch: null }),
    goToEvent: (event) => {
      const at = Date.parse(event.at);
      const { bounds } = store.getState();
      store.setState({ event, moment: null, momentBranch: null });
      from((span) => spanAround(at, Math.min(widthOf(span), HOUR), bounds), ease);
    },
    goToNow: () => from((span, { bounds }) => spanAtNow(widthOf(span), bounds), ease),
    goToPreset: (id) => from((span, { bounds, keep }) => presetSpan(id, span, keep, bounds), ease),
    goToWhole: () =>
      from(
        (_, { bounds }) => wholeSpan(bounds),
        (span) => ease(span, true),
      ),
    goTo: ({ at, grain }) => {
      const { bounds } = store.getState();
      const seen = grain !== "day" && at >= bounds.start && at < bounds.now;
      store.setState({ moment: seen ? at : null, event: null });
      from((span) => {
        const width = grain === "day" ? 24 * HOUR : Math.min(widthOf(span), grain === "minute" ? HOUR : 15 * MINUTE);
        return spanAround(at, width, bounds);
      }, ease);
    },
    reveal: (at) => {
      const span = heading();
      if (span === null) return;
      const { bounds } = store.getState();
      const to = revealing(span, at, bounds);
      if (to !== span) ease(to);
    },
    zoomTo: (span) => from((_, { bounds }) => clampSpan(span, bounds), ease),
  };
}

/** How long the marks stand still after the pointer's last move, in milliseconds: time enough to take aim and click. */
const standing = 4000;

/** The share of the width left of a history's first instant from which all of it no longer fits well. */
const leastLead = 0.02;

/** The span moved no more than it takes to bring an instant into it, with some room beside. */
function revealing(span: Span, at: number, bounds: Bounds): Span {
  const margin = widthOf(span) * 0.08;
  if (at < span.from + margin) {
    const moved = panSpan(span, at - span.from - margin * 3, bounds);
    return at >= span.from && moved.from >= span.from ? span : moved;
  }
  if (at > span.to - margin && at < bounds.now - margin) return panSpan(span, at - span.to + margin * 3, bounds);
  return at > span.to ? spanAtNow(widthOf(span), bounds) : span;
}

/** A key zooms about the selection, else about the present, else about the middle. */
function stepCentre(span: Span, { keep, bounds }: ViewState): number {
  if (keep !== null && keep >= span.from && keep <= span.to) return keep;
  return bounds.now >= span.from && bounds.now <= span.to ? bounds.now : (span.from + span.to) / 2;
}
