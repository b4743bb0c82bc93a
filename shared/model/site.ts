import { z } from "zod";
import { BranchId, LaneId, SiteId, Slug, VersionId } from "../ids";
import { RecordingChoice } from "./recording-policy";

/** An instant, ISO 8601 in UTC with milliseconds. */
export const Instant = z.iso.datetime({ precision: 3 });

export const SoftwareVersions = z.object({
  wordpress: z.string(),
  php: z.string(),
  mariadb: z.string(),
});
export type SoftwareVersions = z.infer<typeof SoftwareVersions>;

/** A title as a person typed it: any script, no control characters. */
export const Title = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .regex(/^[^\u0000-\u001f\u007f]*$/);

export const Site = z.object({
  id: SiteId,
  title: Title,
  slug: Slug,
  /** The origin the site was born with, without a port: `http://blog.localhost`, `https://example.com`. Never rewritten in the database. */
  canonical: z.string(),
  born: z.enum(["here", "brought"]),
  software: SoftwareVersions,
  /** The magazine to try Tidemark on; absent for every other site. */
  demo: z.literal(true).optional(),
  /** The first administrator; empty for a site brought in. */
  adminUser: z.string(),
  tablePrefix: z.string(),
  /** What it records and keeps differently from the default. */
  recording: RecordingChoice.optional(),
  createdAt: Instant,
  /** When it went to the trash; it is removed for good 7 days later. */
  trashedAt: Instant.nullable(),
});
export type Site = z.infer<typeof Site>;

/** One uninterrupted stretch of writing on a branch. A rewind closes a lane and opens the next. */
export const Lane = z.object({
  id: LaneId,
  siteId: SiteId,
  branchId: BranchId,
  fromVersionId: VersionId.nullable(),
  openedAt: Instant,
  /** When a rewind set it aside; null while it is a branch's head. */
  closedAt: Instant.nullable(),
  /** Its start is the version it came from and this lane's log replayed onto it, up to this instant. */
  replayed: z.object({ laneId: LaneId, at: Instant }).optional(),
  /** auto_increment_offset, server_id and gtid_domain_id of its database; unique within the site. */
  number: z.int().min(1),
});
export type Lane = z.infer<typeof Lane>;

export const Branch = z.object({
  id: BranchId,
  siteId: SiteId,
  kind: z.enum(["main", "branch", "peek"]),
  /** `main` for the first one, otherwise the first part of its address. */
  name: Slug,
  /** The lane the branch continues on; changed only by the commit step of a rewind. */
  headLaneId: LaneId,
  /** Every lane the branch has been on, oldest first; the last state of a closed one is a version. */
  lanes: z.array(Lane).min(1),
  /** What it was branched from; null for main. */
  from: z
    .object({
      branchId: BranchId,
      versionId: VersionId,
      /** The second it was branched from, where that is not the version itself. */
      moment: z.object({ laneId: LaneId, at: Instant }).optional(),
    })
    .nullable(),
  /** What the person wants; the app brings containers to this state on start. */
  wanted: z.enum(["running", "stopped"]),
  /** Mail caught, cron off, noindex, outgoing HTTP only to wordpress.org, visible badge. */
  quarantined: z.boolean(),
  durable: z.boolean(),
  createdAt: Instant,
  trashedAt: Instant.nullable(),
  /** A peek goes away by itself at this instant. */
  expiresAt: Instant.nullable(),
});
export type Branch = z.infer<typeof Branch>;

/** Something a site's own WordPress is about to do that has broken sites before. */
export const Risk = z.object({
  deed: z.enum([
    "core-update",
    "plugin-install",
    "plugin-update",
    "plugin-activate",
    "plugin-deactivate",
    "plugin-delete",
    "theme-install",
    "theme-update",
    "theme-switch",
    "theme-delete",
    "code-edit",
    "import",
    "bulk-delete",
    "role-change",
    "database-import",
  ]),
  /** The plugin, theme, file or person it is about; empty where there is none. */
  subject: z.string().max(200),
  /** Releases or roles. */
  from: z.string().max(100).nullable(),
  to: z.string().max(100).nullable(),
  /** How many things at once. */
  count: z.int().nullable(),
});
export type Risk = z.infer<typeof Risk>;

/** Why a version was taken. */
export const Cause = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("created") }),
  z.object({ kind: z.literal("brought") }),
  z.object({ kind: z.literal("manual") }),
  z.object({ kind: z.literal("branch-start") }),
  /** The second that a lane goes on from, replayed: its first version. */
  z.object({ kind: z.literal("moment") }),
  /** Just before something Tidemark did to the branch. */
  z.object({
    kind: z.literal("before"),
    action: z.enum(["rewind", "branch", "stop", "restart", "delete", "duplicate", "export", "settings"]),
  }),
  /** The last state of a lane that a rewind set aside. */
  z.object({ kind: z.literal("set-aside") }),
  /** Just before something risky the site's own WordPress did; it waited for it. */
  z.object({ kind: z.literal("risk"), risk: Risk }),
  /** By itself: at rest after changes, while they went on, by the hour when only caches and schedules changed. */
  z.object({ kind: z.literal("automatic"), why: z.enum(["rest", "busy", "noise"]) }),
]);
export type Cause = z.infer<typeof Cause>;

export const BinlogPosition = z.object({ file: z.string(), position: z.int(), gtid: z.string() });
export type BinlogPosition = z.infer<typeof BinlogPosition>;

export const Version = z.object({
  id: VersionId,
  siteId: SiteId,
  branchId: BranchId,
  laneId: LaneId,
  /** The version before it on its lane, or the one its lane was cloned from. */
  parentId: VersionId.nullable(),
  at: Instant,
  cause: Cause,
  label: z.string().max(200).nullable(),
  pinned: z.boolean(),
  /** Where the binary log stood in the quiesce; null when the database was not running. */
  binlog: BinlogPosition.nullable(),
});
export type Version = z.infer<typeof Version>;
