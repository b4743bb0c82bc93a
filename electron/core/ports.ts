import type { Readable, Writable } from "node:stream";
import type { PlaceView, Settings, SettingsChange } from "../../shared/model/settings";
import type { UpdateState } from "../../shared/model/update";
import type { StepDetail } from "../../shared/model/operation";
import type { BinlogPosition, Branch, Lane, Site, SoftwareVersions, Version } from "../../shared/model/site";

/**
 * What the use cases need of the world. `docker`, `store`, `database`, `routing` and `wordpress` implement these;
 * the composition roots hand them over. Every method that waits takes an AbortSignal; unless a comment says otherwise
 * a method is idempotent, and throws AppError for what the world can do wrong. Long, because it is read as one page.
 */

/** A lane's or a version's id: the name of its folder in the store. */
export type VolumeId = string;

/** How far a step has come: a fraction from 0 to 1 (null: unknown) and a few words. */
export type Progress = (fraction: number | null, detail?: StepDetail) => void;

export interface StoreUsage {
  readonly driver: "btrfs" | "copy";
  readonly capacityBytes: number;
  readonly usedBytes: number;
  readonly freeBytes: number;
  /** Free space of the file system under the store: a sparse store file can't grow past it. */
  readonly hostFreeBytes: number;
}

/** How a container mounts a volume: a Docker volume to be created from these options. */
export interface MountSource {
  readonly name: string;
  readonly driverOptions: Readonly<Record<string, string>>;
}

export type VolumeRecord =
  | { readonly kind: "lane"; readonly lane: Lane }
  | { readonly kind: "version"; readonly version: Version };

/**
 * Volumes, each a folder tree with `db/` (0700, 999:999), `html/` (33:33) and `run/` (sockets), and the small JSON
 * records that describe everything. Life cycle: init -> live -> dead, by one rename each.
 */
export interface Store {
  readonly instance: string;
  readonly driver: "btrfs" | "copy";
  /** An empty volume in `init`. */
  create(id: VolumeId, signal: AbortSignal): Promise<void>;
  /** Clones a live volume into `init`, as it is at this instant: a driver that copies byte by byte freezes its containers meanwhile. A read-only clone is a version. An existing `to` in init or live is left as it is. */
  clone(from: VolumeId, to: VolumeId, access: "read-only" | "writable", signal: AbortSignal): Promise<void>;
  /** Writes the record beside the volume and renames it from `init` to `live`. No-op when it is live already. */
  publish(id: VolumeId, record: VolumeRecord, signal: AbortSignal): Promise<void>;
  /** From `init` or `live` to `dead`; no-op when absent. Its containers must be gone. */
  retire(id: VolumeId, signal: AbortSignal): Promise<void>;
  /** Replaces the record of a live volume (label, pin, lane closed), atomically. */
  rewriteRecord(id: VolumeId, record: VolumeRecord, signal: AbortSignal): Promise<void>;

  /** Site and branch records: temp, fsync, rename, fsync folder. Writing a branch's head lane is the commit step of a rewind. */
  writeSite(site: Site, signal: AbortSignal): Promise<void>;
  writeBranch(branch: Branch, signal: AbortSignal): Promise<void>;
  /** Removes the records for good; volumes are retired apart. */
  removeSite(id: string, signal: AbortSignal): Promise<void>;
  removeBranch(id: string, signal: AbortSignal): Promise<void>;
  writeSecrets(siteId: string, secrets: SiteSecrets, signal: AbortSignal): Promise<void>;
  readSecrets(siteId: string, signal: AbortSignal): Promise<SiteSecrets>;
  /** Everything described in the store; what can't be read is listed in `unreadable` and never treated as absent. */
  readAll(signal: AbortSignal): Promise<StoreContents>;

  /** Writes out dirty data, so that the clone in the quiesce that follows is short. */
  flush(signal: AbortSignal): Promise<void>;
  /** Own bytes: what deleting just this volume would free. Total: what it references. On-disk (compressed) bytes. */
  sizes(
    ids: readonly VolumeId[],
    signal: AbortSignal,
  ): Promise<ReadonlyMap<VolumeId, { readonly own: number; readonly total: number }>>;
  usage(signal: AbortSignal): Promise<StoreUsage>;
  /** Throws `store-full` or `host-full` unless `bytes` more fit above the reserve; grows the store where it can. */
  ensureRoom(bytes: number, signal: AbortSignal): Promise<void>;
  /** Deletes what is in `dead`, gently, and gives freed blocks back to the host. Returns how many volumes went. */
  sweep(signal: AbortSignal): Promise<number>;
  mountSource(id: VolumeId, signal: AbortSignal): Promise<MountSource>;

