import { placeOf } from "../../shared/log-place";
import { AppError } from "../../shared/errors";
import type { SiteEvent } from "../../shared/model/event";
import type { ChangesView, FileGroup } from "../../shared/model/recording";
import type { Lane, Version } from "../../shared/model/site";
import { findBranch, findVersion } from "./find";
import type { EventQuery } from "./recording-ports";
import type { World } from "./world";

const mostEvents = 200;
/**
 * An event's time and a version's come from different clocks, and the log's own are whole seconds: this near to a version the place in
 * the log decides on which side of it an event is. Milliseconds.
 */
const nearMs = 5000;
/** Of the events near a version. */
const mostNear = 1000;
/** How long a question waits for the log to be read up to the version. Milliseconds. */
const settleMs = 2000;
const minuteMs = 60_000;

/** What a version holds on its lane that `since` does not: null is the lane's beginning. */
interface Stretch {
  readonly lane: Lane;
  readonly since: Version | null;
  readonly version: Version;
}

/** What is different in a version from the one before it. Throws `not-found`. */
export async function changesOf(world: World, versionId: string, signal: AbortSignal): Promise<ChangesView> {
  const version = findVersion(world, versionId);
  const lane = findBranch(world, version.branchId).lanes.find(({ id }) => id === version.laneId);
  const since = versionBefore(world, version, lane);
  await settled(world, version, signal);
  const found =
    lane === undefined ? { events: [], total: 0 } : eventsIn(world, { lane, since: onLane(since, lane), version });
  const events = found.events.slice(0, mostEvents);
  return {
    since: since === null ? null : { versionId: since.id, at: since.at },
    events,
    moreEvents: Math.max(0, found.total - events.length),
    noise: noiseIn(world, onLane(since, version), version),
    files: since === null ? null : await filesBetween(world, since.id, version.id, signal),
  };
}

/** The version before it on its lane that is still there; for a lane's first one that which the lane was cloned from. */
export function versionBefore(world: World, version: Version, lane: Lane | undefined): Version | null {
  const parent = version.parentId === null ? null : world.catalogue.version(version.parentId);
  if (parent !== null) return parent;
  const older = versionsOf(world, version).filter((one) => isBefore(one, version));
  if (older.length > 0) return older.reduce((nearest, one) => (isBefore(nearest, one) ? one : nearest));
  return lane === undefined || lane.fromVersionId === null ? null : world.catalogue.version(lane.fromVersionId);
}

/**
 * Files that changed between a version and the next one of this lane that is younger than an instant; the lane itself where there is
 * none yet. Null where that isn't known.
 */
export async function filesAfter(
  world: World,
  lane: Lane,
  base: Version,
  at: string,
  signal: AbortSignal,
): Promise<FileGroup[] | null> {
  const floor = base.laneId === lane.id && base.at > at ? base.at : at;
  const next = versionsOf(world, { siteId: lane.siteId, laneId: lane.id }).find(
    (version) => version.id !== base.id && version.at > floor,
  );
  if (next !== undefined) return filesBetween(world, base.id, next.id, signal);
  return lane.closedAt === null ? filesBetween(world, base.id, lane.id, signal) : null;
}

/** A version may just have been deleted; and what happened is worth showing without its files. */
async function filesBetween(
  world: World,
  before: string,
  after: string,
  signal: AbortSignal,
): Promise<FileGroup[] | null> {
  try {
    return [...(await world.fileGroups.group(before, after, signal))];
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof AppError && error.code === "not-found")) world.warn(error, { before, after });
    return null;
  }
}

/** A version that was just taken may be ahead of what was read. What it does not wait for comes with the next question. */
async function settled(world: World, { laneId, binlog }: Version, signal: AbortSignal): Promise<void> {
  const read = world.index.progress(laneId)?.log ?? null;
  if (binlog === null || (read !== null && placeOf(read) >= placeOf(binlog))) return;
  const late = AbortSignal.timeout(settleMs);
  try {
    await world.recorder.settle(laneId, AbortSignal.any([signal, late]));
  } catch (error) {
    signal.throwIfAborted();
    if (!late.aborted) world.warn(error, { laneId });
  }
}

function eventsIn(world: World, stretch: Stretch): { readonly events: SiteEvent[]; readonly total: number } {
  const { lane, since, version } = stretch;
  const begin = since === null ? null : Date.parse(since.at);
  const end = Date.parse(version.at);
  const query = (from: number | null, to: number): EventQuery => ({
    siteId: lane.siteId,
    words: [],
    branchId: null,
    laneIds: [lane.id],
    kinds: null,
    who: null,
    from,
    to,
  });
  const near = (from: number | null, to: number) =>
    world.index.events(query(from, to), null, mostNear).events.filter((event) => isIn(event, stretch));
  if (begin !== null && end - begin <= 2 * nearMs) {
    const events = near(begin - nearMs, end + nearMs);
    return { events, total: events.length };
  }
  const last = near(end - nearMs, end + nearMs);
  const first = begin === null ? [] : near(begin - nearMs, begin + nearMs);
  const middle = world.index.events(query(begin === null ? null : begin + nearMs, end - nearMs), null, mostEvents);
  // The first ones follow on the middle only where all of that is at hand.
  const whole = middle.next === null;
  return {
    events: [...last, ...middle.events, ...(whole ? first : [])],
    total: last.length + middle.total + first.length,
  };
}

/** By its place in the log where both have one; else by time. */
function isIn(event: SiteEvent, { since, version }: Stretch): boolean {
  const isBehind = ({ at, binlog }: Version) =>
    event.from !== null && binlog !== null ? placeOf(event.from) >= placeOf(binlog) : event.at > at;
  return !isBehind(version) && (since === null || isBehind(since));
}

/** Noise is known by the minute: each is told once, by the version that begins in it or after; a version of the same minute tells it again. */
function noiseIn(world: World, since: Version | null, { laneId, at }: Version): ChangesView["noise"] {
  const end = Date.parse(at);
  const begin = since === null ? 0 : Math.min(Date.parse(since.at) + minuteMs, end);
  return world.index.noise(laneId, begin, end).map(({ kind, rows }) => ({ kind, rows }));
}

/** A version of another lane says nothing of this one's log. */
function onLane(since: Version | null, lane: Lane | Version): Version | null {
  const laneId = "laneId" in lane ? lane.laneId : lane.id;
  return since?.laneId === laneId ? since : null;
}

function versionsOf(world: World, { siteId, laneId }: Pick<Version, "siteId" | "laneId">): readonly Version[] {
  return world.catalogue.versions(siteId).filter((version) => version.laneId === laneId);
}

/** Of two versions of one lane: by the log, whose order no clock changes. */
function isBefore(one: Version, other: Version): boolean {
  if (one.binlog === null || other.binlog === null || placeOf(one.binlog) === placeOf(other.binlog))
    return one.at < other.at;
  return placeOf(one.binlog) < placeOf(other.binlog);
}
