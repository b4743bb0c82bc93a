import type { ContractRouterClient } from "@orpc/contract";
import type { QueryClient } from "@tanstack/react-query";
import type { Contract, Hint } from "../../shared/contract";
import { watch } from "../app/interface-state";
import { isOver } from "../operations/progress";
import { keys } from "./keys";
import { putOperation } from "./operation-cache";

/** Follows the host's hints until the connection ends; the next connection starts it again. */
export async function followEvents(client: ContractRouterClient<Contract>, queries: QueryClient): Promise<void> {
  try {
    for await (const hint of await client.system.events()) applyHint(queries, hint);
  } catch (error) {
    console.info("The host's events ended:", error);
  }
}

export function applyHint(queries: QueryClient, hint: Hint): void {
  switch (hint.kind) {
    case "sites":
      void queries.invalidateQueries({ queryKey: keys.sites });
      void queries.invalidateQueries({ queryKey: keys.trash });
      return;
    case "site":
      void queries.invalidateQueries({ queryKey: keys.site(hint.siteId) });
      void queries.invalidateQueries({ queryKey: keys.sites });
      void queries.invalidateQueries({ queryKey: keys.mails });
      return;
    case "health":
      void queries.invalidateQueries({ queryKey: keys.health });
      return;
    case "settings":
      void queries.invalidateQueries({ queryKey: keys.settings });
      return;
    case "operation":
      if (!isOver(hint.operation)) watch(hint.operation.id);
      putOperation(queries, hint.operation);
      if (isOver(hint.operation)) {
        void queries.invalidateQueries({ queryKey: keys.sites });
        void queries.invalidateQueries({ queryKey: keys.trash });
        if (hint.operation.siteId !== null)
          void queries.invalidateQueries({ queryKey: keys.site(hint.operation.siteId) });
      }
  }
}
