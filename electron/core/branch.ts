import { z } from "zod";
import { AppError } from "../../shared/errors";
import { BranchId, newId, SiteId, VersionId } from "../../shared/ids";
import type { MomentTarget } from "../../shared/model/recording";
import { Branch, type Lane } from "../../shared/model/site";
import type { OperationDefinition, Step } from "../operations/definition";
import { branchOrigin } from "./addresses";
import { checkpoint, dropVersion } from "./checkpoint";
import { findActiveBranch, findBranch, findSite, findVersion, headLane, nextLaneNumber, refuse } from "./find";
import { applyRoutes } from "./routes";
import { findMoment, Moment } from "./moments";
import { keepStart, replayBesideWeb, replayOnto } from "./replay";
import { discardStack, stackSpec, startStack, startWeb } from "./run-stack";
import { sawStatus } from "./saw-status";
import type { World } from "./world";

const State = z.object({
  siteId: SiteId,
  /** The branch made. */
  branch: Branch,
  versionId: VersionId,
  /** Branching from now takes a version of this branch first; null when an existing version is branched. */
  takeFrom: BranchId.nullable(),
  /** The second it is branched from, where it is none of a version; `versionId` is the version below it then. */
  moment: Moment.nullable().default(null),
  /** The version of the moment itself, on the branch made. */
  startId: VersionId.nullable().default(null),
});
type State = z.infer<typeof State>;

export type BranchFrom =
  | { readonly kind: "now"; readonly branchId: string }
  | { readonly kind: "version"; readonly versionId: string };

/** How long a peek stays open without anybody asking. Milliseconds. */
export const peekLifetime = 2 * 60 * 60 * 1000;

/** Throws `name-taken`, `not-found`, `refused`. */
export function planBranch(world: World, name: string, from: BranchFrom): State {
  const parent = from.kind === "now" ? findActiveBranch(world, from.branchId) : null;
  const version = from.kind === "version" ? findVersion(world, from.versionId) : null;
  const siteId = parent?.siteId ?? version?.siteId ?? "";
  const parentBranchId = parent?.id ?? version?.branchId ?? "";
  if (findSite(world, siteId).trashedAt !== null)
    refuse("in-trash", "The site is in the trash.", "Take it out of the trash first.");
  checkNameFree(world, siteId, name);
  if (name === "main" || `${name}--${findSite(world, siteId).slug}`.length > 63) {
    refuse("branch-name", `A branch can't be called ${name}.`, "Choose another, shorter name.");
  }
  const versionId = version?.id ?? newId("v");
  return {
    siteId,
    branch: newBranch(world, { siteId, name, kind: "branch", parentBranchId, versionId }),
    versionId,
    takeFrom: parent?.id ?? null,
    moment: null,
    startId: null,
  };
}

/** The same from any second of the history. Throws `unreachable`, too. */
export async function planBranchAtMoment(
  world: World,
  name: string,
  target: MomentTarget,
  signal: AbortSignal,
): Promise<State> {
  const moment = await findMoment(world, target, signal);
  return atMoment(planBranch(world, name, { kind: "version", versionId: moment.baseId }), moment);
}

export async function planPeekAtMoment(world: World, target: MomentTarget, signal: AbortSignal): Promise<State> {
  const moment = await findMoment(world, target, signal);
  return atMoment(planPeek(world, moment.baseId), moment);
}

function atMoment(plan: State, moment: Moment): State {
  const { branch } = plan;
  const at = { laneId: moment.laneId, at: moment.at };
  return {
    ...plan,
    moment,
    startId: newId("v"),
    branch: {
      ...branch,
      from: branch.from === null ? null : { ...branch.from, moment: at },
      lanes: branch.lanes.map((lane) => ({ ...lane, replayed: at })),
    },
  };
}

function checkNameFree(world: World, siteId: string, name: string): void {
  if (!world.catalogue.branches(siteId).some((branch) => branch.name === name)) return;
  throw new AppError("name-taken", { name }, `There is a branch called ${name} already.`, "Choose another name.");
}

/** A peek is a branch that goes away by itself. */
export function planPeek(world: World, versionId: string): State {
  const version = findVersion(world, versionId);
  if (findSite(world, version.siteId).trashedAt !== null) {
    refuse("in-trash", "The site is in the trash.", "Take it out of the trash first.");
  }
  const id = newId("b");
  const branch = newBranch(world, {
    siteId: version.siteId,
    name: `peek-${id.slice(1, 6)}`,
    kind: "peek",
    parentBranchId: version.branchId,
    versionId,
  });
  return { siteId: version.siteId, branch, versionId, takeFrom: null, moment: null, startId: null };
}

