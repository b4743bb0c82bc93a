import { EventTopic, eventTopics, type SiteEvent } from "../../shared/model/event";
import { words } from "../words";

/** An event in words, for whoever shows it: the list, its panel, the panel of a version, the palette. */

export function eventTitle(event: SiteEvent): string {
  return `${event.subject} ${event.kind}`;
}

/** Who, or the way it came where nobody was logged in. */
export function eventWho(event: SiteEvent): string {
  return event.who?.name ?? event.via;
}

/** "Anna, in the editor" */
export function eventBy(event: SiteEvent): string {
  return `${event.who?.name ?? ""}, ${event.via}`;
}

/** The way alone: "in the editor" */
export function eventWay(event: SiteEvent): string {
  return event.via;
}

interface Figure {
  readonly text: string;
  readonly tone: "good" | "bad" | "plain";
}

/** How much it was, in pieces. */
export function eventFigures(event: SiteEvent): readonly Figure[] {
  return Object.keys(event.detail).length === 0 ? [] : [];
}

export function noiseName(kind: string): string {
  return kind;
}

/** What it is about: "Posts and pages" */
export function eventTopic(event: SiteEvent): string {
  const topic = EventTopic.options.find((one) => (eventTopics[one] as readonly string[]).includes(event.kind));
  return words.recording.list.topics[topic ?? "tables"];
}
