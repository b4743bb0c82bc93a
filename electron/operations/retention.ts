import { owed } from "./entry";
import type { JournalEntry } from "./journal";

/** Ended before `since` (epoch milliseconds) with nothing owed. */
export function isForgotten(entry: JournalEntry, since: number): boolean {
  const { endedAt } = entry.operation;
  return endedAt !== null && owed(entry) === "nothing" && Date.parse(endedAt) < since;
}
