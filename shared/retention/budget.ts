import { assertNever } from "../assert-never";
import type { Cause } from "../model/site";
import type { Dated, HistorySizes } from "./history";

/** What a version is worth by why it was taken: the least goes first. */
function worthOf(cause: Cause): number {
  switch (cause.kind) {
    case "automatic":
      return cause.why === "noise" ? 0 : cause.why === "busy" ? 1 : 2;
    case "before":
    case "branch-start":
    case "moment":
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
 * How many of `spare` have to go, after `drop`, for the rest to fit. By own bytes, which is the least that each frees: together they may
 * free more, so whoever can measure that finds that fewer will do.
 */
export function fitBudget(
  drop: readonly string[],
  spare: readonly string[],
  budget: number | null,
  { historyBytes, own }: HistorySizes,
): { readonly count: number; readonly overBudget: number } {
  if (budget === null) return { count: 0, overBudget: 0 };
  let bytes = drop.reduce((rest, id) => rest - (own.get(id) ?? 0), historyBytes);
  let count = 0;
  for (const id of spare) {
    if (bytes <= budget) break;
    bytes -= own.get(id) ?? 0;
    count++;
  }
  return { count, overBudget: Math.max(0, bytes - budget) };
}
