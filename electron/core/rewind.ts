import { z } from "zod";
import { BranchId, LaneId, newId, SiteId, VersionId } from "../../shared/ids";
import { MomentTarget } from "../../shared/model/recording";
import { Branch, Lane, type Version } from "../../shared/model/site";
import type { OperationDefinition, StepContext } from "../operations/definition";
import { checkpoint, dropVersion } from "./checkpoint";
import { findActiveBranch, findBranch, findSite, findVersion, headLane, logOf, nextLaneNumber, refuse } from "./find";
import { moveBack, moveToLane } from "./lanes";
import { findMoment, Moment } from "./moments";
import { keepStart, replayBesideWeb, replayOnto } from "./replay";
import { applyRoutes } from "./routes";
import { discardStack, stackSpec, startStack, startWeb, stopStack } from "./run-stack";
import { sawStatus } from "./saw-status";
import type { World } from "./world";

const State = z.object({
  siteId: SiteId,
  branchId: BranchId,
  targetId: VersionId,
  targetAt: z.string(),
  /** The version of the present, taken first. */
  keptId: VersionId,
  /** The last state of the lane that is left, taken when its containers have stopped. */
  lastId: VersionId,
  oldLaneId: LaneId,
  lane: Lane,
  /** The open peek whose running stack is taken over instead of starting another. */
  peek: Branch.nullable(),
  running: z.boolean(),
  evenIfBroken: z.boolean(),
  /** The second gone to, where it is none of a version; `targetId` is the version below it then. */
  moment: Moment.nullable().default(null),
  /** The version of the moment itself, on the new lane. */
  startId: VersionId.nullable().default(null),
  /** As it was asked for. */
  asked: MomentTarget.nullable().default(null),
});
type State = z.infer<typeof State>;

/** An open, untouched peek at the version or the moment: its stack is what a rewind would start. */
function openPeek(world: World, version: Version, moment: Moment | null, branchId: string): Branch | null {
  const open = world.catalogue
    .branches(version.siteId)
    .find(
      (branch) =>
        branch.kind === "peek" &&
        branch.id !== branchId &&
        branch.trashedAt === null &&
        branch.from?.versionId === version.id &&
        branch.from.moment?.laneId === moment?.laneId &&
        branch.from.moment?.at === moment?.at &&
        world.activity.running.has(branch.headLaneId) &&
        !world.activity.touchedPeeks.has(branch.id),
    );
  return open ?? null;
}

/** Everything a rewind needs to know, with ids for all it will make. Throws `not-found`, `refused`. */
export function planRewind(world: World, branchId: string, versionId: string, evenIfBroken: boolean): State {
  const branch = findActiveBranch(world, branchId);
  const target = findVersion(world, versionId);
  if (target.siteId !== branch.siteId) {
    refuse("another-site", "This version belongs to another site.", "Choose a version of this site.");
  }
  return {
    siteId: branch.siteId,
    branchId,
    targetId: versionId,
    targetAt: target.at,
    keptId: newId("v"),
    lastId: newId("v"),
    evenIfBroken,
    moment: null,
    startId: null,
    asked: null,
    ...asItIsNow(world, branch, target, null),
  };
}

/** The same for any second of the history. Throws `not-found`, `refused`, `unreachable`. */
export async function planRewindToMoment(
  world: World,
  branchId: string,
  target: MomentTarget,
  evenIfBroken: boolean,
  signal: AbortSignal,
): Promise<State> {
  const moment = await findMoment(world, target, signal);
  const plan = planRewind(world, branchId, moment.baseId, evenIfBroken);
  const version = findVersion(world, moment.baseId);
  return {
    ...plan,
    targetAt: moment.at,
    moment,
    startId: newId("v"),
    asked: target,
    ...asItIsNow(world, findActiveBranch(world, branchId), version, moment),
  };
}

/** What may have changed while the rewind waited for its turn: the lane that is left, whether it runs, the open peek. */
function asItIsNow(
  world: World,
  branch: Branch,
  target: Version,
  moment: Moment | null,
): Pick<State, "oldLaneId" | "lane" | "peek" | "running"> {
  const running = branch.wanted === "running";
  const peek = running ? openPeek(world, target, moment, branch.id) : null;
  const peekLane = peek === null ? null : headLane(peek);
  const lane: Lane = {
    id: peekLane?.id ?? newId("l"),
    siteId: branch.siteId,
    branchId: branch.id,
    fromVersionId: target.id,
    openedAt: world.now().toISOString(),
    closedAt: null,
    number: peekLane?.number ?? nextLaneNumber(world, branch.siteId),
    ...(moment === null ? {} : { replayed: { laneId: moment.laneId, at: moment.at } }),
  };
  return { oldLaneId: branch.headLaneId, lane, peek, running };
}