  /** A tar stream of `html/` or any path below a volume, for export. */
  readTree(id: VolumeId, path: string, signal: AbortSignal): Promise<Readable>;
  /** Unpacks a tar stream below `html/` of an init volume, as owner 33:33. */
  writeTree(id: VolumeId, path: string, tar: Readable, signal: AbortSignal): Promise<void>;
  /** One small file below a volume (at most 16 MB), or null when it isn't there. */
  readFile(id: VolumeId, path: string, signal: AbortSignal): Promise<Buffer | null>;
}

export interface StoreContents {
  readonly sites: readonly Site[];
  readonly branches: readonly Branch[];
  readonly lanes: readonly Lane[];
  readonly versions: readonly Version[];
  /** Volumes in `init` with no operation to finish them are swept by recovery. */
  readonly unfinished: readonly VolumeId[];
  readonly unreadable: readonly { readonly path: string; readonly detail: string }[];
}

export interface SiteSecrets {
  readonly databaseRoot: string;
  /** Tidemark's own account: RELOAD, BINLOG MONITOR, ... */
  readonly databaseTidemark: string;
  /** WordPress' account. */
  readonly databaseSite: string;
  /** Signs login tokens and authenticates what the guard says. */
  readonly guard: string;
  readonly adminPassword: string | null;
}

/** A file laid into a container before it starts. */
export interface ContainerFile {
  readonly path: string;
  readonly content: string | Buffer;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
}

export interface StackSpec {
  readonly siteId: string;
  readonly branchId: string;
  readonly laneId: string;
  /** auto_increment_offset, server id, GTID domain. */
  readonly laneNumber: number;
  /** False until WordPress is installed: it counts on ids 1, 2, 3. */
  readonly interleaved: boolean;
  readonly durable: boolean;
  readonly software: SoftwareVersions;
  readonly secrets: SiteSecrets;
  /** The guard, its settings, PHP and Apache configuration. */
  readonly webFiles: readonly ContainerFile[];
  readonly environment: Readonly<Record<string, string>>;
}

export type StackState = {
  readonly laneId: string;
  readonly database: "running" | "stopped" | "absent";
  readonly web: "running" | "stopped" | "absent";
};

/** The containers of one lane: database (no network, a socket in the volume) and web. Always made anew, never reused. */
export interface Stacks {
  /** Pulls or finds the images of these versions; throws `image-missing`. */
  ensureImages(software: SoftwareVersions, progress: Progress, signal: AbortSignal): Promise<void>;
  /** Starts the database (initialising an empty `db/`), waits until it answers on its socket. */
  startDatabase(spec: StackSpec, signal: AbortSignal): Promise<void>;
  /** Starts the web container; resolves when it runs, before Apache answers. May run beside startDatabase. */
  startWeb(spec: StackSpec, signal: AbortSignal): Promise<void>;
  /** Waits, at most 30 s, until the web container has answered all it was asked: for a lane no route leads to any more. Absent or stopped: resolves. */
  drain(laneId: string, signal: AbortSignal): Promise<void>;
  /** Clean shutdown (SIGTERM, up to 30 s), then removes both containers and their Docker volumes. */
  stop(laneId: string, signal: AbortSignal): Promise<void>;
  /** Removes without a clean shutdown, for a stack nobody needs the state of. */
  discard(laneId: string, signal: AbortSignal): Promise<void>;
  states(signal: AbortSignal): Promise<readonly StackState[]>;
  /** Runs a command in the web container, as www-data unless said; rejects on a non-zero exit with its stderr. */
  runInWeb(
    laneId: string,
    command: readonly string[],
    options: { readonly input?: string; readonly user?: string },
    signal: AbortSignal,
  ): Promise<{ readonly stdout: string; readonly stderr: string }>;
  /** Writes files into the running web container (settings of the guard that change without a restart). */
  writeWebFiles(laneId: string, files: readonly ContainerFile[], signal: AbortSignal): Promise<void>;
  logs(
    laneId: string,
    signal: AbortSignal,
  ): AsyncIterable<{ readonly source: "web" | "database"; readonly at: string; readonly text: string }>;
  /** The web container's name on the router's network. */
  webHost(laneId: string): string;
}

