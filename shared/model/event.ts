import { z } from "zod";
import { BranchId, LaneId, SiteId } from "../ids";
import { Instant } from "./site";

/**
 * What happened on a site, as a blogger would say it: read from the rows of the binary log and from the guard's notes. The host
 * sends kinds and names, never sentences; `renderer/words/` has the sentences. By what a blogger looks for: the list's filter "What".
 */
export const eventTopics = {
  content: [
    "post-drafted",
    "post-published",
    "post-scheduled",
    "post-edited",
    "post-unpublished",
    "post-trashed",
    "post-restored",
    "post-deleted",
    "term-added",
    "term-edited",
    "term-deleted",
  ],
  media: ["media-added", "media-edited", "media-deleted"],
  comments: [
    "comment-received",
    "comment-approved",
    "comment-held",
    "comment-spam",
    "comment-trashed",
    "comment-edited",
    "comment-deleted",
  ],
  users: ["user-added", "user-edited", "user-role", "user-deleted"],
  software: [
    "plugin-installed",
    "plugin-activated",
    "plugin-deactivated",
    "plugin-updated",
    "plugin-deleted",
    "theme-installed",
    "theme-switched",
    "theme-updated",
    "theme-deleted",
    "core-updated",
    "code-edited",
  ],
  design: ["menu-edited", "widgets-edited", "design-edited"],
  settings: ["setting-changed"],
  shop: [
    "order-received",
    "order-status",
    "order-edited",
    "order-deleted",
    "product-added",
    "product-edited",
    "product-stock",
    "product-deleted",
  ],
  /** Rows of a table nobody has words for; a statement that made, changed or dropped one. */
  tables: ["rows", "definition"],
  /** A page began to answer with an error, and answered well again. */
  errors: ["page-failed", "page-recovered"],
} as const;
export type EventTopic = keyof typeof eventTopics;
export const EventTopic = z.enum(Object.keys(eventTopics) as [EventTopic, ...EventTopic[]]);

export type EventKind = (typeof eventTopics)[EventTopic][number];
export const EventKind = z.enum(Object.values(eventTopics).flat() as [EventKind, ...EventKind[]]);

/** The way a change came: a page of wp-admin, a REST route, ... `sql`: past WordPress, straight to the database. */
export const EventVia = z.enum(["admin", "ajax", "rest", "xmlrpc", "front", "login", "cron", "cli", "tidemark", "sql"]);
export type EventVia = z.infer<typeof EventVia>;

/** A place in a lane's binary log: the name of a segment, `mysql-bin.000007`, and a byte in it. */
export const LogPosition = z.object({ file: z.string(), position: z.int() });
export type LogPosition = z.infer<typeof LogPosition>;

export const SiteEvent = z.object({
  /** Stable: the same change read again has the same id. */
  id: z.string(),
  siteId: SiteId,
  branchId: BranchId,
  laneId: LaneId,
  at: Instant,
  kind: EventKind,
  /** What it happened to, as a person named it: a post's or plugin's title, a user's name, a setting's name on screen, a table. */
  subject: z.string(),
  /**
   * Figures and names a sentence may need: `wordsAdded`, `wordsRemoved`, `from`, `to` (versions, roles, states), `type` (post
   * type), `amount`, `bytes`, `inserted`, `updated`, `deleted`, `status`, `path`, `count`, `title`.
   */
  detail: z.record(z.string(), z.string().or(z.number())),
  /** Null: nobody was logged in. `id` 0 where only the name is known. */
  who: z.object({ id: z.int(), name: z.string() }).nullable(),
  via: EventVia,
  /** The admin page, REST route, command or cron hook. */
  place: z.string().nullable(),
  /** Which of several at one spot is shown; the heavier one stands. 0 to 9. */
  weight: z.int().min(0).max(9),
  /** Where its first transaction begins and its last ends; null for what no transaction tells. */
  from: LogPosition.nullable(),
  to: LogPosition.nullable(),
});
export type SiteEvent = z.infer<typeof SiteEvent>;
