import { z } from "zod";
import { BranchId, LaneId, SiteId, VersionId } from "../ids";
import { SiteEvent } from "./event";
import { Instant } from "./site";

/** A stretch of a lane in which every second can be gone to. */
export const Reach = z.object({
  laneId: LaneId,
  from: Instant,
  /** Null: up to now, and on. */ to: Instant.nullable(),
});
export type Reach = z.infer<typeof Reach>;

/** How recording goes on a branch. */
export const RecorderState = z.discriminatedUnion("kind", [
  /** Up to date with the log. */
  z.object({ kind: z.literal("live") }),
  /** Reading what happened while Tidemark was not running. `share` 0 to 1. */
  z.object({ kind: z.literal("catching-up"), share: z.number() }),
  z.object({ kind: z.literal("stopped"), reason: z.enum(["not-running", "store-full", "host-full", "unreadable"]) }),
]);
export type RecorderState = z.infer<typeof RecorderState>;

/** A stretch in which pages answered with an error. */
export const BadTime = z.object({
  laneId: LaneId,
  from: Instant,
  to: Instant.nullable(),
  path: z.string(),
  status: z.int(),
});
export type BadTime = z.infer<typeof BadTime>;

/** What happened in a stretch of time, for drawing: as much as fits the screen, however long the stretch. */
export const ActivityView = z.object({
  /** The stretch that was asked for and how it was cut, milliseconds since the epoch. */
  from: z.number(),
  to: z.number(),
  bucket: z.number(),
  lanes: z.array(
    z.object({
      laneId: LaneId,
      /** Pairs of bucket number and what people did in it (rows that are no noise), flat: [bucket, amount, bucket, amount]. */
      density: z.array(z.number()),
    }),
  ),
  /** The heaviest ones of the stretch, by time. */
  events: z.array(SiteEvent),
  /** How many there are in all. */
  total: z.int(),
  bad: z.array(BadTime),
});
export type ActivityView = z.infer<typeof ActivityView>;

/** Files that changed between two versions, by what they belong to. */
export const FileGroup = z.object({
  kind: z.enum(["core", "plugin", "theme", "uploads", "configuration", "other"]),
  /** The plugin's or theme's own name; its folder where it has none. */
  name: z.string().nullable(),
  /** Its release before and after, where they differ. */
  fromRelease: z.string().nullable(),
  toRelease: z.string().nullable(),
  added: z.int(),
  changed: z.int(),
  removed: z.int(),
  /** Of what was added and changed, less what was removed. */
  bytes: z.number(),
  /** The first few, for a look. */
  files: z.array(z.object({ path: z.string(), change: z.enum(["added", "changed", "removed"]), bytes: z.number() })),
});
export type FileGroup = z.infer<typeof FileGroup>;

/** What is different in a version from the one before it on its branch. */
export const ChangesView = z.object({
  /** Null: the first version there is. */
  since: z.object({ versionId: VersionId, at: Instant }).nullable(),
  /** Newest first, at most 200. */
  events: z.array(SiteEvent),
  moreEvents: z.int(),
  /** Rows of caches, schedules, sessions and counters, by what they are; folded away, never lost. */
  noise: z.array(z.object({ kind: z.string(), rows: z.int() })),
  /** Null: not known for this version (its log or the version before it is gone). */
  files: z.array(FileGroup).nullable(),
});
export type ChangesView = z.infer<typeof ChangesView>;

/** Where on a site's history: a second of a lane, or right before something that happened. */
export const MomentTarget = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("second"), laneId: LaneId, at: Instant }),
  z.object({ kind: z.literal("before-event"), eventId: z.string() }),
]);
export type MomentTarget = z.infer<typeof MomentTarget>;

/** What going to a moment would mean. */
export const MomentView = z.object({
  siteId: SiteId,
  branchId: BranchId,
  laneId: LaneId,
  at: Instant,
  /** The version below it: files are as they were there. */
  base: z.object({ versionId: VersionId, at: Instant }).nullable(),
  /** Transactions to replay onto it. */
  transactions: z.int(),
  /** Null: it can be gone to. Otherwise why not. */
  unreachable: z.enum(["no-version", "log-gone", "log-unreadable", "not-recorded", "future"]).nullable(),
  before: SiteEvent.nullable(),
  after: SiteEvent.nullable(),
  /** Files that changed between the version below and the one after the moment; null where that isn't known. */
  files: z.array(FileGroup).nullable(),
});
export type MomentView = z.infer<typeof MomentView>;

export const EventFilter = z.object({
  siteId: SiteId,
  /** Words that all have to be in what it says: subject, names, place. */
  text: z.string().max(200).default(""),
  branchId: BranchId.nullable().default(null),
  topics: z.array(z.string()).default([]),
  /** A user's name. */
  who: z.string().nullable().default(null),
  from: Instant.nullable().default(null),
  to: Instant.nullable().default(null),
});
export type EventFilter = z.infer<typeof EventFilter>;

/** A page of events, newest first. */
export const EventPage = z.object({
  events: z.array(SiteEvent),
  /** Where the next page goes on; null: there is none. */
  next: z.string().nullable(),
  total: z.int(),
  /** Everybody who did something on the site, for the filter. */
  people: z.array(z.string()),
});
export type EventPage = z.infer<typeof EventPage>;

/** What a policy would keep and free. */
export const RetentionPreview = z.object({
  kept: z.int(),
  dropped: z.int(),
  /** Bytes on disk: of the history as it is, and what dropping gives back. */
  historyBytes: z.number(),
  freedBytes: z.number(),
  /** The oldest version, and the oldest second, that would stay. */
  oldestVersion: Instant.nullable(),
  oldestSecond: Instant.nullable(),
  /** The kept ones by tier, for the picture. */
  tiers: z.array(z.object({ tier: z.enum(["everything", "hourly", "daily", "weekly", "kept"]), versions: z.int() })),
});
export type RetentionPreview = z.infer<typeof RetentionPreview>;

/** Where the room goes. Bytes on disk. */
export const SpaceView = z.object({
  siteId: SiteId,
  site: z.number(),
  branches: z.number(),
  versions: z.number(),
  log: z.number(),
  total: z.number(),
});
export type SpaceView = z.infer<typeof SpaceView>;
