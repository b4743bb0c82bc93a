import type { ContractRouterClient } from "@orpc/contract";
import type { QueryClient } from "@tanstack/react-query";
import type { Contract, Hint } from "../../shared/contract";
import { watch } from "../app/interface-state";
import { batched, calmly, type Gathered, gather, nextFrame } from "./hint-batch";
import { keys } from "./keys";
import { putOperations } from "./operation-cache";

/** How long the answers to one burst of hints are waited for before the next burst asks again. Milliseconds. */
const longestAnswer = 2_000;
/** A site that people work on is looked at again this often at most. Milliseconds. */
const activityPace = 1_000;

/**
 * Follows the host's hints until the connection ends; the next connection starts it again. A burst is one change of
 * the page: operations move once a frame, and what changed is asked for again when the last answer is there.
 */
export async function followEvents(client: ContractRouterClient<Contract>, queries: QueryClient): Promise<void> {
  const ask = batched<Gathered>(nextFrame, (bursts) =>
    Promise.race([askAgain(queries, bursts), new Promise<void>((done) => setTimeout(done, longestAnswer))]),
  );
  const lookAgain = calmly(activityPace, (siteId) => {
    for (const queryKey of [keys.activity(siteId), keys.events(siteId)]) void queries.invalidateQueries({ queryKey });
  });
  const apply = batched<Hint>(nextFrame, (hints) => {
    const gathered = gather(hints);
    for (const id of gathered.underWay) watch(id);
    if (gathered.operations.length > 0) putOperations(queries, gathered.operations);
    for (const siteId of gathered.active) lookAgain(siteId);
    ask(gathered);
  });
  try {
    for await (const hint of await client.system.events()) apply(hint);
  } catch (error) {
    console.info("The host's events ended:", error);
  }
}

async function askAgain(queries: QueryClient, bursts: readonly Gathered[]): Promise<void> {
  const some = (is: (burst: Gathered) => boolean) => bursts.some(is);
  const siteIds = new Set(bursts.flatMap((burst) => burst.siteIds));
  const stale: (readonly unknown[])[] = [...siteIds].map(keys.site);
  if (siteIds.size > 0) stale.push(keys.mails);
  if (some((burst) => burst.sites)) stale.push(keys.sites);
  if (some((burst) => burst.trash)) stale.push(keys.trash);
  if (some((burst) => burst.health)) stale.push(keys.health);
  if (some((burst) => burst.settings)) stale.push(keys.settings);
  if (some((burst) => burst.updates)) stale.push(keys.updates);
  await Promise.all(stale.map((queryKey) => queries.invalidateQueries({ queryKey })));
}
