import type { Operation } from "../../shared/model/operation";
import { isOver } from "../operations/progress";

const births: readonly Operation["kind"][] = ["create-site", "create-demo", "bring-site", "duplicate-site"];

/** Operations that make a site which has no row yet: those under way, and failed ones nobody has read. */
export function pendingBirths(
  operations: readonly Operation[],
  knownSites: ReadonlySet<string>,
  watched: ReadonlySet<string>,
  dismissed: ReadonlySet<string>,
): readonly Operation[] {
  return operations.filter((one) => {
    if (!births.includes(one.kind)) return false;
    if (!isOver(one)) return one.siteId === null || !knownSites.has(one.siteId);
    return one.state === "failed" && watched.has(one.id) && !dismissed.has(one.id);
  });
}
