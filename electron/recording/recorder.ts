import { AppError } from "../../shared/errors";
import type { RecorderState } from "../../shared/model/recording";
import type { Branch, Lane } from "../../shared/model/site";
import { roomForVersion } from "../core/checkpoint";
import { headLane, laneOf, logOf } from "../core/find";
import type { LogSegment, Recorder } from "../core/recording-ports";
import type { World } from "../core/world";
import { archiveLane } from "./archive";
import { isFull } from "./full";
import { type LaneReader, openLaneReader, type ReadOn } from "./lane-reader";

/** How long one wait for growth lasts; the lanes that are followed are looked at anew then. Milliseconds. */
const waitMs = 20_000;
/** After a failure the store is left alone for this long. */
const pauseMs = 2000;
/**
 * Where more has come by the time that something was read, the next reading waits this long: a site that is written to all the time is
 * read in a few large pieces, which costs it less than many small ones. What comes after a rest is read at once.
 */
const busyMs = 250;
/** Reading that took longer than this says nothing about when what came meanwhile was committed. */
const promptMs = 800;

export interface OpenRecorder extends Recorder {
  /** Follows the logs of all branches until the signal aborts. */
  run(signal: AbortSignal): Promise<void>;
  /** Moves what was closed since the last time into the archive. */
  archiveGrown(signal: AbortSignal): Promise<void>;
  /** Branches or lanes may have changed. */
  wake(): void;
  /** Why versions can't be taken by themselves just now; null: they can. */
  block(siteId: string, reason: "store-full" | "host-full" | null): void;
}

interface Followed {
  readonly reader: LaneReader;
  /** What is under way on it; the next one waits. */
  turn: Promise<unknown>;
  state: RecorderState;
}

/** Called after each reading that brought something. */
export type OnRead = (branch: Branch, read: ReadOn) => void;

