import { z } from "zod";
import { AppError } from "../../shared/errors";
import { LaneId, VersionId } from "../../shared/ids";
import { placeOf } from "../../shared/log-place";
import { LogPosition, type SiteEvent } from "../../shared/model/event";
import type { MomentTarget, MomentView } from "../../shared/model/recording";
import { type Branch, Instant, type Lane } from "../../shared/model/site";
import { filesAfter } from "./changes";
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
  readonly place: LogPosition | null;
}

type Why = NonNullable<MomentView["unreachable"]>;

const hints: Readonly<Record<Why, string>> = {
  "no-version": "Choose a later second, or a version.",
  "log-gone": "Choose the nearest version instead.",
  "not-recorded": "Choose the nearest version instead.",
  future: "Choose a second before now.",
};

/** Finds what a moment needs. Throws `not-found`, and `unreachable` with why. */
export async function findMoment(world: World, target: MomentTarget, signal: AbortSignal): Promise<Moment> {
  const spot = await spotOf(world, target, signal);
  const found = resolve(world, spot);
  if ("why" in found)
    throw new AppError(
      "unreachable",
      { reason: found.why },
      `This second can't be gone to: ${found.why}.`,
      hints[found.why],
    );
  return found.moment;
}

/** What going to a moment would mean. Throws `not-found`. */
export async function viewMoment(world: World, target: MomentTarget, signal: AbortSignal): Promise<MomentView> {
  const spot = await spotOf(world, target, signal);
  const found = resolve(world, spot);
  const { branch, lane } = spot;
  const event = target.kind === "before-event" ? world.index.event(target.eventId) : null;
  const { before, after } = world.index.around(lane.id, Date.parse(spot.at) - (event === null ? 0 : 1));
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
    const event = world.index.event(target.eventId);
    if (event === null) throw notFound("event", target.eventId);
    const { branch, lane } = laneIn(world, event.siteId, event.laneId);
    return { branch, lane, at: event.at, place: event.from ?? (await placeBefore(world, lane, event, signal)) };
  }
  const site = world.catalogue
    .sites()
    .find(({ id }) =>
      world.catalogue.branches(id).some(({ lanes }) => lanes.some((lane) => lane.id === target.laneId)),
    );
  if (site === undefined) throw notFound("lane", target.laneId);
  const { branch, lane } = laneIn(world, site.id, target.laneId);
  await world.recorder.settle(lane.id, signal);
  return { branch, lane, at: target.at, place: placeAt(world, lane, target.at) };
}

/** A note has no transaction of its own: right before it is the second before. */
async function placeBefore(
  world: World,
  lane: Lane,
  event: SiteEvent,
  signal: AbortSignal,
): Promise<LogPosition | null> {
  await world.recorder.settle(lane.id, signal);
  return world.index.secondAt(lane.id, Math.floor(Date.parse(event.at) / 1000) - 1)?.end ?? null;
}

function placeAt(world: World, lane: Lane, at: string): LogPosition | null {
  return world.index.secondAt(lane.id, Math.floor(Date.parse(at) / 1000))?.end ?? null;
}

function resolve(world: World, spot: Spot): { readonly moment: Moment } | { readonly why: Why } {
  const { lane, at } = spot;
  if (Date.parse(at) > world.now().getTime() + 1000) return { why: "future" };
  const segments = world.recorder.segments(lane.id);
  const bases = lanesBases(world, lane);
  if (bases.length === 0) return { why: segments.length === 0 ? "not-recorded" : "no-version" };
  const to = spot.place ?? startOf(bases, at);
  if (to === null) return { why: "no-version" };
  const base = below(bases, to, at);
  if (base === null) return { why: "no-version" };
  const moment = { laneId: lane.id, at, baseId: base.version.id, from: base.place, to, transactions: 0 };
  // Nothing was committed in between: it is the version itself, log or not.
  if (placeOf(to) <= placeOf(base.place)) return { moment: { ...moment, to: base.place } };
  if (!unbroken(segments, base.place.file).some(({ file }) => file === to.file)) return { why: "log-gone" };
  return { moment: { ...moment, transactions: world.index.transactionsBetween(lane.id, base.place, to) } };
}

/** Nothing was committed up to then: the first version from before it, if there is one, is what was there. */
function startOf(bases: readonly Base[], at: string): LogPosition | null {
  return bases.findLast(({ version }) => version.at <= at)?.place ?? null;
}

/** The newest version whose data and files are from before the moment; else the one whose data are. */
function below(bases: readonly Base[], to: LogPosition, at: string): Base | null {
  const end = `${at.slice(0, 19)}.999Z`;
  const data = bases.filter(({ place }) => placeOf(place) <= placeOf(to));
  return data.findLast(({ version }) => version.at <= end) ?? data.at(-1) ?? null;
}

function baseBelow(world: World, { lane, at }: Spot) {
  return lanesBases(world, lane).findLast(({ version }) => version.at <= at)?.version ?? null;
}

export function lanesBases(world: World, lane: Lane): readonly Base[] {
  const from = lane.fromVersionId === null ? null : world.catalogue.version(lane.fromVersionId);
  return basesOf(lane, world.catalogue.versions(lane.siteId), from, world.recorder.segments(lane.id));
}

function laneIn(world: World, siteId: string, laneId: string): { readonly branch: Branch; readonly lane: Lane } {
  for (const branch of world.catalogue.branches(siteId)) {
    const lane = branch.lanes.find(({ id }) => id === laneId);
    if (lane !== undefined) return { branch, lane };
  }
  throw notFound("lane", laneId);
}

function notFound(what: string, id: string): AppError {
  return new AppError(
    "not-found",
    { what, id },
    `There is no such ${what}.`,
    "It may just have been deleted. Look at the list again.",
  );
}