/** Takes the version of the present; where a peek is taken over, its stack meanwhile learns to answer as the branch. */
async function keepPresent(world: World, { state, signal, save }: StepContext<State>): Promise<void> {
  const branch = findActiveBranch(world, state.branchId);
  const found = asItIsNow(world, branch, findVersion(world, state.targetId), state.moment);
  await save(found);
  const cause = { kind: "before", action: "rewind" } as const;
  const version = { versionId: state.keptId, branch, lane: headLane(branch), cause, label: null, evenUnquiesced: true };
  // Both come to their end, also when one fails: what is undone afterwards must not be under way any more.
  const both = await Promise.allSettled([
    checkpoint(world, version, signal),
    found.peek === null ? undefined : dress(world, { ...state, ...found }, branch, signal),
  ]);
  for (const one of both) if (one.status === "rejected") throw one.reason;
}

/** Makes the running stack of a taken-over peek answer as this branch. */
async function dress(world: World, state: State, branch: Branch, signal: AbortSignal): Promise<void> {
  const { guard } = await stackSpec(world, findSite(world, state.siteId), branch, state.lane, true, signal);
  await world.stacks.writeWebFiles(state.lane.id, world.wordpress.settingsFiles(guard), signal);
}

/** Starts the new lane as the branch it will be, brought to the second asked for. A peek's stack runs already. */
async function startBeside(world: World, { state, signal, progress }: StepContext<State>): Promise<void> {
  const { moment, startId, lane } = state;
  if (state.peek !== null || (!state.running && moment === null)) return;
  const branch = findBranch(world, state.branchId);
  const { spec } = await stackSpec(world, findSite(world, state.siteId), branch, lane, true, signal);
  if (moment === null || startId === null) return startStack(world, spec, signal);
  const replay = async () => {
    await replayOnto(world, spec, moment, progress, signal);
    await keepStart(world, { ...branch, headLaneId: lane.id, lanes: [lane] }, startId, signal);
  };
  await replayBesideWeb(replay(), state.running ? startWeb(world, spec, signal) : Promise.resolve());
  if (!state.running) await stopStack(world, lane.id, signal);
}

async function checkHealth(world: World, { state, signal }: StepContext<State>): Promise<void> {
  // A peek that is taken over was looked at when it was opened.
  if (!state.running || (state.peek !== null && !state.evenIfBroken)) return;
  const branch = findBranch(world, state.branchId);
  const { guard } = await stackSpec(world, findSite(world, state.siteId), branch, state.lane, true, signal);
  const upstream = world.stacks.webHost(state.lane.id);
  if (state.evenIfBroken) {
    const status = await world.wordpress.waitAnswer(upstream, guard, signal);
    sawStatus(world, branch.id, status);
  } else {
    await world.wordpress.waitHealthy(upstream, guard, signal);
    sawStatus(world, branch.id, 200);
  }
}

/** Puts a taken-over peek back into its own clothes. */
async function redressPeek(world: World, state: State, signal: AbortSignal): Promise<void> {
  const { peek } = state;
  if (peek === null || !world.activity.running.has(state.lane.id)) return;
  await dress(world, state, peek, signal);
}

/** The versions of a lane that is taken over are the branch's whose lane it is. */
async function handOver(world: World, { siteId, lane }: State, branchId: string, signal: AbortSignal): Promise<void> {
  for (const version of world.catalogue.versions(siteId)) {
    if (version.laneId !== lane.id || version.branchId === branchId) continue;
    const theirs = { ...version, branchId };
    await world.store.rewriteRecord(version.id, { kind: "version", version: theirs }, signal);
    world.catalogue.putVersion(theirs);
  }
}

