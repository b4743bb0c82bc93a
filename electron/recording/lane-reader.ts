import type { LogPosition } from "../../shared/model/event";
import type { Branch, Lane } from "../../shared/model/site";
import { AppError } from "../../shared/errors";
import type { Growth, LaneProgress, LogHole, LogSegment } from "../core/recording-ports";
import { logOf } from "../core/find";
import type { World } from "../core/world";
import { firstEvent, placeOf, segmentNumber } from "../../shared/log-place";
import { commitTime } from "./commit-time";
import { nothingRead, openTallies } from "./tallies";

/** Bytes asked for at a time, and transactions after which the index is written. */
const chunkBytes = 512 * 1024;
const batch = 2000;
/** A format description is some 260 bytes; it comes first in every segment, after four bytes that say what it is. */
const headBytes = 1024;

/** What reading on brought. */
export interface ReadOn {
  readonly rows: number;
  readonly noise: number;
  readonly events: number;
  /** Time of the newest transaction people caused, milliseconds; null where there was none. */
  readonly changedAt: number | null;
  /** A page began to fail, or answered well again. */
  readonly pages: boolean;
}

export interface LaneReader {
  readonly laneId: string;
  readonly branchId: string;
  readonly siteId: string;
  /** What was read of the newest segment and of the notes: what growth is measured against. */
  known(): { readonly log: Omit<Growth, "at"> | null; readonly notes: Omit<Growth, "at"> | null };
  /**
   * Reads to the present end and writes what is new into the index. `seen`: when it was first seen to be there, where somebody waited
   * for it. `share` is told how far catching up is. Not to be called while a call is under way.
   */
  readOn(seen: number | null, share: (share: number) => void, signal: AbortSignal): Promise<ReadOn>;
}

const nothing: ReadOn = { rows: 0, noise: 0, events: 0, changedAt: null, pages: false };

