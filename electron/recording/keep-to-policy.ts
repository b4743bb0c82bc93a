import { prune } from "../core/prune";
import type { Between } from "../core/reconcile";
import type { World } from "../core/world";

/** Every site in its turn between two operations. One that can't be done now doesn't keep the others from it. */
export async function keepToPolicy(world: World, between: Between, signal: AbortSignal): Promise<void> {
  for (const { id } of world.catalogue.sites()) {
    try {
      await between(id, async (turn) => {
        await prune(world, id, AbortSignal.any([signal, turn]));
      });
    } catch (error) {
      if (signal.aborted) throw error;
      world.warn(error, { what: "keeping to the policy", siteId: id });
    }
  }
}
