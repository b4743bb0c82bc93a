import type { LogPosition } from "../../shared/model/event";
import type { Branch, Lane } from "../../shared/model/site";
import { AppError } from "../../shared/errors";
import type { Growth, LaneProgress, LogSegment } from "../core/ports";
import { logOf } from "../core/find";
import type { World } from "../core/world";
import { segmentNumber } from "../../shared/log-place";
import { commitTime } from "./commit-time";
import { nothingRead, openTallies } from "./tallies";

/** Bytes asked for at a time, and transactions after which the index is written. */
const chunkBytes = 512 * 1024;
const batch = 2000;
/** A format description is some 260 bytes; it comes first in every segment, after four bytes that say what it is. */
const headBytes = 1024;
export const firstEvent = 4;

/** What reading on brought. */
export interface ReadOn {
  readonly rows: number;
  readonly noise: number;
  readonly events: number;
  /** Time of the newest transaction people caused, milliseconds; null where there was none. */
  readonly changedAt: number | null;
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
  let sum = { rows: 0, noise: 0, events: 0, changedAt: null as number | null };

  const write = () => {
    const { rows, noiseRows, ...gathered } = tallies.take();
    world.index.advance({ siteId, branchId: branch.id, laneId, progress, ...gathered });
    sum = {
      rows: sum.rows + rows,
      noise: sum.noise + noiseRows,
      events: sum.events + gathered.events.length,
      changedAt: rows > 0 ? progress.last : sum.changedAt,
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
    if (head.length < firstEvent) return false;
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
    const begin = progress.log?.file === segment.file ? Math.max(firstEvent, progress.log.position) : firstEvent;
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

  const readLog = async (seen: number | null, share: (share: number) => void, signal: AbortSignal) => {
    const all = await world.logs.segments(logOf(lane), signal);
    const start = progress.log ?? beginningOf(world, lane);
    const segments = start === null ? all : all.filter(({ file }) => segmentNumber(file) >= segmentNumber(start.file));
    if (progress.log === null && start !== null) progress = { ...progress, log: start };
    const ahead = segments.reduce((bytes, { size }) => bytes + size, 0) - (open?.position ?? start?.position ?? 0);
    let done = 0;
    for (const segment of segments) {
      try {
        await readSegment(segment, seen, signal, (bytes) => {
          done += bytes;
          if (ahead > chunkBytes) share(Math.min(1, done / ahead));
        });
      } catch (error) {
        if (!isUnreadable(error)) throw error;
        // The rest of this segment is lost to events; those behind it are not.
        world.warn(error, { laneId, file: segment.file });
        open = { file: segment.file, position: segment.size };
      }
      if (segment !== segments.at(-1)) progress = { ...progress, log: { file: segment.file, position: segment.size } };
    }
  };

  const readNotes = async (signal: AbortSignal) => {
    const opened = Date.parse(lane.openedAt);
    for (const { file, size } of await world.logs.notes(laneId, signal)) {
      const from = progress.notes?.file === file ? progress.notes.size : 0;
      if ((progress.notes !== null && file < progress.notes.file) || size <= from) continue;
      const bytes = await world.logs.readNotes(laneId, file, from, signal);
      for (const line of bytes.toString("utf8").split("\n")) {
        const event = line === "" ? null : interpreter.note(line);
        // What a lane was cloned with happened on another one.
        if (event !== null && Date.parse(event.at) >= opened) tallies.note(event);
      }
      progress = { ...progress, notes: { file, size: from + bytes.length } };
    }
  };

  return {
    laneId,
    siteId,
    branchId: branch.id,
    known: () => ({
      log: open === null ? null : { file: open.file, size: open.position },
      notes: progress.notes,
    }),
    async readOn(seen, share, signal) {
      sum = { rows: 0, noise: 0, events: 0, changedAt: null };
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

function isUnreadable(error: unknown): boolean {
  return error instanceof AppError && error.code === "log-unreadable";
}
