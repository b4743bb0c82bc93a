import { z } from "zod";
import { ErrorReport } from "../errors";
import { BranchId } from "../ids";
import { Reach, RecorderState } from "./recording";
import { Branch, Instant, Lane, Site, SoftwareVersions, Version } from "./site";

/** What a branch is doing right now, as Docker sees it. */
export const BranchState = z.enum(["running", "starting", "stopped", "failing", "trashed"]);
export type BranchState = z.infer<typeof BranchState>;

/** Bytes on disk. `own` is what deleting it would free; null while it has not been measured yet. */
export const Size = z.object({ own: z.number().nullable(), total: z.number().nullable() });
export type Size = z.infer<typeof Size>;

export const BranchView = Branch.extend({
  state: BranchState,
  /** The address to open, with the router's port: `http://draft--blog.localhost:8080`. */
  url: z.string(),
  size: Size,
  /** HTTP status of the last probe of the home page; null before the first. */
  lastStatus: z.number().nullable(),
  /** Since when the home page fails, where the change was seen. */
  failingSince: Instant.nullable(),
  mails: z.int(),
});
export type BranchView = z.infer<typeof BranchView>;

export const VersionView = Version.extend({
  size: Size,
  /** `no` while something still needs it, and what. */
  deletable: z
    .object({ kind: z.literal("yes") })
    .or(z.object({ kind: z.literal("no"), reason: z.enum(["pinned", "peeked"]) })),
  /** The peek that shows it, if one is open. */
  peekBranchId: z.string().nullable(),
});
export type VersionView = z.infer<typeof VersionView>;

/** One row of the sites page. */
export const SiteRow = Site.extend({
  main: BranchView,
  branches: z.int(),
  lastVersion: Version.nullable(),
  /** The newest version from before the home page began to fail. */
  lastGood: Version.nullable(),
  /** Instants of the versions of the last two weeks on main, oldest first, with their causes. */
  strip: z.array(z.object({ at: Instant, special: z.boolean() })),
  size: Size,
});
export type SiteRow = z.infer<typeof SiteRow>;

export const SiteDetail = z.object({
  site: Site,
  branches: z.array(BranchView),
  lanes: z.array(Lane),
  versions: z.array(VersionView),
  /** Where every second can be gone to, oldest first. */
  reach: z.array(Reach),
  recorders: z.record(BranchId, RecorderState),
  /** Bytes the whole history takes beside the site itself, versions and log together. */
  historyBytes: z.number().nullable(),
  siteBytes: z.number().nullable(),
});
export type SiteDetail = z.infer<typeof SiteDetail>;

export const Mail = z.object({
  id: z.string(),
  at: Instant,
  to: z.string(),
  subject: z.string(),
  headers: z.array(z.string()),
  body: z.string(),
  html: z.boolean(),
});
export type Mail = z.infer<typeof Mail>;

export const Choices = z.object({
  wordpress: z.array(z.object({ version: z.string(), php: z.array(z.string()), present: z.boolean() })),
  mariadb: z.array(z.object({ version: z.string(), present: z.boolean() })),
  defaults: SoftwareVersions,
});
export type Choices = z.infer<typeof Choices>;

export const Health = z.object({
  /** The first thing that stops Tidemark from working, or null. */
  problem: ErrorReport.nullable(),
  app: z.object({
    version: z.string(),
    dataFolder: z.string(),
    instance: z.string().nullable(),
    host: z.enum(["browser", "electron"]),
    /** Of the computer Tidemark runs on, which need not be the one with the browser. */
    system: z.enum(["linux", "macos", "windows"]),
    logFolder: z.string(),
  }),
  engine: z
    .object({
      endpoint: z.string(),
      version: z.string(),
      api: z.string(),
      os: z.string(),
      /** Of the machine that runs the containers; null where the engine doesn't say. */
      kernel: z.string().nullable(),
      /** Milliseconds it took to answer just now. */
      answeredIn: z.number(),
    })
    .nullable(),
  store: z
    .object({
      driver: z.enum(["btrfs", "copy"]),
      /** One sentence on what this driver costs, for the person. */
      note: z.string(),
      capacityBytes: z.number(),
      usedBytes: z.number(),
      freeBytes: z.number(),
      hostFreeBytes: z.number(),
      /** What takes the room, as measured last. What several share counts as the sites'. */
      parts: z.object({ sites: z.number(), branches: z.number(), history: z.number(), trash: z.number() }),
    })
    .nullable(),
  router: z.object({ port: z.number(), wanted: z.number() }).nullable(),
  images: z.array(z.object({ name: z.string(), role: z.string(), standIn: z.boolean() })),
  /** Stores on this engine that have no data folder of ours: offered for adoption. */
  adoptable: z.array(z.object({ instance: z.string(), sites: z.array(z.string()) })),
});
export type Health = z.infer<typeof Health>;

/** What was found in a folder or archive somebody wants to bring in. */
export const BringPlan = z.object({
  path: z.string(),
  title: z.string(),
  origin: z.string().nullable(),
  wordpress: z.string().nullable(),
  tablePrefix: z.string(),
  dump: z.string(),
  files: z.int(),
  bytes: z.number(),
});
export type BringPlan = z.infer<typeof BringPlan>;
