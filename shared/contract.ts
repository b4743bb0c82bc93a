import { eventIterator, oc } from "@orpc/contract";
import { z } from "zod";
import { ErrorReport } from "./errors";
import { BranchId, LaneId, OperationId, SiteId, Slug, VersionId } from "./ids";
import { SiteEvent } from "./model/event";
import { Operation } from "./model/operation";
import {
  ActivityView,
  ChangesView,
  EventFilter,
  EventPage,
  MomentTarget,
  MomentView,
  RetentionPreview,
  SpaceView,
} from "./model/recording";
import { RecordingChoice, RecordingPolicy, RetentionPolicy } from "./model/recording-policy";
import { PlaceView, Settings, SettingsChange } from "./model/settings";
import { Instant, SoftwareVersions, Title } from "./model/site";
import { UpdateState } from "./model/update";
import { BringPlan, Choices, Health, Mail, SiteDetail, SiteRow } from "./model/views";

/**
 * What the interface can ask of the main process: one contract, two transports (a MessagePort under Electron, a
 * WebSocket in a browser). A procedure that starts long work returns the operation's id at once.
 * Every expected failure crosses as the one defined error `APP`, whose data is an ErrorReport.
 */
const base = oc.errors({ APP: { status: 400, data: ErrorReport } });

const started = z.object({ operationId: OperationId });
const onSite = z.object({ siteId: SiteId });
const onBranch = z.object({ branchId: BranchId });
const onVersion = z.object({ versionId: VersionId });
const Label = z.string().trim().max(200);

/** A hint that something changed; the client asks again for what it shows. */
export const Hint = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("sites") }),
  z.object({ kind: z.literal("site"), siteId: SiteId }),
  /** Something happened on the site: its events and its density moved on. */
  z.object({ kind: z.literal("activity"), siteId: SiteId }),
  z.object({ kind: z.literal("health") }),
  z.object({ kind: z.literal("settings") }),
  z.object({ kind: z.literal("updates") }),
  z.object({ kind: z.literal("operation"), operation: Operation }),
]);
export type Hint = z.infer<typeof Hint>;

export const LogLine = z.object({ source: z.enum(["web", "database"]), at: z.string(), text: z.string() });
export type LogLine = z.infer<typeof LogLine>;

