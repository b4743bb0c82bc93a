import { assertNever } from "./assert-never";
import type { Cause } from "./model/site";
import type { Dated, HistorySizes } from "./retention-history";

/** What a version is worth by why it was taken: the least goes first. */
function worthOf(cause: Cause): number {
  switch (cause.kind) {
    case "automatic":
      return cause.why === "noise" ? 0 : cause.why === "busy" ? 1 : 2;
    case "before":
    case "branch-start":
      return 3;
    case "set-aside":
      return 4;
    case "risk":
      return 5;
    // Kept whatever the budget; here only so that every cause has its place.
    case "manual":
    case "created":
    case "brought":
      return 6;
    default:
      return assertNever(cause);
  }
}

/** Least valuable first, older ones first where they are worth the same. */
export function compareWorth(a: Dated, b: Dated): number {
  return worthOf(a.version.cause) - worthOf(b.version.cause) || a.at - b.at;
}

/**
 * The first of `mayGo` that have to go for the rest to fit, after `gone`. By own bytes, which is the least that they free: together
 * they may free more, so whoever can measure that asks again once some are gone.
 */
export function fitBudget(
  gone: readonly string[],
  mayGo: readonly Dated[],
  budget: number | null,
  { historyBytes, own }: HistorySizes,
): { readonly thinned: readonly string[]; readonly overBudget: number } {
  const thinned: string[] = [];
  if (budget === null) return { thinned, overBudget: 0 };
  let bytes = gone.reduce((rest, id) => rest - (own.get(id) ?? 0), historyBytes);
  for (const { version } of mayGo) {
    if (bytes <= budget) break;
    thinned.push(version.id);
    bytes -= own.get(version.id) ?? 0;
  }
  return { thinned, overBudget: Math.max(0, bytes - budget) };
}
