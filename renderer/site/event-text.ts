import { EventTopic, eventTopics, type SiteEvent } from "../../shared/model/event";
import { words } from "../words";

/** An event in words, for whoever shows it: the list, its panel, the panel of a version, the timeline, the palette. */

export const eventTitle = (event: SiteEvent): string => words.events.of(event).title;

/** What more there is to say: "samphire-01.jpg and 3 more" */
export const eventExtra = (event: SiteEvent): string | null => words.events.of(event).extra;

/** Who, or the way it came where nobody was logged in. */
export const eventWho = (event: SiteEvent): string => words.events.who(event);

/** "Anna, in the editor" */
export const eventBy = (event: SiteEvent): string => words.events.by(event);

/** The way alone: "in the editor" */
export const eventWay = (event: SiteEvent): string => words.events.way(event);

export const noiseName = (kind: string): string => words.events.noise(kind);

interface Figure {
  readonly text: string;
  readonly tone: "good" | "bad" | "plain";
}

/** How much it was, in pieces: "+214", "−36", "words". */
export function eventFigures(event: SiteEvent): readonly Figure[] {
  const { added, removed, rest } = words.events.figures(event);
  const all = [
    { text: added, tone: "good" },
    { text: removed, tone: "bad" },
    { text: rest, tone: "plain" },
  ] as const;
  return all.flatMap(({ text, tone }) => (text === null ? [] : [{ text, tone }]));
}

/** What it is about: "Posts and pages" */
export function eventTopic(event: SiteEvent): string {
  const topic = EventTopic.options.find((one) => (eventTopics[one] as readonly string[]).includes(event.kind));
  return words.recording.list.topics[topic ?? "tables"];
}
