import type { Readable } from "node:stream";
import type { LogPosition, SiteEvent } from "../../shared/model/event";
import type { BadTime, FileGroup, RecorderState } from "../../shared/model/recording";
import type { Risk } from "../../shared/model/site";
import type { LogItem } from "./log-item";
import type { VolumeId } from "./ports";

/**
 * What recording needs of the world, apart from ports.ts because it is a page of its own: logs, what differs in files, the guards' asks,
 * the reader of logs, and the index of what they said. The same rules hold: a method is idempotent and throws AppError unless it says so.
 */

/** A segment of a lane's binary log. */
export interface LogSegment {
  readonly file: string;
  /** Bytes of log in it, as the server wrote them. */
  readonly size: number;
  /** Bytes it takes on disk outside of any version: what dropping it frees. 0 while it is only in the lane's volume. */
  readonly disk: number;
  /** True once it is in the archive, whole and closed; false: the server may still write to it. */
  readonly archived: boolean;
}

/** How far something had grown when the keeper looked, and when that was, by the engine's clock (milliseconds). */
export interface Growth {
  readonly file: string;
  readonly size: number;
  readonly at: number;
}

/**
 * The binary logs of all lanes. A segment belongs to the lane whose server wrote it (its first event has the lane's number as
 * server id): what a lane was cloned with is its origin's. Closed segments move to an archive beside the volumes, compressed,
 * one file each, so that a version holds no more of the log than the segment it was taken in.
 */
export interface Logs {
  /** A lane's own segments, oldest first: archive and volume as one. A lane that is retired has those of the archive. */
  segments(
    lane: { readonly laneId: string; readonly number: number },
    signal: AbortSignal,
  ): Promise<readonly LogSegment[]>;
  /** Bytes of a segment from `position` on, at most `most`; empty at its present end. Throws `not-found` where the segment is gone. */
  read(laneId: string, file: string, position: number, most: number, signal: AbortSignal): Promise<Buffer>;
  /** The same as a stream up to the segment's present end, for reading much. */
  open(laneId: string, file: string, position: number, signal: AbortSignal): Promise<Readable>;
  /**
   * Waits until the newest segment or the notes of one of these lanes have grown beyond what is known, at most `timeout` milliseconds;
   * resolves to all lanes that have. Costs nothing while nothing happens. A lane without a live volume is passed over.
   */
  waitGrowth(
    known: ReadonlyMap<string, { readonly log: Omit<Growth, "at"> | null; readonly notes: Omit<Growth, "at"> | null }>,
    timeout: number,
    signal: AbortSignal,
  ): Promise<ReadonlyMap<string, { readonly log: Growth | null; readonly notes: Growth | null }>>;
  /** Copies the lane's closed segments into the archive (all, where its database is stopped: `closed`). Returns what is in the archive now. Throws `store-full`. */
  archive(
    lane: { readonly laneId: string; readonly number: number },
    closed: boolean,
    signal: AbortSignal,
  ): Promise<readonly LogSegment[]>;
  /** Drops archived segments older than `before`; null: all there are, of a lane that is gone for good. */
  drop(laneId: string, before: string | null, signal: AbortSignal): Promise<void>;
  /** Lanes that have something in the archive. */
  archived(signal: AbortSignal): Promise<readonly string[]>;
  /**
   * Lays copies of a lane's segments, uncompressed, into `replay/` of another live volume, for its database to replay: from `from` to
   * `through`, the last one cut at its `position`. Returns their paths as the containers see them. `unstage` removes the folder.
   */
  stage(
    laneId: string,
    from: string,
    through: { readonly file: string; readonly position: number },
    into: VolumeId,
    signal: AbortSignal,
  ): Promise<readonly string[]>;
  unstage(into: VolumeId, signal: AbortSignal): Promise<void>;
  /** Where the log of a volume that nobody writes to ends; null where there is none. */
  endOf(id: VolumeId, signal: AbortSignal): Promise<{ readonly file: string; readonly position: number } | null>;
  /** A lane's notes (what its guard wrote down) in the file of this name from `position` on; whole lines only. `files`: all there are, oldest first. */
  notes(laneId: string, signal: AbortSignal): Promise<readonly { readonly file: string; readonly size: number }[]>;
  readNotes(laneId: string, file: string, position: number, signal: AbortSignal): Promise<Buffer>;
}

