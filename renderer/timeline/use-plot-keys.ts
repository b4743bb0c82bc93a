import type { KeyboardEvent, RefObject } from "react";
import type { SiteDetail } from "../../shared/model/views";
import type { Place } from "../../shared/timeline/history";
import { momentPlace } from "../../shared/timeline/moment";
import { type Direction, step } from "../../shared/timeline/snapping";
import { type PointedMark, versionBehind } from "./card-target";
import { type Chosen, momentRow } from "./chosen";
import { plotKeyOf, type TimelineAction } from "./plot-keys";
import { stepEvent } from "./step-event";
import type { PaintInputs } from "./use-painting";

interface PlotKeys extends Pick<PaintInputs, "history" | "layout" | "view" | "now" | "selected" | "activity"> {
  readonly detail: SiteDetail;
  readonly scroller: RefObject<HTMLElement | null>;
  readonly selectedId: string | null;
  readonly selectedEvent: string | null;
  readonly place: Place | null;
  readonly chosen: Chosen | null;
  readonly pointed: PointedMark | null;
  open(versionId: string): void;
  openEvent(eventId: string): void;
  setCursorId(versionId: string | null): void;
  setPointed(pointed: PointedMark | null): void;
  onSelect(versionId: string | null): void;
  onAct(action: TimelineAction, versionId: string): void;
}

/** What the keys do while the plot has the focus. */
export function usePlotKeys(given: PlotKeys): (event: KeyboardEvent) => void {
  const { history, layout, view, now, selected, selectedId, place, chosen, pointed } = given;
  const idAt = (at: Place | null) => (at === null ? undefined : history.rows[at.row]?.versions[at.index]?.id);
  const goTo = (next: Place) => {
    const id = idAt(next);
    given.setPointed(null);
    given.setCursorId(id ?? null);
    view.point(null);
    view.reveal(history.rows[next.row]?.times[next.index] ?? now);
    revealRow(given.scroller.current, layout, next.row);
    if (selected !== null && id !== undefined) given.onSelect(id);
  };
  const goBy = (direction: Direction) => {
    if (chosen !== null && (direction === "up" || direction === "down"))
      return otherBranch(direction === "up" ? -1 : 1);
    const next = step(history, place, direction, Math.min(now, view.store.getState().span?.to ?? now));
    if (next !== null) goTo(next);
  };
  /** A moment is of one branch; up and down lead to the same second of another. */
  const otherBranch = (by: -1 | 1) => {
    const row = momentRow(history, chosen?.branchId ?? null, selectedId) + by;
    const id = history.rows[row]?.branch.id;
    if (id === undefined) return;
    if (chosen?.event != null) view.point(chosen.at);
    view.pointOn(id);
    revealRow(given.scroller.current, layout, row);
  };
  /** Of a moment, the version below it. */
  const baseOf = ({ at, branchId }: Chosen) =>
    momentPlace(history, momentRow(history, branchId, selectedId), at)?.base?.id;

  return (event) => {
    const key = event.target === event.currentTarget ? plotKeyOf(event) : null;
    if (key === null) return;
    const id = idAt(place) ?? (pointed === null ? undefined : versionBehind(history, pointed));
    switch (key.kind) {
      case "step":
        goBy(key.direction);
        break;
      case "event":
        given.setCursorId(null);
        given.setPointed(null);
        void stepEvent(given, key.by);
        break;
      case "zoom":
        view.zoomStep(key.factor);
        break;
      case "now":
        view.goToNow();
        break;
      case "whole":
        view.goToWhole();
        break;
      case "open": {
        if (chosen?.event != null) given.openEvent(chosen.event.id);
        else {
          const under = chosen === null ? id : baseOf(chosen);
          if (under !== undefined) given.open(under);
        }
        break;
      }
      case "act":
        // What is done with a moment is done everywhere alike: the page's own keys know it.
        if (chosen !== null) return;
        if (id !== undefined) given.onAct(key.action, id);
        break;
      case "let-go":
        given.setCursorId(null);
        given.setPointed(null);
        if (chosen !== null) view.point(null);
        else if (selected !== null || given.selectedEvent !== null) given.onSelect(null);
    }
    event.preventDefault();
  };
}

function revealRow(scroller: HTMLElement | null, layout: PaintInputs["layout"], index: number): void {
  const box = layout.boxes[index];
  if (scroller === null || box === undefined) return;
  const low = box.top + box.height - scroller.clientHeight;
  if (scroller.scrollTop > box.top) scroller.scrollTo(0, box.top);
  else if (scroller.scrollTop < low) scroller.scrollTo(0, low);
}