function newBranch(
  world: World,
  about: { siteId: string; name: string; kind: "branch" | "peek"; parentBranchId: string; versionId: string },
): Branch {
  const now = world.now();
  const id = newId("b");
  const lane: Lane = {
    id: newId("l"),
    siteId: about.siteId,
    branchId: id,
    fromVersionId: about.versionId,
    openedAt: now.toISOString(),
    closedAt: null,
    number: nextLaneNumber(world, about.siteId),
  };
  return {
    id,
    siteId: about.siteId,
    kind: about.kind,
    name: about.name,
    headLaneId: lane.id,
    lanes: [lane],
    from: { branchId: about.parentBranchId, versionId: about.versionId },
    wanted: "running",
    quarantined: true,
    durable: false,
    createdAt: now.toISOString(),
    trashedAt: null,
    expiresAt: about.kind === "peek" ? new Date(now.getTime() + peekLifetime).toISOString() : null,
  };
}

const keep = (world: World): Step<State> => ({
  name: "keep",
  label: "Keep the present",
  weight: 0.5,
  async run({ state, signal }) {
    // An operation that was in front of this one may have taken the name.
    checkNameFree(world, state.siteId, state.branch.name);
    if (state.takeFrom === null) return;
    const parent = findBranch(world, state.takeFrom);
    const cause = { kind: "before", action: "branch" } as const;
    const input = { versionId: state.versionId, branch: parent, lane: headLane(parent), cause, label: null };
    await checkpoint(world, input, signal);
  },
  async undo({ state, signal }) {
    if (state.takeFrom !== null) await dropVersion(world, state.versionId, signal);
  },
});

const steps = (world: World): readonly Step<State>[] => [
  {
    name: "copy",
    label: "Copy the version",
    weight: 0.5,
    async run({ state, signal, save }) {
      const lane = { ...headLane(state.branch), number: nextLaneNumber(world, state.siteId) };
      await save({ branch: { ...state.branch, lanes: [lane] } });
      await world.store.ensureRoom(32 * 1024 * 1024, signal);
      await world.store.clone(state.versionId, lane.id, "writable", signal);
      await world.store.publish(lane.id, { kind: "lane", lane }, signal);
    },
    undo: ({ state, signal }) => world.store.retire(state.branch.headLaneId, signal),
  },
  {
    name: "start",
    label: "Start it",
    weight: 4,
    async run({ state, signal, progress }) {
      const site = findSite(world, state.siteId);
      const { spec } = await stackSpec(world, site, state.branch, headLane(state.branch), true, signal);
      const { moment, startId } = state;
      if (moment === null || startId === null) return startStack(world, spec, signal);
      const replay = async () => {
        await replayOnto(world, spec, moment, progress, signal);
        await keepStart(world, state.branch, startId, signal);
      };
      await replayBesideWeb(replay(), startWeb(world, spec, signal));
    },
    async undo({ state, signal }) {
      await discardStack(world, state.branch.headLaneId, signal);
      if (state.startId !== null) await dropVersion(world, state.startId, signal);
    },
  },
  {
    name: "check",
    label: "Look at its home page",
    weight: 2,
    async run({ state, signal }) {
      const site = findSite(world, state.siteId);
      const lane = headLane(state.branch);
      const { guard } = await stackSpec(world, site, state.branch, lane, true, signal);
      // A branch of a broken site is how somebody mends it: any answer will do.
      const status = await world.wordpress.waitAnswer(world.stacks.webHost(lane.id), guard, signal);
      sawStatus(world, state.branch.id, status);
    },
  },
  {
    name: "open",
    label: "Give it its address",
    weight: 0.5,
    commit: true,
    async run({ state, signal }) {
      await world.store.writeBranch(state.branch, signal);
      world.catalogue.putBranch(state.branch);
      await applyRoutes(world, signal);
      world.hint({ kind: "site", siteId: state.siteId });
    },
    async undo({ state, signal }) {
      await world.store.removeBranch(state.branch.id, signal);
      world.catalogue.removeBranch(state.branch.id);
      await applyRoutes(world, signal);
    },
  },
];

const result = (world: World) => (state: State) => ({
  branchId: state.branch.id,
  versionId: state.versionId,
  url: branchOrigin(findSite(world, state.siteId), state.branch, world.port),
});

/** A private, quarantined copy with its own address, for the disk space of what will differ. */
export function branch(world: World): OperationDefinition<State> {
  return {
    kind: "branch",
    title: (state) => `Branch ${state.branch.name}`,
    subject: (state) => ({ name: state.branch.name, at: state.moment?.at ?? null }),
    siteId: ({ siteId }) => siteId,
    branchId: (state) => state.branch.id,
    versionId: ({ versionId, moment }) => (moment === null ? versionId : null),
    undoable: true,
    state: State,
    result: result(world),
    steps: [keep(world), ...steps(world)],
  };
}

/** A look at a version beside the live site. */
export function peek(world: World): OperationDefinition<State> {
  return {
    kind: "peek",
    title: ({ versionId }) => `Peek at ${world.catalogue.version(versionId)?.at ?? "a version"}`,
    subject: ({ versionId, moment }) => ({ at: moment?.at ?? world.catalogue.version(versionId)?.at ?? null }),
    siteId: ({ siteId }) => siteId,
    branchId: (state) => state.branch.id,
    versionId: ({ versionId, moment }) => (moment === null ? versionId : null),
    state: State,
    result: result(world),
    steps: steps(world),
  };
}