/** A file that differs between two volumes, relative to `html/`. Bytes: its size afterwards, or before where it was removed. */
export interface FileChange {
  readonly path: string;
  readonly change: "added" | "changed" | "removed";
  readonly bytes: number;
  readonly bytesBefore: number;
}

/** What differs in the files of two live volumes, at most `most` of them; `more` counts the rest. From the file system's own knowledge where the driver has it. */
export interface FileChanges {
  changes(
    before: VolumeId,
    after: VolumeId,
    most: number,
    signal: AbortSignal,
  ): Promise<{ readonly files: readonly FileChange[]; readonly more: number }>;
  /** The first 8 KB of each of these files that is there. */
  heads(id: VolumeId, paths: readonly string[], signal: AbortSignal): Promise<ReadonlyMap<string, string>>;
}

/** The same in WordPress' words, at most some 50,000 files looked at. Between versions remembered, between others for some seconds. Throws `not-found`. */
export interface FileGroups {
  group(before: VolumeId, after: VolumeId, signal: AbortSignal): Promise<readonly FileGroup[]>;
}

/** Bytes on disk that deleting these volumes together would free; and what all of them take. */
export interface Space {
  freedBy(ids: readonly VolumeId[], signal: AbortSignal): Promise<number>;
}

/** What a guard asks before something risky. */
export interface CheckpointAsk {
  readonly laneId: string;
  readonly risk: Risk;
  /** Who was logged in. */
  readonly who: string | null;
}

/** Sockets in running lanes' `run/`, at which their guards ask for a checkpoint: the one thing they can ask for. */
export interface Asks {
  /** Listens in each of these lanes; stops in all others. Idempotent. */
  listenIn(laneIds: readonly string[], signal: AbortSignal): Promise<void>;
  /** Called for every ask; what it resolves to is said to the guard. At most one at a time per lane; others wait. */
  onAsk(answer: (ask: CheckpointAsk) => Promise<"taken" | "not-taken">): void;
  close(): Promise<void>;
}

/** What one committed transaction was, once its last row was taken. */
export interface TakenTransaction {
  readonly from: LogPosition;
  readonly end: LogPosition;
  /** Milliseconds since the epoch. */
  readonly time: number;
  /** New ones, and ones known before by their id that this transaction went on with: the later replaces the earlier. */
  readonly events: readonly SiteEvent[];
  /** Rows that people caused or that nobody has words for. */
  readonly rows: number;
  /** Rows of caches, schedules, sessions and counters, by what they are. */
  readonly noise: ReadonlyMap<string, number>;
}

/** Turns a lane's log and notes into what a blogger understands. Holds no more than the request under way and some names. */
export interface Interpreter {
  /** Items in the log's order; null until one completes a transaction. `committedAt`: when it was seen to be there, null where nobody saw it; the transaction's time then. */
  take(item: LogItem, committedAt: number | null): TakenTransaction | null;
  /** One line of the guard's notes; null for one that says nothing anybody understands. */
  note(line: string): SiteEvent | null;
}

export interface InterpreterAbout {
  readonly siteId: string;
  readonly branchId: string;
  readonly laneId: string;
  readonly tablePrefix: string;
  /** The time zone the site shows times in is its own business; times here are instants. */
}

/** Takes a lane's log apart as it comes. One for each lane that is followed. */
export interface LogDecoder {
  /** Begins a segment: `head` are its first bytes with at least its format description, `position` where the bytes to come begin. */
  open(file: string, head: Buffer, position: number): void;
  /** Yields what these bytes complete; an incomplete last event waits for its rest. Throws `log-unreadable` where there is no log. */
  push(bytes: Buffer): Iterable<LogItem>;
  /** Whether what was pushed ends between two transactions. */
  readonly whole: boolean;
}

/** What happened in one second of a lane. */
export interface SecondTally {
  /** Seconds since the epoch. */
  readonly second: number;
  /** Right behind the last transaction committed in it. */
  readonly end: LogPosition;
  readonly transactions: number;
  readonly rows: number;
  readonly noise: number;
}

/** How far a lane was read. */
export interface LaneProgress {
  /** A transaction's boundary: everything before it is in the index. */
  readonly log: LogPosition | null;
  readonly notes: { readonly file: string; readonly size: number } | null;
  /** Time of the last transaction, milliseconds. */
  readonly last: number;
}