export interface Databases {
  /**
   * Blocks commits (BACKUP STAGE BLOCK_COMMIT), reads the binary log's position, runs `during`, releases, rotates the log.
   * Retries while a statement blocks it, then throws `database-busy`. The session's wait_timeout of 2 s releases it when the app dies.
   * `stall` is how long commits were blocked, in milliseconds.
   */
  quiesced<T>(
    lane: { readonly laneId: string; readonly secrets: SiteSecrets },
    during: (at: BinlogPosition) => Promise<T>,
    signal: AbortSignal,
  ): Promise<{ readonly at: BinlogPosition; readonly value: T; readonly stall: number }>;
  /** Runs one statement as Tidemark's account. */
  query(
    lane: { readonly laneId: string; readonly secrets: SiteSecrets },
    sql: string,
    values: readonly (string | number | null)[],
    signal: AbortSignal,
  ): Promise<readonly Readonly<Record<string, unknown>>[]>;
  /** Feeds a plain SQL stream to the site's database with the server's own client; throws `bad-import` with the line of the first error. */
  load(
    lane: { readonly laneId: string; readonly secrets: SiteSecrets },
    sql: Readable,
    signal: AbortSignal,
  ): Promise<void>;
  /** A consistent plain SQL dump of the site's database. */
  dump(lane: { readonly laneId: string; readonly secrets: SiteSecrets }, signal: AbortSignal): Promise<Readable>;
  /**
   * Applies a stretch of a log to a running database, without logging it again: `paths` are segments as its container sees them, the
   * first from `start` on, the last up to `stop`. Not idempotent. `done` is told how many transactions were applied so far.
   * Throws `replay-failed` with the server's own words.
   */
  replay(
    lane: { readonly laneId: string; readonly secrets: SiteSecrets },
    log: { readonly paths: readonly string[]; readonly start: number; readonly stop: number },
    done: (transactions: number) => void,
    signal: AbortSignal,
  ): Promise<void>;
  /** Lets the server forget the segments before this one; they have to be in the archive. */
  forgetLog(
    lane: { readonly laneId: string; readonly secrets: SiteSecrets },
    before: string,
    signal: AbortSignal,
  ): Promise<void>;
  /** Lets go of the connections to a lane, before its database stops. */
  release(laneId: string): Promise<void>;
}

export interface Route {
  /** Host name without a port. */
  readonly host: string;
  readonly target:
    | { readonly kind: "web"; readonly upstream: string }
    | { readonly kind: "page"; readonly title: string; readonly text: string };
}

export interface Router {
  /** Starts the router on port 80 or the next free one from 8080 (remembered while it can be had); returns the port. */
  ensure(signal: AbortSignal): Promise<{ readonly port: number; readonly wanted: number }>;
  /** The whole table. Validated before it applies; drops no request. */
  apply(routes: readonly Route[], signal: AbortSignal): Promise<void>;
  /** Asks a lane's web container through the router, before it has an address of its own. Null: no answer. */
  probe(
    upstream: string,
    host: string,
    path: string,
    signal: AbortSignal,
  ): Promise<{ readonly status: number; readonly body: string; readonly location: string | null } | null>;
}

/** How a branch is to behave, for the guard. */
export interface GuardSettings {
  readonly siteId: string;
  readonly branchId: string;
  readonly laneId: string;
  readonly branchName: string;
  readonly canonical: string;
  /** The branch's own origin, with the router's port. */
  readonly origin: string;
  readonly routerPort: number;
  readonly kind: "main" | "branch" | "peek";
  readonly quarantined: boolean;
  /** Whether the guard asks for a version before what is risky. */
  readonly beforeRisks: boolean;
  readonly secrets: SiteSecrets;
}

export interface CaughtMail {
  readonly id: string;
  readonly at: string;
  readonly to: string;
  readonly subject: string;
  readonly headers: readonly string[];
  readonly body: string;
  readonly html: boolean;
}

export interface WordPress {
  /** Everything the web container needs from outside the site: guard, settings, php.ini, Apache's site, secrets. */
  files(settings: GuardSettings): readonly ContainerFile[];
  /** Only the files that say who the branch is: laid into a running container they hold from the next request on. */
  settingsFiles(settings: GuardSettings): readonly ContainerFile[];
  environment(settings: GuardSettings): Readonly<Record<string, string>>;
  /** Waits until the image's entrypoint has laid out WordPress and its wp-config.php in the web container. */
  waitInstalled(laneId: string, signal: AbortSignal): Promise<void>;
  /** Installs a fresh WordPress (tables, admin user); no-op when installed. */
  install(
    laneId: string,
    input: {
      readonly title: string;
      readonly url: string;
      readonly user: string;
      readonly password: string;
      readonly email: string;
    },
    signal: AbortSignal,
  ): Promise<void>;
  /**
   * Fills a freshly installed WordPress with the demo's magazine: articles up to `at`, pictures, people, and a plugin whose
   * update breaks the home page. Once only; a run that was interrupted leaves something half-made.
   */
  fillDemo(laneId: string, input: { readonly title: string; readonly at: Date }, signal: AbortSignal): Promise<void>;
  /** Waits until the home page answers below 400 (a redirect within the site is followed); throws `site-unhealthy` with what was seen. */
  waitHealthy(upstream: string, settings: GuardSettings, signal: AbortSignal): Promise<void>;
  /** Waits for any answer that is WordPress' own (its database being up), whatever the status, and returns that. */
  waitAnswer(upstream: string, settings: GuardSettings, signal: AbortSignal): Promise<number>;
  /** One look at the home page; null: no answer. */
  status(upstream: string, settings: GuardSettings, signal: AbortSignal): Promise<number | null>;
  /** A login address valid once, for 60 s; it leads on to this page of wp-admin. */
  loginUrl(settings: GuardSettings, page: "admin" | "plugins", signal: AbortSignal): Promise<string>;
  mails(laneId: string, signal: AbortSignal): Promise<readonly CaughtMail[]>;
  clearMails(laneId: string, signal: AbortSignal): Promise<void>;
}