async function moveVisitors(world: World, { state, signal }: StepContext<State>): Promise<void> {
  const branch = moveToLane(findBranch(world, state.branchId), state.lane, world.now().toISOString());
  if (state.peek !== null) {
    await world.store.rewriteRecord(state.lane.id, { kind: "lane", lane: state.lane }, signal);
  }
  await world.store.writeBranch(branch, signal);
  world.catalogue.putBranch(branch);
  if (state.peek !== null) {
    await handOver(world, state, branch.id, signal);
    await world.store.removeBranch(state.peek.id, signal);
    world.catalogue.removeBranch(state.peek.id);
  }
  await applyRoutes(world, signal);
  world.hint({ kind: "site", siteId: state.siteId });
}

async function moveVisitorsBack(world: World, { state, signal }: StepContext<State>): Promise<void> {
  const branch = findBranch(world, state.branchId);
  if (branch.headLaneId !== state.lane.id) return;
  const before = moveBack(branch, state.oldLaneId);
  await world.store.writeBranch(before, signal);
  world.catalogue.putBranch(before);
  if (state.peek !== null) {
    await handOver(world, state, state.peek.id, signal);
    const lane = headLane(state.peek);
    await world.store.rewriteRecord(lane.id, { kind: "lane", lane }, signal);
    await world.store.writeBranch(state.peek, signal);
    world.catalogue.putBranch(state.peek);
  }
  await applyRoutes(world, signal);
}

/** Stops what was left and keeps its very last state, so that nothing written up to the switch is lost. */
async function retireOld(world: World, { state, signal }: StepContext<State>): Promise<void> {
  const branch = findBranch(world, state.branchId);
  const old = branch.lanes.find(({ id }) => id === state.oldLaneId);
  // Visitors who came before the switch are still being answered.
  await world.stacks.drain(state.oldLaneId, signal);
  await stopStack(world, state.oldLaneId, signal);
  if (old !== undefined) {
    await checkpoint(
      world,
      { versionId: state.lastId, branch, lane: old, cause: { kind: "set-aside" }, label: null },
      signal,
    );
    // Its seconds stay reachable: what its server logged last moves to the archive before its volume goes.
    await world.logs.archive(logOf(old), true, signal);
  }
  await world.store.retire(state.oldLaneId, signal);
}

/**
 * A blue/green switch: keep the present, clone the target, start it beside the live one, look at it, then move the
 * branch's pointer and the router. The site never goes down; an unhealthy target never goes live.
 */
export function rewind(world: World): OperationDefinition<State> {
  return {
    kind: "rewind",
    title: ({ targetAt }) => `Rewind to ${targetAt}`,
    subject: ({ targetAt }) => ({ at: targetAt }),
    siteId: ({ siteId }) => siteId,
    branchId: ({ branchId }) => branchId,
    // The version below a moment is not where it goes.
    versionId: ({ targetId, moment }) => (moment === null ? targetId : null),
    moment: ({ asked }) => asked,
    undoable: true,
    state: State,
    result: ({ branchId, targetId, targetAt, lastId, keptId }) => ({ branchId, targetId, targetAt, lastId, keptId }),
    steps: [
      {
        name: "keep",
        label: "Keep the present",
        weight: 0.5,
        run: (context) => keepPresent(world, context),
        async undo({ state, signal }) {
          await redressPeek(world, state, signal);
          await dropVersion(world, state.keptId, signal);
        },
      },
      {
        name: "copy",
        label: "Copy the version",
        weight: 0.5,
        async run({ state, signal }) {
          if (state.peek !== null) return;
          await world.store.clone(state.targetId, state.lane.id, "writable", signal);
          await world.store.publish(state.lane.id, { kind: "lane", lane: state.lane }, signal);
        },
        async undo({ state, signal }) {
          if (state.peek === null) await world.store.retire(state.lane.id, signal);
        },
      },
      {
        name: "start",
        label: "Start it beside",
        weight: 4,
        run: (context) => startBeside(world, context),
        async undo({ state, signal }) {
          if (state.peek !== null) return;
          await discardStack(world, state.lane.id, signal);
          if (state.startId !== null) await dropVersion(world, state.startId, signal);
        },
      },
      { name: "check", label: "Check its pages", weight: 2, run: (context) => checkHealth(world, context) },
      {
        name: "move",
        label: "Move visitors",
        weight: 0.5,
        commit: true,
        run: (context) => moveVisitors(world, context),
        undo: (context) => moveVisitorsBack(world, context),
      },
      { name: "retire", label: "Keep what was left", weight: 0, run: (context) => retireOld(world, context) },
    ],
  };
}
