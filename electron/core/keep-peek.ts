import { z } from "zod";
import { AppError } from "../../shared/errors";
import { SiteId } from "../../shared/ids";
import { Branch } from "../../shared/model/site";
import type { OperationDefinition } from "../operations/definition";
import { branchOrigin } from "./addresses";
import { findActiveBranch, findBranch, findSite, headLane, refuse } from "./find";
import { applyRoutes } from "./routes";
import { stackSpec } from "./run-stack";
import type { World } from "./world";

const State = z.object({ siteId: SiteId, peek: Branch, name: z.string() });
type State = z.infer<typeof State>;

/** Throws `name-taken`, `not-found`, `refused`. */
export function planKeepPeek(world: World, branchId: string, name: string): State {
  const peek = findActiveBranch(world, branchId);
  if (peek.kind !== "peek") refuse("no-peek", "This is not a peek.", "It is a branch already.");
  const { slug } = findSite(world, peek.siteId);
  if (name === "main" || `${name}--${slug}`.length > 63) {
    refuse("branch-name", `A branch can't be called ${name}.`, "Choose another, shorter name.");
  }
  checkNameFree(world, peek.siteId, name);
  return { siteId: peek.siteId, peek, name };
}

/**
 * A peek becomes a branch as it stands, with what was changed in it: the same stack, another name and address, and no
 * end. What it showed under its old address is gone from there.
 */
export function keepPeek(world: World): OperationDefinition<State> {
  const become = async (branch: Branch, signal: AbortSignal) => {
    const site = findSite(world, branch.siteId);
    const lane = headLane(branch);
    if (world.activity.running.has(lane.id)) {
      const { guard } = await stackSpec(world, site, branch, lane, true, signal);
      await world.stacks.writeWebFiles(lane.id, world.wordpress.settingsFiles(guard), signal);
    }
    await world.store.writeBranch(branch, signal);
    world.catalogue.putBranch(branch);
    await applyRoutes(world, signal);
    world.hint({ kind: "site", siteId: branch.siteId });
  };
  return {
    kind: "keep-peek",
    title: ({ name }) => `Keep the peek as ${name}`,
    subject: ({ name }) => ({ name }),
    siteId: ({ siteId }) => siteId,
    branchId: ({ peek }) => peek.id,
    state: State,
    result: ({ peek, siteId, name }) => ({
      branchId: peek.id,
      url: branchOrigin(findSite(world, siteId), { kind: "branch", name }, world.port),
    }),
    steps: [
      {
        name: "keep",
        label: "Give it its address",
        weight: 1,
        commit: true,
        async run({ state, signal }) {
          // It may have ended, and the name may have gone, while this waited for its turn.
          const now = findBranch(world, state.peek.id);
          if (now.kind === "branch" && now.name === state.name) return;
          checkNameFree(world, state.siteId, state.name);
          await become({ ...now, kind: "branch", name: state.name, expiresAt: null }, signal);
        },
        async undo({ state, signal }) {
          // Also where only its stack had learned the new name: it answers as the peek again.
          if (world.catalogue.branch(state.peek.id) !== null) await become(state.peek, signal);
        },
      },
    ],
  };
}

function checkNameFree(world: World, siteId: string, name: string): void {
  if (!world.catalogue.branches(siteId).some((branch) => branch.name === name)) return;
  throw new AppError("name-taken", { name }, `There is a branch called ${name} already.`, "Choose another name.");
}
