import { z } from "zod";
import { AppError } from "../../shared/errors";
import { LaneId, VersionId } from "../../shared/ids";
import { placeOf } from "../../shared/log-place";
import { LogPosition, type SiteEvent } from "../../shared/model/event";
import type { MomentTarget, MomentView } from "../../shared/model/recording";
import { type Branch, Instant, type Lane } from "../../shared/model/site";
import { findLane, found } from "./find";
import { filesAfter } from "./changes";
import { type Hole, holesOf, isTorn } from "./holes";
import { type Base, basesOf, unbroken } from "./reach";
import type { World } from "./world";

/** A moment as an operation carries it: which version is below it, and what of which lane's log is replayed onto that. */
export const Moment = z.object({
  laneId: LaneId,
  at: Instant,
  baseId: VersionId,
  from: LogPosition,
  /** The end of the last transaction that is in it. */
  to: LogPosition,
  transactions: z.int(),
});
export type Moment = z.infer<typeof Moment>;

/** Where a target lies: its lane, its instant, and the place in the log it comes down to (null: before the lane's first transaction). */
interface Spot {
  readonly branch: Branch;
  readonly lane: Lane;
  readonly at: string;
  /** No version younger than this has the files of the target. */
  readonly until: string;
  readonly place: LogPosition | null;
  /** Found by its time: what was committed up to then, however far behind `place` it is. */
  readonly byTime: boolean;
}

type Why = NonNullable<MomentView["unreachable"]>;

const hints: Readonly<Record<Why, string>> = {
  "no-version": "Choose a later second, or a version.",
  "log-gone": "Choose the nearest version instead.",
  "log-unreadable": "Choose the nearest version instead.",
  "not-recorded": "Choose the nearest version instead.",
  future: "Choose a second before now.",
};

/** Finds what a moment needs. Throws `not-found`, and `unreachable` with why. */
export async function findMoment(world: World, target: MomentTarget, signal: AbortSignal): Promise<Moment> {
  const spot = await spotOf(world, target, signal);
  const found = resolve(world, spot);
  if ("why" in found) throw unreachable(found.why);
  return found.moment;
}

export function unreachable(why: Why, cause?: unknown): AppError<"unreachable"> {
  const message = `This second can't be gone to: ${why}.`;
  return new AppError("unreachable", { reason: why }, message, hints[why], cause);
}

/** What going to a moment would mean. Throws `not-found`. */
export async function viewMoment(world: World, target: MomentTarget, signal: AbortSignal): Promise<MomentView> {
  const spot = await spotOf(world, target, signal);
  const found = resolve(world, spot);
  const { branch, lane } = spot;
  const event = target.kind === "before-event" ? world.index.event(target.eventId) : null;
  const { before, after } = world.index.around(
    lane.id,
    event === null ? Date.parse(spot.until) : Date.parse(spot.at) - 1,
  );
  const base = "why" in found ? baseBelow(world, spot) : (world.catalogue.version(found.moment.baseId) ?? null);
  return {
    siteId: branch.siteId,
    branchId: branch.id,
    laneId: lane.id,
    at: spot.at,
    base: base === null ? null : { versionId: base.id, at: base.at },
    transactions: "why" in found ? 0 : found.moment.transactions,
    unreachable: "why" in found ? found.why : null,
    before,
    after: event ?? after,
    files: base === null || "why" in found ? null : await filesAfter(world, lane, base, spot.at, signal),
  };
}

/** The lane a branch was writing to at an instant: a rewind closes one and opens the next. */
export function laneAt(branch: Branch, at: string): Lane | null {
  return branch.lanes.find(({ closedAt }) => closedAt === null || at < closedAt) ?? branch.lanes.at(-1) ?? null;
}

async function spotOf(world: World, target: MomentTarget, signal: AbortSignal): Promise<Spot> {
  if (target.kind === "before-event") {
    const event = found(world.index.event(target.eventId), "event", target.eventId);
    const { branch, lane } = findLane(world, event.laneId);
    const { at, from } = event;
    // A version behind a transaction's place is told from one before it by its own; one behind a note only by its time.
    if (from !== null) return { branch, lane, at, until: endOfSecond(at), place: from, byTime: false };
    return { branch, lane, at, until: at, place: await placeBefore(world, lane, event, signal), byTime: true };
  }
  const { branch, lane } = findLane(world, target.laneId);
  await world.recorder.settle(lane.id, signal);
  const place = world.index.secondAt(lane.id, secondOf(target.at))?.end ?? null;
  return { branch, lane, at: target.at, until: endOfSecond(target.at), place, byTime: true };
}

