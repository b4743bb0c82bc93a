import { prune } from "../core/prune";
import { dropStrayLogs } from "../core/prune-logs";
import type { Between } from "../core/reconcile";
import type { World } from "../core/world";

/**
 * Every site in its turn between two operations, then the logs of sites that are gone. One that can't be done now doesn't keep the
 * others from it.
 */
export async function keepToPolicy(world: World, between: Between, signal: AbortSignal): Promise<void> {
  for (const { id } of world.catalogue.sites()) {
    await between(id, async (turn) => {
      try {
        const { unreadable, overBudget } = await prune(world, id, AbortSignal.any([signal, turn]));
        if (unreadable.length > 0)
          world.warn(new Error("records can't be read: nothing goes"), { siteId: id, unreadable });
        if (overBudget > 0) world.warn(new Error("the history is larger than its budget"), { siteId: id, overBudget });
      } catch (error) {
        // It gave way to what somebody wants to do; it has another turn.
        if (!signal.aborted && !turn.aborted) world.warn(error, { what: "keeping to the policy", siteId: id });
      }
    });
  }
  await dropStrayLogs(world, signal);
}
