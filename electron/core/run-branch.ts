import { z } from "zod";
import { BranchId, newId, SiteId, VersionId } from "../../shared/ids";
import type { Branch, Cause } from "../../shared/model/site";
import type { OperationDefinition, Step } from "../operations/definition";
import { branchOrigin } from "./addresses";
import { checkpoint, dropVersion } from "./checkpoint";
import { findActiveBranch, findBranch, findSite, headLane } from "./find";
import { applyRoutes } from "./routes";
import { stackSpec, startStack, stopStack } from "./run-stack";
import { sawStatus } from "./saw-status";
import type { World } from "./world";

const State = z.object({
  siteId: SiteId,
  branchId: BranchId,
  versionId: VersionId,
  name: z.string(),
  /** What was wanted before. */
  before: z.enum(["running", "stopped"]),
});
type State = z.infer<typeof State>;

export function planRun(world: World, branchId: string): State {
  const branch = findActiveBranch(world, branchId);
  const name = branchTitle(world, branch);
  return { siteId: branch.siteId, branchId, versionId: newId("v"), name, before: branch.wanted };
}

/** `Blog` for a main branch, `draft of Blog` for another. */
export function branchTitle(world: World, branch: Branch): string {
  const { title } = findSite(world, branch.siteId);
  return branch.kind === "main" ? title : `${branch.name} of ${title}`;
}

/** Starts a branch's head lane and waits for any answer: a broken site may be started, too. */
export async function bringUp(world: World, branch: Branch, signal: AbortSignal): Promise<void> {
  const site = findSite(world, branch.siteId);
  const lane = headLane(branch);
  const { spec, guard } = await stackSpec(world, site, branch, lane, true, signal);
  await startStack(world, spec, signal);
  world.hint({ kind: "site", siteId: site.id });
  const status = await world.wordpress.waitAnswer(world.stacks.webHost(lane.id), guard, signal);
  sawStatus(world, branch.id, status);
}

export async function want(
  world: World,
  branchId: string,
  wanted: Branch["wanted"],
  signal: AbortSignal,
): Promise<void> {
  const branch = { ...findBranch(world, branchId), wanted };
  await world.store.writeBranch(branch, signal);
  world.catalogue.putBranch(branch);
  world.hint({ kind: "site", siteId: branch.siteId });
}

async function unwant(world: World, state: State, signal: AbortSignal): Promise<void> {
  if (world.catalogue.branch(state.branchId) !== null) await want(world, state.branchId, state.before, signal);
}

/** A version from just before something Tidemark does to a branch. */
export function keepBefore<S extends { readonly branchId: string; readonly versionId: string }>(
  world: World,
  action: Extract<Cause, { kind: "before" }>["action"],
): Step<S> {
  return {
    name: "keep",
    label: "Keep the present",
    weight: 0.5,
    async run({ state: { branchId, versionId }, signal }) {
      const branch = findBranch(world, branchId);
      const input = {
        versionId,
        branch,
        lane: headLane(branch),
        cause: { kind: "before", action } as const,
        label: null,
      };
      await checkpoint(world, { ...input, evenUnquiesced: true }, signal);
    },
    undo: ({ state, signal }) => dropVersion(world, state.versionId, signal),
  };
}

const base = (world: World) => ({
  siteId: ({ siteId }: State) => siteId,
  branchId: ({ branchId }: State) => branchId,
  state: State,
  result: ({ branchId }: State) => {
    const branch = findBranch(world, branchId);
    return { branchId, url: branchOrigin(findSite(world, branch.siteId), branch, world.port) };
  },
});

const start = (world: World): Step<State> => ({
  name: "start",
  label: "Start it",
  weight: 4,
  run: ({ state, signal }) => bringUp(world, findBranch(world, state.branchId), signal),
  async undo({ state, signal }) {
    const branch = world.catalogue.branch(state.branchId);
    // Where it was wanted running already, it is started again in the background.
    if (branch !== null) await stopStack(world, branch.headLaneId, signal);
  },
});

const route = (world: World): Step<State> => ({
  name: "route",
  label: "Open its address",
  weight: 0.3,
  run: ({ signal }) => applyRoutes(world, signal),
});

export function startBranch(world: World): OperationDefinition<State> {
  return {
    ...base(world),
    kind: "start-branch",
    title: ({ name }) => `Start ${name}`,
    subject: ({ name }) => ({ name }),
    steps: [
      start(world),
      {
        name: "keep-running",
        label: "Keep it running",
        weight: 0.2,
        commit: true,
        run: ({ state, signal }) => want(world, state.branchId, "running", signal),
        undo: ({ state, signal }) => unwant(world, state, signal),
      },
      route(world),
    ],
  };
}

export function stopBranch(world: World): OperationDefinition<State> {
  return {
    ...base(world),
    kind: "stop-branch",
    title: ({ name }) => `Stop ${name}`,
    subject: ({ name }) => ({ name }),
    steps: [
      keepBefore(world, "stop"),
      {
        name: "want-stopped",
        label: "Close its address",
        weight: 0.3,
        commit: true,
        run: ({ state, signal }) => want(world, state.branchId, "stopped", signal),
        undo: ({ state, signal }) => unwant(world, state, signal),
      },
      {
        name: "stop",
        label: "Stop it",
        weight: 2,
        async run({ state, signal }) {
          const { headLaneId, siteId } = findBranch(world, state.branchId);
          world.activity.running.delete(headLaneId);
          await applyRoutes(world, signal);
          await stopStack(world, headLaneId, signal);
          world.hint({ kind: "site", siteId });
        },
      },
    ],
  };
}

export function restartBranch(world: World): OperationDefinition<State> {
  return {
    ...base(world),
    kind: "restart-branch",
    title: ({ name }) => `Restart ${name}`,
    subject: ({ name }) => ({ name }),
    steps: [
      keepBefore(world, "restart"),
      {
        name: "stop",
        label: "Stop it",
        weight: 2,
        run: ({ state, signal }) => stopStack(world, findBranch(world, state.branchId).headLaneId, signal),
        // Cancelled half-way it is started again in the background: what was wanted before still is.
      },
      {
        name: "want-running",
        label: "Keep it running",
        weight: 0.2,
        commit: true,
        run: ({ state, signal }) => want(world, state.branchId, "running", signal),
      },
      {
        name: "start",
        label: "Start it",
        weight: 4,
        run: ({ state, signal }) => bringUp(world, findBranch(world, state.branchId), signal),
      },
      route(world),
    ],
  };
}