export const contract = {
  system: {
    health: base.output(Health),
    /** First the operations that are under way, then hints as they come. Ends only with the connection. */
    events: base.output(eventIterator(Hint)),
    choices: base.output(Choices),
    /** Tries the engine again after the person mended something. */
    retry: base.output(Health),
    adopt: base.input(z.object({ instance: z.string() })).output(Health),
    /** Removes every object of this instance from Docker, and its store. The word is typed by the person. */
    removeEverything: base
      .input(z.object({ confirm: z.literal("remove everything") }))
      .output(z.object({ removed: z.int() })),
    /** What this host can do that a browser can't; the interface hides what is absent. */
    platform: base.output(z.object({ kind: z.enum(["browser", "electron"]), chooseFile: z.boolean() })),
    /** A native dialog; null when the person closed it. Only where `platform.chooseFile`. */
    chooseFile: base
      .input(z.object({ kind: z.enum(["file", "folder"]) }))
      .output(z.object({ path: z.string().nullable() })),
    openExternal: base.input(z.object({ url: z.url() })).output(z.object({ opened: z.boolean() })),
    /** Shows the data folder in the system's own file browser; `opened` is false where there is no desktop. */
    showDataFolder: base.output(z.object({ opened: z.boolean() })),
  },
  settings: {
    get: base.output(Settings),
    /** Changes only what is named. Holds at once, or from the next operation on. */
    change: base.input(SettingsChange).output(Settings),
    place: base.output(PlaceView),
    /** The data folder moves when Tidemark starts next; null: it stays. */
    move: base.input(z.object({ to: z.string().min(1).nullable() })).output(PlaceView),
  },
  /** The next version of Tidemark itself. */
  updates: {
    state: base.output(UpdateState),
    look: base.output(UpdateState),
    /** Answers when it begins; progress is in the state. */
    fetch: base.output(z.object({})),
    /** Refused while an operation is under way. */
    restart: base.output(z.object({})),
  },
  sites: {
    list: base.output(z.array(SiteRow)),
    trash: base.output(z.array(SiteRow)),
    get: base.input(onSite).output(SiteDetail),
    create: base
      .input(
        z.object({
          title: Title,
          slug: Slug,
          adminUser: z
            .string()
            .min(1)
            .max(60)
            .regex(/^[A-Za-z0-9_.@ -]+$/),
          adminPassword: z.string().min(1).max(200).nullable(),
          software: SoftwareVersions,
        }),
      )
      .output(started),
    /** A small magazine to try Tidemark on, at the next free address of `demo`, `demo-2`, … */
    createDemo: base.output(started),
    /** Looks at the home pages of a site's branches now, instead of at the next turn. */
    look: base.input(onSite).output(z.object({})),
    /** Looks at a folder or zip on the machine that runs Tidemark, without changing anything. */
    inspect: base.input(z.object({ path: z.string().min(1) })).output(BringPlan),
    bring: base
      .input(z.object({ path: z.string().min(1), title: Title, slug: Slug, software: SoftwareVersions }))
      .output(started),
    rename: base.input(onSite.extend({ title: Title })).output(started),
    duplicate: base.input(onSite.extend({ title: Title, slug: Slug })).output(started),
    remove: base.input(onSite).output(started),
    restore: base.input(onSite).output(started),
    purge: base.input(onSite).output(started),
    /** Writes a zip (files and dump) that `bring` takes back; `result.path` of the operation says where. */
    export: base.input(onSite).output(started),
    credentials: base.input(onSite).output(z.object({ user: z.string(), password: z.string().nullable() })),
  },
  branches: {
    create: base
      .input(
        z.object({
          name: Slug,
          from: z.discriminatedUnion("kind", [
            onBranch.extend({ kind: z.literal("now") }),
            onVersion.extend({ kind: z.literal("version") }),
          ]),
        }),
      )
      .output(started),
    /** Into the trash for 7 days; `forGood` gives its space back at once. */
    remove: base.input(onBranch.extend({ forGood: z.boolean().default(false) })).output(started),
    restore: base.input(onBranch).output(started),
    start: base.input(onBranch).output(started),
    stop: base.input(onBranch).output(started),
    restart: base.input(onBranch).output(started),
    /** An address to open: the site, or wp-admin already logged in by a single-use token that lives 60 s. */
    address: base
      .input(onBranch.extend({ page: z.enum(["site", "admin", "plugins"]) }))
      .output(z.object({ url: z.string() })),
    logs: base.input(onBranch).output(eventIterator(LogLine)),
    mails: base.input(onBranch).output(z.array(Mail)),
    clearMails: base.input(onBranch).output(z.object({})),
  },
  versions: {
    take: base.input(onBranch.extend({ label: Label.nullable() })).output(started),
    label: base.input(onVersion.extend({ label: Label.nullable() })).output(z.object({})),
    pin: base.input(onVersion.extend({ pinned: z.boolean() })).output(z.object({})),
    remove: base.input(onVersion).output(started),
    /** Deletes versions from before then that have no special meaning (shared/thin.ts), to make room. */
    thin: base.input(onSite.extend({ before: Instant })).output(started),
    /** `evenIfBroken`: go there although its home page fails. Otherwise an unhealthy target never goes live. */
    rewind: base
      .input(z.object({ branchId: BranchId, versionId: VersionId, evenIfBroken: z.boolean().default(false) }))
      .output(started),
    peek: base.input(onVersion).output(started),
    endPeek: base.input(onBranch).output(started),
    /** The peek stays, as a branch of this name, with what was changed in it. */
    keepPeek: base.input(onBranch.extend({ name: Slug })).output(started),
  },
  /** What a site's history says between its versions. */
  recording: {
    /** What happened in a stretch, cut into buckets for drawing, and at most `most` events of it. */
    activity: base
      .input(
        onSite.extend({
          from: z.number(),
          to: z.number(),
          buckets: z.int().min(1).max(4000),
          most: z.int().min(0).max(1000).default(300),
        }),
      )
      .output(ActivityView),
    events: base
      .input(EventFilter.extend({ after: z.string().nullable().default(null), most: z.int().min(1).max(500) }))
      .output(EventPage),
    event: base.input(z.object({ eventId: z.string() })).output(SiteEvent),
    /** What is different in a version from the one before it. */
    changes: base.input(onVersion).output(ChangesView),
    /** What going to a moment would mean. A branch's lane at that second, unless one is named. */
    moment: base
      .input(
        z.discriminatedUnion("kind", [
          onBranch.extend({ kind: z.literal("second"), laneId: LaneId.nullable().default(null), at: Instant }),
          z.object({ kind: z.literal("before-event"), eventId: z.string() }),
        ]),
      )
      .output(MomentView),
    policy: base.input(onSite).output(RecordingPolicy),
    /** Changes only what is named. */
    changePolicy: base.input(onSite.extend({ change: RecordingChoice })).output(RecordingPolicy),
    /** What a retention policy would keep and give back, without doing it. */
    previewRetention: base.input(onSite.extend({ retention: RetentionPolicy })).output(RetentionPreview),
    space: base.input(onSite).output(SpaceView),
  },
  /** The same deeds as on versions, for any second of the history and for right before an event. */
  moments: {
    rewind: base
      .input(onBranch.extend({ target: MomentTarget, evenIfBroken: z.boolean().default(false) }))
      .output(started),
    branch: base.input(z.object({ name: Slug, target: MomentTarget })).output(started),
    peek: base.input(z.object({ target: MomentTarget })).output(started),
  },
  operations: {
    /** Newest first: all that are under way and those that ended in the last day. */
    list: base.output(z.array(Operation)),
    cancel: base.input(z.object({ operationId: OperationId })).output(z.object({})),
    undo: base.input(z.object({ operationId: OperationId })).output(started),
  },
};
export type Contract = typeof contract;
