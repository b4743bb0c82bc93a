import type { Operations } from "./app";
import { branch } from "./branch";
import { deleteBranch, planDeleteBranch, planRestoreBranch, restoreBranch } from "./delete-branch";
import { deleteSite, planSiteRemoval, restoreSite } from "./delete-site";
import { findBranch, refuse } from "./find";
import { planRewind, rewind } from "./rewind";
import type { World } from "./world";

/**
 * Takes a finished operation back by another one, which can itself be taken back. Returns the new operation's id.
 * Throws `not-found`, and `refused` where there is nothing to take back.
 */
export async function undoOperation(
  world: World,
  operations: Operations,
  operationId: string,
  signal: AbortSignal,
): Promise<string> {
  // A landed operation may still be tidying up, and what it keeps then is what is gone back to.
  const landed = operations.get(operationId).landedAt !== null;
  const operation = landed ? await operations.ended(operationId, signal) : operations.get(operationId);
  if (!operation.undoable || operation.state !== "done") {
    refuse("not-undoable", "This can't be taken back.", "Rewind to a version from before it instead.");
  }
  const id = await startUndo(world, operations, operationId);
  await operations.withdrawUndo(operationId);
  return id;
}

function startUndo(world: World, operations: Operations, id: string): Promise<string> {
  const { kind } = operations.get(id);
  switch (kind) {
    case "rewind": {
      const { branchId, lastId } = operations.stateOf(rewind(world), id);
      // What was there before may well have been broken: that is why it was left.
      return operations.start(rewind(world), planRewind(world, branchId, lastId, true));
    }
    case "branch": {
      const made = operations.stateOf(branch(world), id).branch;
      return operations.start(deleteBranch(world), planDeleteBranch(world, findBranch(world, made.id).id, false));
    }
    case "delete-branch": {
      const { branchId } = operations.stateOf(deleteBranch(world), id);
      return operations.start(restoreBranch(world), planRestoreBranch(world, branchId));
    }
    case "delete-site": {
      const { siteId } = operations.stateOf(deleteSite(world), id);
      return operations.start(restoreSite(world), planSiteRemoval(world, siteId));
    }
    default:
      return refuse("not-undoable", "This can't be taken back.", "Rewind to a version from before it instead.");
  }
}
