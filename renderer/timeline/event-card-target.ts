import type { StandingEvents } from "./draw-events";
import type { EventCardTarget } from "./event-card";

/** The group of an event where it stands in the frame last drawn; null while it is out of view. */
export function eventCardOf(standing: readonly StandingEvents[], eventId: string | null): EventCardTarget | null {
  if (eventId === null) return null;
  const found = standing.find(({ group }) => group.events.some(({ event }) => event.id === eventId));
  if (found === undefined) return null;
  const { row, x, y, group } = found;
  return { row, x, y, events: group.events.map(({ event }) => event), top: group.top.event.id };
}

export function sameEventCard(a: EventCardTarget | null, b: EventCardTarget | null): boolean {
  if (a === null || b === null) return a === b;
  if (a.row !== b.row || a.x !== b.x || a.y !== b.y || a.events.length !== b.events.length) return false;
  return a.events.every((event, index) => event === b.events[index]);
}
