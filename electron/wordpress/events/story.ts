import { createHash } from "node:crypto";
import type { EventKind, LogPosition } from "../../../shared/model/event";
import type { Attribution } from "./attribution";
import type { Names } from "./names";

/** What happened to one thing, in the terms of an event. */
export interface Draft {
  readonly kind: EventKind;
  readonly subject: string;
  readonly detail: Readonly<Record<string, string | number | null | undefined>>;
  readonly weight: number;
}

/** One thing that a request changes, from its first row to its last. */
export interface Thing {
  /** What happened to it as far as is known; null: nothing anybody has to be told. */
  draft(): Draft | null;
}

export type Family =
  | "post"
  | "comment"
  | "user"
  | "software"
  | "setting"
  | "term"
  | "design"
  | "order"
  | "rows"
  | "definition";

/** More than so many of one family in a request are one event with a count. */
export const mostThings = 200;

export interface Track {
  readonly key: string;
  readonly family: Family;
  readonly id: string;
  readonly thing: Thing;
  from: LogPosition;
  to: LogPosition;
  attribution: Attribution;
  emitted: boolean;
}

/** What one request does, over its transactions; where there is no request, one transaction. */
export interface Story {
  readonly key: string;
  readonly tracks: Map<string, Track>;
  readonly counts: Map<Family, number>;
  /** Families of which there are too many. */
  readonly folded: Set<Family>;
  /** Blogs whose tables it made. */
  readonly installing: Set<number>;
  /** What the guard noted about the same request, by the things' keys. */
  readonly notes: Map<string, Draft>;
  lastAt: number;
}

export function createStory(key: string): Story {
  return {
    key,
    tracks: new Map(),
    counts: new Map(),
    folded: new Set(),
    installing: new Set(),
    notes: new Map(),
    lastAt: 0,
  };
}

export function eventId(laneId: string, story: string, key: string): string {
  return createHash("sha256").update(`${laneId}\n${story}\n${key}`).digest("base64url").slice(0, 22);
}

/** What a row has to be read with. */
export interface Scene {
  readonly names: Names;
  readonly attribution: Attribution;
  /** Of the users, whom all blogs share. */
  readonly prefix: string;
  /** Too many of these: each is only counted, so nothing costly about it has to be found out. */
  isFolded(family: Family): boolean;
  /** The thing under this key, made when the story first touches it. */
  thing<T extends Thing>(family: Family, key: string, make: () => T): T;
  /** Likewise, for a row that only adds to a thing: null where things are only counted. */
  beside<T extends Thing>(family: Family, key: string, make: () => T): T | null;
  has(key: string): boolean;
}

/** A subject and what is known of it, the unknown left out and texts kept short. */
export function detailOf(detail: Draft["detail"]): Record<string, string | number> {
  const known: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(detail)) {
    if (value === null || value === undefined || value === "") continue;
    known[name] = typeof value === "string" && value.length > 200 ? `${value.slice(0, 199)}…` : value;
  }
  return known;
}

/** The blog of a multisite; the main one goes without saying. */
export function blogDetail(blog: number): number | null {
  return blog > 1 ? blog : null;
}
