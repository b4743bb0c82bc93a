import type { SiteEvent } from "../../shared/model/event";
import type { SiteDetail } from "../../shared/model/views";
import type { History, Place } from "../../shared/timeline/history";
import { eventBeside } from "../../shared/timeline/row-events";
import { client } from "../api/client";
import type { ActivityDrawing } from "./activity-drawing";
import { type Chosen, momentRow } from "./chosen";
import type { TimelineView } from "./view";

interface StepFrom {
  readonly detail: SiteDetail;
  readonly history: History;
  readonly activity: ActivityDrawing | null;
  readonly view: TimelineView;
  readonly now: number;
  readonly place: Place | null;
  readonly selectedId: string | null;
  readonly chosen: Chosen | null;
}

/** Chooses the event before or after what the keyboard is on; from nowhere, the last one in view. */
export async function stepEvent(from: StepFrom, by: -1 | 1): Promise<void> {
  const { history, activity, view, now, place, selectedId, chosen } = from;
  const row = chosen === null && place !== null ? place.row : momentRow(history, chosen?.branchId ?? null, selectedId);
  const span = view.store.getState().span;
  const version = place === null ? undefined : history.rows[place.row]?.times[place.index];
  const at = chosen?.at ?? version ?? Math.min(now, span?.to ?? now);
  const events = activity?.rows[row]?.events ?? [];
  const near = eventBeside(events, at, chosen?.event?.id ?? null, by)?.event ?? null;
  // What is here is all there is only where nothing was left out.
  const next = near !== null && activity?.more === false ? near : ((await ask(history, row, at, chosen, by)) ?? near);
  if (next === null) return;
  view.choose(next);
  view.reveal(Date.parse(next.at));
}

/** Beyond what is here, the host knows what is on either side of a moment. */
async function ask(
  history: History,
  row: number,
  at: number,
  chosen: Chosen | null,
  by: -1 | 1,
): Promise<SiteEvent | null> {
  const branchId = history.rows[row]?.branch.id;
  if (branchId === undefined) return null;
  const second = { kind: "second", branchId, at: new Date(at).toISOString() } as const;
  const before = chosen?.event == null ? second : ({ kind: "before-event", eventId: chosen.event.id } as const);
  try {
    const moment = await client.recording.moment(by === -1 ? before : second);
    return by === -1 ? moment.before : moment.after;
  } catch (error) {
    console.info("What happened beside it can't be read:", error);
    return null;
  }
}
