import { type BranchRow, type History, lowerBound, type Place } from "./history";

/** The version of a row nearest in time; null where it has none. */
export function nearestVersion(row: BranchRow, at: number): number | null {
  const { times } = row;
  if (times.length === 0) return null;
  const after = Math.min(times.length - 1, lowerBound(times, at));
  const before = Math.max(0, after - 1);
  return at - (times[before] ?? 0) <= (times[after] ?? 0) - at ? before : after;
}

export type Direction = "left" | "right" | "up" | "down" | "first" | "last";

/**
 * Where a key leads: along a row from version to version, across to the nearest in time on the next row that has one.
 * From nowhere it begins with the version before `at` on the first row. Null where there is nothing that way.
 */
export function step(history: History, from: Place | null, direction: Direction, at: number): Place | null {
  if (from === null) return begin(history, direction, at);
  const row = history.rows[from.row];
  if (row === undefined) return null;
  switch (direction) {
    case "left":
      return from.index > 0 ? { row: from.row, index: from.index - 1 } : null;
    case "right":
      return from.index < row.versions.length - 1 ? { row: from.row, index: from.index + 1 } : null;
    case "first":
      return { row: from.row, index: 0 };
    case "last":
      return { row: from.row, index: row.versions.length - 1 };
    case "up":
      return across(history, from, -1, row.times[from.index] ?? at);
    case "down":
      return across(history, from, 1, row.times[from.index] ?? at);
  }
}

function begin(history: History, direction: Direction, at: number): Place | null {
  const row = history.rows.findIndex((candidate) => candidate.versions.length > 0);
  const times = history.rows[row]?.times;
  if (times === undefined) return null;
  if (direction === "first") return { row, index: 0 };
  return { row, index: Math.max(0, Math.min(times.length, lowerBound(times, at)) - 1) };
}

function across(history: History, from: Place, by: 1 | -1, at: number): Place | null {
  for (let row = from.row + by; row >= 0 && row < history.rows.length; row += by) {
    const candidate = history.rows[row];
    const index = candidate === undefined ? null : nearestVersion(candidate, at);
    if (index !== null) return { row, index };
  }
  return null;
}