/** A stretch of a lane's log, within one segment, that can't be read: nobody knows what was committed in it. */
export interface LogHole {
  /** Right behind the last transaction before it. */
  readonly from: LogPosition;
  /** Where the log can be read again; null: not in this segment. */
  readonly until: number | null;
}

export interface IndexStep {
  readonly siteId: string;
  readonly branchId: string;
  readonly laneId: string;
  readonly progress: LaneProgress;
  readonly seconds: readonly SecondTally[];
  readonly noise: readonly { readonly second: number; readonly kind: string; readonly rows: number }[];
  readonly events: readonly SiteEvent[];
  /** Found while it was read. */
  readonly holes?: readonly LogHole[];
  /** Of closed segments that were read whole: right behind the last transaction in each. */
  readonly ends?: readonly LogPosition[];
}

export interface EventQuery {
  readonly siteId: string;
  /** Words that all have to be in it, each from its beginning. */
  readonly words: readonly string[];
  readonly branchId: string | null;
  readonly laneIds: readonly string[] | null;
  readonly kinds: readonly string[] | null;
  readonly who: string | null;
  /** Milliseconds, `from` inclusive, `to` exclusive. */
  readonly from: number | null;
  readonly to: number | null;
}

/**
 * What was read from the logs, for speed: seconds, density, events. Synchronous and short. Apart from the catalogue, because it can be
 * filled again only as far back as the logs reach. A step is all there or not at all, its position with what it brings: nothing twice.
 */
export interface RecordingIndex {
  progress(laneId: string): LaneProgress | null;
  advance(step: IndexStep): void;
  /** The last second at or before this one in which something was committed. */
  secondAt(laneId: string, second: number): SecondTally | null;
  /** What was committed behind a place in the log; null: since its beginning. Of the second in which that place lies, all or nothing. */
  behind(laneId: string, place: LogPosition | null): { readonly rows: number; readonly noise: number };
  /** Transactions whose end lies behind `from` and not behind `to`, by the seconds they were in. */
  transactionsBetween(laneId: string, from: LogPosition, to: LogPosition): number;
  /** Rows per bucket of `bucket` milliseconds from `from` on: [bucket number, rows, ...], buckets with something only. */
  density(laneId: string, from: number, to: number, bucket: number): readonly number[];
  noise(laneId: string, from: number, to: number): readonly { readonly kind: string; readonly rows: number }[];
  event(id: string): SiteEvent | null;
  /** The heaviest `most` of a stretch of a site, by time; and how many there are. */
  heaviest(
    siteId: string,
    from: number,
    to: number,
    most: number,
  ): { readonly events: readonly SiteEvent[]; readonly total: number };
  /** Newest first. `after`: of the page before. */
  events(
    query: EventQuery,
    after: string | null,
    most: number,
  ): { readonly events: readonly SiteEvent[]; readonly next: string | null; readonly total: number };
  /** The event right before (or at) and right after an instant on a lane. */
  around(laneId: string, at: number): { readonly before: SiteEvent | null; readonly after: SiteEvent | null };
  people(siteId: string): readonly string[];
  badTimes(siteId: string, from: number, to: number): readonly BadTime[];
  /** What of a lane's log can't be read, in its order. */
  holes(laneId: string): readonly LogHole[];
  addHole(laneId: string, hole: LogHole): void;
  /** By the name of a closed segment that was read whole: the byte behind which no transaction is in it. */
  ends(laneId: string): ReadonlyMap<string, number>;
  /** Drops the seconds of a lane before this position, whose log is gone. Density and events stay. */
  forgetSeconds(laneId: string, before: LogPosition): void;
  removeLane(laneId: string): void;
  removeSite(siteId: string): void;
}

/** What reads the logs all the time, as the use cases see it. */
export interface Recorder {
  /** Resolves once a lane's log is in the index up to where it ends now. */
  settle(laneId: string, signal: AbortSignal): Promise<void>;
  state(branchId: string): RecorderState;
  /** The lane's segments as they were looked at last, oldest first. */
  segments(laneId: string): readonly LogSegment[];
  /** Looks at them again, and moves what is closed into the archive. */
  refresh(laneId: string, signal: AbortSignal): Promise<void>;
}
