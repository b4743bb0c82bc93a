import { FoldVertical, UnfoldVertical } from "lucide-react";
import { type ReactNode, useCallback, useEffect, useLayoutEffect, useMemo, useRef } from "react";
import { useStore } from "zustand";
import type { Operation } from "../../shared/model/operation";
import type { SiteDetail } from "../../shared/model/views";
import type { History } from "../../shared/timeline/history";
import { axisHeight, layoutRows } from "../../shared/timeline/row-layout";
import { useActivity, useEvent } from "../api/activity";
import { IconButton } from "../ui/button";
import { dayName } from "../ui/time";
import { timelineWords } from "../words";
import { useActivityDrawing, useReachable } from "./activity-drawing";
import { useSize } from "./element-size";
import { LaneHeads } from "./lane-heads";
import { foldAsides, useLanesShown, useShownDetail } from "./lanes-shown";
import { Ledger, LedgerHead, ledgerLeast } from "./ledger";
import { partDone } from "./motion";
import { OverviewStrip } from "./overview-strip";
import { Plot } from "./plot";
import type { TimelineAction } from "./plot-keys";
import { siteHistory } from "./site-history";
import type { Painting } from "./use-painting";
import { type TimelineView, useTimelineView } from "./view";

export interface TimelineProps {
  readonly detail: SiteDetail;
  readonly now: number;
  readonly selected: string | null;
  onSelect(versionId: string | null): void;
  /** Something that happened, in view instead of a version. */
  readonly selectedEvent: string | null;
  onSelectEvent(eventId: string): void;
  onAct(action: TimelineAction, versionId: string): void;
  /** The operation under way on this site; a rewind draws its arc. */
  readonly running: Operation | null;
  readonly theme: "light" | "dark";
  /** What stands at the right of a branch's name. */
  readonly laneMenu?: (branchId: string) => ReactNode;
}

/** A site's history: branches as lanes, versions by time and cause, the present at the right. Fills its container. */
export function Timeline(props: TimelineProps) {
  const { detail, now, selected, onSelect, selectedEvent, onSelectEvent, onAct, running, theme, laneMenu } = props;
  const frame = useRef<HTMLDivElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const painting = useRef<Painting>(null);
  const size = useSize(frame);
  const view = useTimelineView(detail.site.id);
  const { folded } = useLanesShown(detail.site.id);
  const history = siteHistory(useShownDetail(detail, selected));
  const selectedPlace = (selected === null ? undefined : history.places.get(selected)) ?? null;
  const keep = selectedPlace === null ? null : (history.rows[selectedPlace.row]?.times[selectedPlace.index] ?? null);
  const newest = useMemo(() => Math.max(history.start, ...history.rows.map((row) => row.times.at(-1) ?? 0)), [history]);
  useLayoutEffect(() => {
    view.setBounds({ start: history.start, now }, keep, newest);
  }, [view, history.start, now, keep, newest]);

  useReveal(view, selected, keep);
  const around = useActivity(detail.site.id, view.store);
  const inPanel = useEvent(selectedEvent) ?? null;
  useReveal(view, selectedEvent, inPanel === null ? null : Date.parse(inPanel.at));
  const activity = useActivityDrawing(
    around.activity,
    history,
    useStore(view.store, (state) => state.event) ?? inPanel,
  );
  const reach = useReachable(history, detail.reach);

  const arc = useArc(history, running);
  const rewinding = arc?.row ?? -1;
  const layout = useMemo(() => {
    // Main always has the room, and a branch from when its rewind begins: nothing jumps when it lands.
    const withAside = history.rows.map(
      (row, index) => !folded && (index === 0 || row.asides.length > 0 || index === rewinding),
    );
    return layoutRows(withAside, Math.max(0, size.height - axisHeight));
  }, [history, rewinding, folded, size.height]);
  const room = size.height - axisHeight - layout.height;
  const keepPainting = useCallback((made: Painting) => {
    painting.current = made;
  }, []);
  const onScroll = useCallback((top: number) => {
    if (painting.current === null) return;
    painting.current.scroll = top;
    painting.current.request();
  }, []);

  return (
    <div className="grid h-full min-h-0 min-w-0 flex-1 grid-cols-[152px_minmax(0,1fr)] grid-rows-[minmax(0,1fr)_53px] bg-surface wide:grid-cols-[172px_minmax(0,1fr)]">
      <LaneHeads
        history={history}
        layout={layout}
        now={now}
        scroller={scroller}
        laneMenu={laneMenu}
        corner={<FoldButton siteId={detail.site.id} history={history} folded={folded} />}
        foot={room > ledgerLeast && <LedgerHead />}
        onScroll={onScroll}
      />
      <div className="relative grid min-h-0 min-w-0">
        <Plot
          frame={frame}
          scroller={scroller}
          history={history}
          layout={layout}
          view={view}
          width={size.width}
          height={size.height}
          now={now}
          theme={theme}
          selected={selectedPlace}
          selectedId={selected}
          arc={arc}
          folded={folded}
          onPainting={keepPainting}
          activity={activity}
          waiting={around.waiting}
          reach={reach}
          selectedEvent={selectedEvent}
          detail={detail}
          busy={running !== null}
          onSelect={onSelect}
          onSelectEvent={onSelectEvent}
          onAct={onAct}
        />
        {room > ledgerLeast && (
          <Ledger
            history={history}
            activity={activity}
            view={view}
            now={now}
            selected={selected ?? selectedEvent}
            onSelectEvent={onSelectEvent}
            top={axisHeight + layout.height}
            height={room}
            width={size.width}
            onSelect={onSelect}
          />
        )}
      </div>
      <div className="grid content-center border-line border-t border-r bg-sunken">
        <button
          type="button"
          title={timelineWords.goToWhole}
          onClick={view.goToWhole}
          className="h-full min-w-0 pl-3.5 text-left text-small outline-offset-[-2px] hover:bg-hover wide:pl-5"
        >
          <b className="block font-medium">{timelineWords.allOfIt}</b>
          <span className="block truncate text-ink-3">{timelineWords.since(dayName(history.start, now))}</span>
        </button>
      </div>
      <div className="min-w-0 border-line border-t">
        <OverviewStrip history={history} view={view} now={now} theme={theme} siteId={detail.site.id} reach={reach} />
      </div>
    </div>
  );
}

