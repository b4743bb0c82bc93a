import { AppError } from "../../shared/errors";
import { EventTopic, eventTopics, type SiteEvent } from "../../shared/model/event";
import type { ActivityView, EventFilter, EventPage } from "../../shared/model/recording";
import { findSite } from "./find";
import type { EventQuery } from "./recording-ports";
import type { World } from "./world";

export interface ActivityInput {
  readonly siteId: string;
  /** Milliseconds since the epoch; `to` is not in it. */
  readonly from: number;
  readonly to: number;
  readonly buckets: number;
  readonly most: number;
}

/** What happened in a stretch, cut for drawing. Throws `not-found`. */
export function activityOf(world: World, { siteId, from, to, buckets, most }: ActivityInput): ActivityView {
  findSite(world, siteId);
  const bucket = Math.max(1, (to - from) / buckets);
  const branches = world.catalogue.branches(siteId).filter(({ kind }) => kind !== "peek");
  const { events, total } = world.index.heaviest(siteId, from, to, most);
  return {
    from,
    to,
    bucket,
    lanes: branches.flatMap(({ lanes }) =>
      lanes.map(({ id }) => ({ laneId: id, density: [...world.index.density(id, from, to, bucket)] })),
    ),
    events: [...events],
    total,
    bad: [...world.index.badTimes(siteId, from, to)],
  };
}

/** A page of what fits a filter, newest first. Throws `not-found`. */
export function eventsOf(world: World, filter: EventFilter, after: string | null, most: number): EventPage {
  findSite(world, filter.siteId);
  const { events, next, total } = world.index.events(queryOf(filter), after, most);
  return { events: [...events], next, total, people: [...world.index.people(filter.siteId)] };
}

/** Throws `not-found`. */
export function eventOf(world: World, id: string): SiteEvent {
  const event = world.index.event(id);
  if (event !== null) return event;
  throw new AppError(
    "not-found",
    { what: "event", id },
    "There is no such event.",
    "Its branch may just have been deleted. Look at the list again.",
  );
}

export function queryOf({ siteId, text, branchId, topics, who, from, to }: EventFilter): EventQuery {
  return {
    siteId,
    words: text.split(/\s+/).filter((word) => word !== ""),
    branchId,
    laneIds: null,
    kinds: topics.length === 0 ? null : topics.flatMap(kindsOf),
    who,
    from: from === null ? null : Date.parse(from),
    to: to === null ? null : Date.parse(to),
  };
}

/** A topic nobody knows has nothing to it. */
function kindsOf(topic: string): readonly string[] {
  const known = EventTopic.safeParse(topic);
  return known.success ? eventTopics[known.data] : [];
}