/** Follows one lane's log and notes from where the index has it. Holds a decoder, the interpreter's memory and one chunk. */
export function openLaneReader(world: World, branch: Branch, lane: Lane): LaneReader {
  const { id: laneId, siteId } = lane;
  const site = world.catalogue.site(siteId);
  const about = { siteId, branchId: branch.id, laneId, tablePrefix: site?.tablePrefix ?? "wp_" };
  const interpreter = world.openInterpreter(about);
  const tallies = openTallies();
  let progress: LaneProgress = world.index.progress(laneId) ?? nothingRead;
  let decoder = world.openDecoder();
  /** The open segment and the byte read up to, which may lie inside a transaction. */
  let open: LogPosition | null = null;
  /** The segment whose rest can't be read. */
  let given: string | null = null;
  let holes: LogHole[] = [];
  let ends: LogPosition[] = [];
  let seenNotes: LaneProgress["notes"] = null;
  let sum = nothing;

  const write = () => {
    const { rows, noiseRows, ...gathered } = tallies.take();
    world.index.advance({ siteId, branchId: branch.id, laneId, progress, ...gathered, holes, ends });
    holes = [];
    ends = [];
    sum = {
      rows: sum.rows + rows,
      noise: sum.noise + noiseRows,
      events: sum.events + gathered.events.length,
      changedAt: rows > 0 ? progress.last : sum.changedAt,
      pages: sum.pages || gathered.events.some(({ kind }) => kind === "page-failed" || kind === "page-recovered"),
    };
  };

  const take = (bytes: Buffer, seen: number | null) => {
    for (const item of decoder.push(bytes)) {
      const at = item.kind === "commit" ? commitTime(item.time, seen, progress.last) : null;
      const taken = interpreter.take(item, at);
      if (item.kind !== "commit") continue;
      progress = { ...progress, log: item.end, last: at ?? progress.last };
      if (taken !== null) tallies.add(taken);
    }
  };

  const openSegment = async (file: string, position: number, signal: AbortSignal) => {
    const head = await world.logs.read(laneId, file, 0, headBytes, signal);
    // One that its server is only just making, or was when it broke off.
    if (head.length < Math.min(formatEnd(head), headBytes)) return false;
    // What an earlier segment broke off in is no transaction.
    decoder = world.openDecoder();
    decoder.open(file, head, position);
    open = { file, position };
    return true;
  };

  const readSegment = async (
    segment: LogSegment,
    seen: number | null,
    signal: AbortSignal,
    read: (bytes: number) => void,
  ) => {
    if (given === segment.file) {
      open = { file: segment.file, position: segment.size };
      return;
    }
    const begin = boundaryIn(segment.file).position;
    if (open?.file !== segment.file && !(await openSegment(segment.file, begin, signal))) return;
    for (;;) {
      const at = open?.position ?? begin;
      const bytes = await world.logs.read(laneId, segment.file, at, chunkBytes, signal);
      if (bytes.length === 0) break;
      take(bytes, seen);
      open = { file: segment.file, position: at + bytes.length };
      read(bytes.length);
      if (tallies.size >= batch) write();
    }
  };

  /** Right behind the last transaction that was read of a segment. */
  const boundaryIn = (file: string): LogPosition => ({
    file,
    position: progress.log?.file === file ? Math.max(firstEvent, progress.log.position) : firstEvent,
  });

  const addHole = (from: LogPosition, until: number | null, cause: unknown) => {
    const known = world.index.holes(laneId).some((hole) => placeOf(hole.from) === placeOf(from));
    if (!known) world.warn(cause, { what: "a part of a log can't be read", laneId, ...from });
    holes.push({ from, until });
  };

  /** What is behind bytes that can't be read is known again from the next version on that was taken there, else from the next segment on. */
  const readPastDamage = async (
    segment: LogSegment,
    seen: number | null,
    signal: AbortSignal,
    read: (bytes: number) => void,
  ) => {
    for (;;) {
      try {
        await readSegment(segment, seen, signal, read);
        return;
      } catch (error) {
        const damage = damagedAt(error);
        if (damage === null) throw error;
        const from = boundaryIn(segment.file);
        const next = versionIn(world, lane, segment.file, Math.max(damage, from.position));
        addHole(from, next, error);
        if (next === null) {
          given = segment.file;
          open = { file: segment.file, position: segment.size };
          return;
        }
        open = null;
        progress = { ...progress, log: { file: segment.file, position: next } };
      }
    }
  };

  /** A closed segment that ends within a transaction, or before what was read of it already, has lost what came then. */
  const judgeEnd = ({ file, size }: LogSegment) => {
    const boundary = boundaryIn(file);
    const lost = new Error(`${file} ends too early`);
    if (boundary.position > Math.max(size, firstEvent)) addHole({ file, position: size }, null, lost);
    else if (given === file) return;
    else if (open?.file === file ? open.position < size || !decoder.whole : size === 0 || size > headBytes)
      addHole(boundary, null, lost);
    else ends.push(boundary);
  };

  const readLog = async (seen: number | null, share: (share: number) => void, signal: AbortSignal) => {
    const all = await world.logs.segments(logOf(lane), signal);
    const start = progress.log ?? beginningOf(world, lane);
    const segments = start === null ? all : all.filter(({ file }) => segmentNumber(file) >= segmentNumber(start.file));
    if (progress.log === null && start !== null) progress = { ...progress, log: start };
    const ahead = segments.reduce((bytes, { size }) => bytes + size, 0) - (open?.position ?? start?.position ?? 0);
    let done = 0;
    for (const segment of segments) {
      await readPastDamage(segment, seen, signal, (bytes) => {
        done += bytes;
        if (ahead > chunkBytes) share(Math.min(1, done / ahead));
      });
      if (segment === segments.at(-1)) continue;
      judgeEnd(segment);
      progress = { ...progress, log: { file: segment.file, position: segment.size } };
    }
  };

  const readNotes = async (signal: AbortSignal) => {
    const opened = Date.parse(lane.openedAt);
    for (const { file, size } of await world.logs.notes(laneId, signal)) {
      const from = progress.notes?.file === file ? progress.notes.size : 0;
      if ((progress.notes !== null && file < progress.notes.file) || size <= from || isSeen(seenNotes, file, size))
        continue;
      const bytes = await world.logs.readNotes(laneId, file, from, signal);
      for (const line of bytes.toString("utf8").split("\n")) {
        const event = line === "" ? null : interpreter.note(line);
        // What a lane was cloned with happened on another one.
        if (event !== null && Date.parse(event.at) >= opened) tallies.note(event);
      }
      progress = { ...progress, notes: { file, size: from + bytes.length } };
      seenNotes = { file, size };
    }
  };

  return {
    laneId,
    siteId,
    branchId: branch.id,
    known: () => ({
      log: open === null ? null : { file: open.file, size: open.position },
      // Its last line may not be whole, and stay so: what is there was seen all the same.
      notes: seenNotes ?? progress.notes,
    }),
    async readOn(seen, share, signal) {
      sum = nothing;
      const before = progress;
      await readLog(seen, share, signal);
      await readNotes(signal);
      if (progress !== before || tallies.size > 0) write();
      return sum;
    },
  };
}

/** Of a lane that was born here: what its installation or import logged is the state of its first version, not something that happened. */
function beginningOf(world: World, lane: Lane): LogPosition | null {
  if (lane.fromVersionId !== null) return null;
  const first = world.catalogue
    .versions(lane.siteId)
    .find(
      (version) => version.laneId === lane.id && (version.cause.kind === "created" || version.cause.kind === "brought"),
    );
  return first?.binlog ?? null;
}

/** Where the first event of a segment ends: its length stands in its header, which follows four bytes and is 19 long. */
const formatEnd = (head: Buffer): number => (head.length < 23 ? 23 : 4 + head.readUInt32LE(4 + 9));

/** The byte of its segment from which a log can't be read; null for any other failure. */
function damagedAt(error: unknown): number | null {
  return error instanceof AppError && error.code === "log-unreadable" ? Number(error.data["position"] ?? 0) : null;
}

/** The first place behind a byte of a segment at which a version of the lane was taken: a transaction's boundary. */
function versionIn(world: World, lane: Lane, file: string, behind: number): number | null {
  const places = world.catalogue
    .versions(lane.siteId)
    .flatMap(({ laneId, binlog }) => (laneId === lane.id && binlog?.file === file ? [binlog.position] : []))
    .filter((position) => position > behind);
  return places.length === 0 ? null : Math.min(...places);
}

function isSeen(seen: LaneProgress["notes"], file: string, size: number): boolean {
  return seen !== null && seen.file === file && seen.size >= size;
}