/** A note has no transaction of its own: right before it is the second before, or a version of the same second. */
async function placeBefore(
  world: World,
  lane: Lane,
  event: SiteEvent,
  signal: AbortSignal,
): Promise<LogPosition | null> {
  await world.recorder.settle(lane.id, signal);
  const second = world.index.secondAt(lane.id, secondOf(event.at) - 1)?.end ?? null;
  const version = lanesBases(world, lane).findLast((base) => base.version.at <= event.at)?.place ?? null;
  if (second === null || version === null) return second;
  return placeOf(version) > placeOf(second) ? version : second;
}

const secondOf = (at: string): number => Math.floor(Date.parse(at) / 1000);

/** What was committed in an instant's second is in its moment. */
const endOfSecond = (at: string): string => new Date(secondOf(at) * 1000 + 999).toISOString();

function resolve(world: World, spot: Spot): { readonly moment: Moment } | { readonly why: Why } {
  const { lane, at, until } = spot;
  if (Date.parse(at) > world.now().getTime() + 1000) return { why: "future" };
  const segments = world.recorder.segments(lane.id);
  const bases = lanesBases(world, lane);
  if (bases.length === 0) return { why: segments.length === 0 ? "not-recorded" : "no-version" };
  const to = placeOfSpot(world, spot, bases);
  if (to === null) return { why: "no-version" };
  const base = below(bases, to, until);
  if (base === null) return { why: "no-version" };
  const moment = { laneId: lane.id, at, baseId: base.version.id, from: base.place, to, transactions: 0 };
  const log = unbroken(segments, base.place.file);
  // Nothing is known of what was committed before what is left of the log, not even that it was nothing.
  if (spot.place === null && log.length === 0) return { why: "log-gone" };
  const holes = lanesHoles(world, lane, bases);
  if (spot.byTime && isUnsure(world, spot, holes, bases, to)) return { why: "log-unreadable" };
  // Nothing was committed in between: it is the version itself, log or not.
  if (placeOf(to) <= placeOf(base.place)) return { moment: { ...moment, to: base.place } };
  const last = log.find(({ file }) => file === to.file);
  if (last === undefined) return { why: "log-gone" };
  const isCut = last !== segments.at(-1) && to.position > last.size;
  if (isCut || isTorn(holes, base.place, to)) return { why: "log-unreadable" };
  return { moment: { ...moment, transactions: world.index.transactionsBetween(lane.id, base.place, to) } };
}

/**
 * Where in the log it comes down to. A version with nothing committed between the two is the same data, and has the files of then: that
 * one's place.
 */
function placeOfSpot(world: World, spot: Spot, bases: readonly Base[]): LogPosition | null {
  const { lane, until, place, byTime } = spot;
  if (place === null) return startOf(bases, until);
  if (!byTime) return place;
  const same = bases.findLast(
    (base) =>
      base.version.at <= until &&
      placeOf(base.place) > placeOf(place) &&
      world.index.transactionsBetween(lane.id, place, base.place) === 0,
  );
  return same?.place ?? place;
}

/**
 * Whether something may have been committed up to a second that can't be read: what comes next in the log is a hole of which nothing was
 * read while it could be, and no version from before it says that the second was over by then.
 */
function isUnsure(
  world: World,
  { lane, until }: Spot,
  holes: readonly Hole[],
  bases: readonly Base[],
  to: LogPosition,
): boolean {
  const next = holes.find((hole) => hole.until > placeOf(to));
  if (next === undefined) return false;
  const isBetween = (place: LogPosition) => placeOf(place) >= placeOf(to) && placeOf(place) <= placeOf(next.from);
  if (bases.some(({ version, place }) => version.at > until && isBetween(place))) return false;
  const end = { file: next.from.file, position: next.until - placeOf({ file: next.from.file, position: 0 }) };
  return world.index.transactionsBetween(lane.id, to, end) === 0;
}

/** Nothing was committed up to then: the first version from before it, if there is one, is what was there. */
function startOf(bases: readonly Base[], until: string): LogPosition | null {
  return bases.findLast(({ version }) => version.at <= until)?.place ?? null;
}

/** The newest version whose data and files are from before the moment; else the one whose data are. */
function below(bases: readonly Base[], to: LogPosition, until: string): Base | null {
  const data = bases.filter(({ place }) => placeOf(place) <= placeOf(to));
  return data.findLast(({ version }) => version.at <= until) ?? data.at(-1) ?? null;
}

function baseBelow(world: World, { lane, until }: Spot) {
  return lanesBases(world, lane).findLast(({ version }) => version.at <= until)?.version ?? null;
}

/** What can't be read of a lane's log. */
export function lanesHoles(world: World, lane: Lane, bases: readonly Base[]): readonly Hole[] {
  return holesOf(world.index.holes(lane.id), bases, world.recorder.segments(lane.id));
}

export function lanesBases(world: World, lane: Lane): readonly Base[] {
  const from = lane.fromVersionId === null ? null : world.catalogue.version(lane.fromVersionId);
  const { index, recorder } = world;
  return basesOf(lane, world.catalogue.versions(lane.siteId), from, recorder.segments(lane.id), index.ends(lane.id));
}