/** What was found in something somebody wants to bring in. */
export interface BringSource {
  readonly path: string;
  readonly kind: "folder" | "zip";
  /** Where WordPress' own folder begins below `path`. */
  readonly root: string;
  readonly dump: string;
  readonly dumpCompression: "none" | "gzip" | "zstd";
  readonly title: string;
  readonly origin: string | null;
  readonly wordpress: string | null;
  readonly tablePrefix: string;
  readonly files: number;
  readonly bytes: number;
}

export interface Bringing {
  /** Reads and checks without writing; throws `bad-import` with file and place. */
  inspect(path: string, signal: AbortSignal): Promise<BringSource>;
  /** WordPress' files as a tar stream, entries relative to the document root; the dump left out. Reports bytes read. */
  openFiles(source: BringSource, progress: Progress, signal: AbortSignal): Promise<Readable>;
  /** The dump as plain SQL, without statements that leave its database (CREATE DATABASE, USE, definers). */
  openDump(source: BringSource, progress: Progress, signal: AbortSignal): Promise<Readable>;
}

/** The index of what the store holds: for speed, rebuilt from the store at every start, deletable at any time. */
export interface Catalogue {
  /** Replaces everything by what the store holds. */
  rebuild(contents: StoreContents): void;
  putSite(site: Site): void;
  putBranch(branch: Branch): void;
  putVersion(version: Version): void;
  /** With its branches and versions. */
  removeSite(id: string): void;
  removeBranch(id: string): void;
  removeVersion(id: string): void;
  sites(): readonly Site[];
  site(id: string): Site | null;
  branches(siteId: string): readonly Branch[];
  branch(id: string): Branch | null;
  /** Oldest first. */
  versions(siteId: string): readonly Version[];
  version(id: string): Version | null;
  setSize(id: VolumeId, size: { readonly own: number; readonly total: number }): void;
  sizes(siteId: string): ReadonlyMap<VolumeId, { readonly own: number; readonly total: number }>;
}

/** Writes a zip with the files and the dump, in the form `Bringing` takes back. */
export interface Exporting {
  write(
    target: Writable,
    parts: { readonly files: Readable; readonly dump: Readable; readonly about: unknown },
    signal: AbortSignal,
  ): Promise<void>;
}

/** The settings as the host holds them: in memory, and in `settings.json` of the data folder. */
export interface SettingsFile {
  get(): Settings;
  /** Resolves once the file is written; changes are written one after the other. Rejects, changing nothing, where it can't be. */
  change(change: SettingsChange): Promise<Settings>;
  /** Called after each change that changed something. Returns how to stop it. */
  onChange(listener: (settings: Settings, before: Settings) => void): () => void;
}

/** The next version of Tidemark itself. */
export interface Updates {
  state(): UpdateState;
  /** Asks the feed now; resolves to what is known then, also where it didn't answer. */
  look(): Promise<UpdateState>;
  /** Fetches what is available. Resolves when it is ready, or when it failed and can be tried again. */
  fetch(): Promise<void>;
  /** Quits in order, installs and starts again. Throws `refused` while an operation is under way or nothing is ready. */
  restart(): Promise<void>;
  /** Called after each change of state. Returns how to stop it. */
  onChange(listener: () => void): () => void;
}

/** Where the data folder is. */
export interface DataFolderPlace {
  get(): PlaceView;
  /** Moved when Tidemark starts next; null: it stays. Throws `refused`. */
  move(to: string | null): PlaceView;
}

/** Abilities only a desktop has. */
export interface Platform {
  readonly kind: "browser" | "electron";
  readonly canChooseFile: boolean;
  chooseFile(kind: "file" | "folder"): Promise<string | null>;
  openExternal(url: string): Promise<boolean>;
  /** Shows a folder in the system's own file browser; false where it could not. Absent where there is no desktop. */
  showFolder?(path: string): Promise<boolean>;
  /** Absent where Tidemark is not what installed it. */
  readonly updates?: Updates;
}