/** Reads the logs of all lanes as they grow. */
export function openRecorder(getWorld: () => World, onRead: OnRead): OpenRecorder {
  const followed = new Map<string, Followed>();
  const segments = new Map<string, readonly LogSegment[]>();
  const blocked = new Map<string, "store-full" | "host-full">();
  /** Lanes whose log has grown since it was last archived. */
  const grown = new Set<string>();
  /** Lanes that could not be followed when they were looked at last; all others are. */
  const failed = new Map<string, { readonly message: string; readonly at: number }>();
  let waking = new AbortController();

  /** Everything a lane is read by goes through here: one at a time. */
  const readOn = (branch: Branch, lane: Lane, seen: number | null, signal: AbortSignal): Promise<void> => {
    const world = getWorld();
    const known = followed.get(lane.id);
    const entry = known ?? {
      reader: openLaneReader(world, branch, lane),
      turn: Promise.resolve(),
      state: { kind: "live" },
    };
    followed.set(lane.id, entry);
    const work = entry.turn.then(async () => {
      signal.throwIfAborted();
      try {
        const share = (part: number) => {
          const first = entry.state.kind !== "catching-up";
          entry.state = { kind: "catching-up", share: part };
          if (first) world.hint({ kind: "site", siteId: branch.siteId });
        };
        const read = await entry.reader.readOn(seen, share, signal);
        grown.add(lane.id);
        const caughtUp = entry.state.kind !== "live";
        entry.state = { kind: "live" };
        if (read.events > 0 || read.rows > 0) world.hint({ kind: "activity", siteId: branch.siteId });
        if (caughtUp) world.hint({ kind: "site", siteId: branch.siteId });
        onRead(branch, read);
      } catch (error) {
        // What it had in its hands is not known any more; the index says where to go on.
        if (followed.get(lane.id) === entry) followed.delete(lane.id);
        throw error;
      }
    });
    entry.turn = work.catch(() => undefined);
    return work;
  };

  /** One lane that can't be followed is no reason not to follow the others. It is tried again after a while. */
  const alone = async (laneId: string, work: () => Promise<void>, signal: AbortSignal): Promise<void> => {
    const before = failed.get(laneId);
    if (before !== undefined && performance.now() - before.at < pauseMs) return;
    try {
      await work();
      failed.delete(laneId);
    } catch (error) {
      if (signal.aborted || isAboutAll(error)) throw error;
      const message = String(error);
      failed.set(laneId, { message, at: performance.now() });
      if (before?.message !== message) getWorld().warn(error, { what: "following a log", laneId });
    }
  };

  const follow = async (signal: AbortSignal): Promise<void> => {
    const world = getWorld();
    const branches = recorded(world);
    const heads = new Map(branches.map((branch) => [branch.headLaneId, branch]));
    for (const laneId of followed.keys()) if (!heads.has(laneId)) followed.delete(laneId);
    await readClosed(branches, signal);
    for (const branch of heads.values()) {
      if (followed.has(branch.headLaneId)) continue;
      const begin = async () => {
        await readOn(branch, headLane(branch), null, signal);
        await refresh(branch.headLaneId, signal);
      };
      await alone(branch.headLaneId, begin, signal);
    }
    waking = new AbortController();
    if (busy) await pause(busyMs, AbortSignal.any([signal, waking.signal]));
    const known = new Map(
      [...heads.keys()].flatMap((id) => {
        const entry = followed.get(id);
        return entry === undefined ? [] : [[id, entry.reader.known()] as const];
      }),
    );
    const began = performance.now();
    const longest = failed.size === 0 ? waitMs : pauseMs;
    const growth = await world.logs.waitGrowth(known, longest, AbortSignal.any([signal, waking.signal]));
    const waited = performance.now() - began;
    for (const [laneId, { log }] of growth) {
      const branch = heads.get(laneId);
      if (branch === undefined) continue;
      // What was there when the wait began came while nobody looked: the log's own seconds are all there is.
      const seen = busy || waited < 2 || sinceRead > promptMs ? null : (log?.at ?? null);
      await alone(laneId, () => readOn(branch, headLane(branch), seen, signal), signal);
    }
    sinceRead = performance.now() - began - waited;
    busy = growth.size > 0 && waited < busyMs;
  };
  let sinceRead = 0;
  let busy = false;

  /** What a rewind left is read to its end, once. */
  const readClosed = async (branches: readonly Branch[], signal: AbortSignal): Promise<void> => {
    for (const branch of branches) {
      for (const lane of branch.lanes) {
        if (lane.id === branch.headLaneId || finished.has(lane.id)) continue;
        await alone(lane.id, () => settle(branch, lane, signal), signal);
        // Until all of it is in the archive its server may still be ending.
        if (segments.get(lane.id)?.every(({ archived }) => archived)) finished.add(lane.id);
      }
    }
  };
  const finished = new Set<string>();

  /** How far every second can be reached follows from the segments: whoever looks at the site is told when those are others. */
  const keep = (lane: Pick<Lane, "id" | "siteId">, all: readonly LogSegment[]): void => {
    const before = segments.get(lane.id);
    segments.set(lane.id, all);
    if (before === undefined || closedOf(before) !== closedOf(all)) {
      getWorld().hint({ kind: "site", siteId: lane.siteId });
    }
  };

  const settle = async (branch: Branch, lane: Lane, signal: AbortSignal): Promise<void> => {
    await readOn(branch, lane, null, signal);
    keep(lane, await getWorld().logs.segments(logOf(lane), signal));
    if (branch.headLaneId !== lane.id) followed.delete(lane.id);
  };

  const refresh = async (laneId: string, signal: AbortSignal): Promise<void> => {
    const world = getWorld();
    const branch = recorded(world).find((one) => one.headLaneId === laneId);
    if (branch === undefined) return;
    const { segments: all, full } = await archiveLane(world, branch, signal);
    keep(headLane(branch), all);
    if (full === null) return;
    // What it could not move stays where it is, whole; it is moved once there is room.
    grown.add(laneId);
    block(branch.siteId, full);
  };

  const block = (siteId: string, reason: "store-full" | "host-full" | null): void => {
    const before = blocked.get(siteId) ?? null;
    if (before === reason) return;
    if (reason === null) blocked.delete(siteId);
    else blocked.set(siteId, reason);
    if (reason !== null) getWorld().warn(new Error(`no versions are taken: ${reason}`), { siteId });
    getWorld().hint({ kind: "site", siteId });
  };

  /** Where there is room again, versions are taken again, also of sites on which nothing happens. */
  const unblock = async (signal: AbortSignal): Promise<void> => {
    if (blocked.size === 0) return;
    try {
      await getWorld().store.ensureRoom(roomForVersion, signal);
    } catch (error) {
      if (isFull(error) === null) throw error;
      return;
    }
    for (const siteId of [...blocked.keys()]) block(siteId, null);
  };

  return {
    wake: () => waking.abort(),
    block,
    async run(signal) {
      while (!signal.aborted) {
        try {
          await follow(signal);
        } catch (error) {
          if (signal.aborted) return;
          if (waking.signal.aborted) continue;
          getWorld().warn(error, { what: "following the logs" });
          await pause(pauseMs, signal);
        }
      }
    },
    async settle(laneId, signal) {
      const found = laneOf(getWorld(), laneId);
      if (found !== null) await settle(found.branch, found.lane, signal);
    },
    async archiveGrown(signal) {
      await unblock(signal);
      for (const laneId of [...grown]) {
        grown.delete(laneId);
        await refresh(laneId, signal).catch((error: unknown) => {
          grown.add(laneId);
          throw error;
        });
      }
    },
    state(branchId) {
      const world = getWorld();
      const branch = world.catalogue.branch(branchId);
      const full = branch === null ? undefined : blocked.get(branch.siteId);
      if (full !== undefined) return { kind: "stopped", reason: full };
      if (branch === null || !world.activity.running.has(branch.headLaneId))
        return { kind: "stopped", reason: "not-running" };
      if (failed.has(branch.headLaneId)) return { kind: "stopped", reason: "unreadable" };
      return followed.get(branch.headLaneId)?.state ?? { kind: "catching-up", share: 0 };
    },
    segments: (laneId) => segments.get(laneId) ?? [],
    refresh,
  };
}

/** What of a lane's segments stays as it is while its server only writes on. */
const closedOf = (segments: readonly LogSegment[]): string =>
  segments.map(({ file, size }, index) => `${file} ${index === segments.length - 1 ? "" : size}`).join("\n");

/** A peek goes away by itself; nobody asks what happened there. */
function recorded(world: World): readonly Branch[] {
  return world.catalogue
    .sites()
    .filter(({ trashedAt }) => trashedAt === null)
    .flatMap(({ id }) => world.catalogue.branches(id))
    .filter(({ kind, trashedAt }) => kind !== "peek" && trashedAt === null);
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    signal.addEventListener("abort", end, { once: true });
  });
}

/** The store or the engine is away: that is about no lane alone. */
function isAboutAll(error: unknown): boolean {
  return error instanceof AppError && (error.code === "store-unavailable" || error.code === "docker-unreachable");
}