/** What was selected elsewhere (the list, the panel, the palette) comes into view. */
function useReveal(view: TimelineView, selected: string | null, at: number | null): void {
  const shown = useRef<string | null>(null);
  useEffect(() => {
    // What is not known yet comes into view once it is.
    if (selected === shown.current || (selected !== null && at === null)) return;
    shown.current = selected;
    const { span } = view.store.getState();
    if (at !== null && span !== null && (at < span.from || at > span.to)) view.reveal(at);
  }, [view, selected, at]);
}

interface FoldButtonProps {
  readonly siteId: string;
  readonly history: History;
  readonly folded: boolean;
}

/** Only where a rewind left something. */
function FoldButton({ siteId, history, folded }: FoldButtonProps) {
  if (history.rows.every((row) => row.asides.length === 0)) return null;
  return (
    <IconButton
      size="small"
      className="-mb-1"
      label={folded ? timelineWords.unfold : timelineWords.fold}
      icon={folded ? UnfoldVertical : FoldVertical}
      onClick={() => foldAsides(siteId, !folded)}
    />
  );
}

/** A rewind's arc, until it has landed, leads to the version it names, or to the second it goes to. */
function useArc(history: History, running: Operation | null) {
  const rewinding =
    running?.kind === "rewind" && running.state === "running" && running.landedAt === null ? running : null;
  const version = rewinding?.versionId ?? null;
  const instant = rewinding?.subject?.at ?? null;
  return useMemo(() => {
    if (rewinding === null) return null;
    const row = history.rows.findIndex((candidate) => candidate.branch.id === rewinding.branchId);
    if (row === -1) return null;
    const to = version === null ? null : (history.places.get(version) ?? null);
    const at = version === null && instant !== null ? Date.parse(instant) : null;
    return { row, to: to?.row === row ? to : null, at, part: partDone(rewinding) };
  }, [history, rewinding, version, instant]);
}
