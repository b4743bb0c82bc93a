import type { SiteEvent } from "../../shared/model/event";
import type { MomentTarget } from "../../shared/model/recording";
import type { SiteDetail } from "../../shared/model/views";
import type { History } from "../../shared/timeline/history";
import { momentPlace, secondOf } from "../../shared/timeline/moment";
import { type Reachable, reachable } from "../../shared/timeline/reach";
import { siteHistory } from "./site-history";

/** A second of a branch, or right before something that happened on it, that the person chose on the timeline. */
export interface Chosen {
  readonly branchId: string;
  readonly at: number;
  readonly event: SiteEvent | null;
  /** Null: the branch had not begun. */
  readonly target: MomentTarget | null;
  /** As far as is known here; the host has the last word. */
  readonly reachable: boolean;
}

interface ChoosingState {
  readonly moment: number | null;
  readonly momentBranch: string | null;
  readonly event: SiteEvent | null;
}

const made = new WeakMap<SiteDetail, Reachable>();

function siteReach(detail: SiteDetail): Reachable {
  const known = made.get(detail) ?? reachable(siteHistory(detail), detail.reach);
  made.set(detail, known);
  return known;
}

/** What is chosen on a site's timeline; null while nothing is. */
export function chosenOn(detail: SiteDetail, state: ChoosingState, selected: string | null): Chosen | null {
  const { moment, momentBranch, event } = state;
  const reach = siteReach(detail);
  if (event !== null) {
    const at = Date.parse(event.at);
    const target = { kind: "before-event", eventId: event.id } as const;
    return { branchId: event.branchId, at, event, target, reachable: reach.at(event.laneId, at) };
  }
  if (moment === null) return null;
  const history = siteHistory(detail);
  const row = momentRow(history, momentBranch, selected);
  const branchId = history.rows[row]?.branch.id ?? "";
  const at = secondOf(moment);
  const place = momentPlace(history, row, at);
  if (place === null) return { branchId, at, event: null, target: null, reachable: false };
  const target = { kind: "second", laneId: place.laneId, at: new Date(at).toISOString() } as const;
  return { branchId, at, event: null, target, reachable: place.base !== null && reach.at(place.laneId, at) };
}

/** The row a moment is of: the branch the person went to, else the selected version's, else main. */
export function momentRow(history: History, branchId: string | null, selected: string | null): number {
  const own = history.rows.findIndex(({ branch }) => branch.id === branchId);
  if (own !== -1) return own;
  return (selected === null ? undefined : history.places.get(selected)?.row) ?? 0;
}
