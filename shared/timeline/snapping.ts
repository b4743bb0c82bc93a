import { type BranchRow, type History, lowerBound, type Place } from "./history";
import { forkRank } from "./mark-kinds";

/** The version of a row nearest in time; null where it has none. */
export function nearestVersion(row: BranchRow, at: number): number | null {
  const { times } = row;
  if (times.length === 0) return null;
  const after = Math.min(times.length - 1, lowerBound(times, at));
  const before = Math.max(0, after - 1);
  return at - (times[before] ?? 0) <= (times[after] ?? 0) - at ? before : after;
}

/**
 * The version the scrubber stops at, no further than `within` milliseconds, over all rows: one that stands out before an
 * automatic one, as their marks do, then the nearest.
 */
export function snap(history: History, at: number, within: number): Place | null {
  let best: Place | null = null;
  let [rank, least] = [-1, within];
  history.rows.forEach(({ times, marks, markOf }, row) => {
    for (let index = lowerBound(times, at - within); index < times.length; index++) {
      const away = Math.abs((times[index] ?? at) - at);
      if ((times[index] ?? at) > at + within) break;
      const own = Math.max(forkRank, marks.ranks[markOf[index] ?? 0] ?? 0);
      if (own < rank || (own === rank && best !== null && away >= least)) continue;
      best = { row, index };
      [rank, least] = [own, away];
    }
  });
  return best;
}

/** What lies on either side of an instant over all rows: the last version not after it, and the first one after it. */
export function around(history: History, at: number): { readonly before: Place | null; readonly after: Place | null } {
  let before: Place | null = null;
  let after: Place | null = null;
  let [last, next] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  history.rows.forEach(({ times }, row) => {
    // Instants are whole milliseconds: what is not before the next one is after this one.
    const index = lowerBound(times, Math.floor(at) + 1);
    const [own, following] = [times[index - 1] ?? Number.NEGATIVE_INFINITY, times[index] ?? Number.POSITIVE_INFINITY];
    if (own > last) [before, last] = [{ row, index: index - 1 }, own];
    if (following < next) [after, next] = [{ row, index }, following];
  });
  return { before, after };
}

export type Direction = "left" | "right" | "up" | "down" | "first" | "last" | "special-left" | "special-right";

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
    case "special-left":
      return special(row, from, -1);
    case "special-right":
      return special(row, from, 1);
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

/** Past automatic versions, to the next one that somebody named or that is from just before something. */
function special(row: BranchRow, from: Place, by: 1 | -1): Place | null {
  for (let index = from.index + by; index >= 0 && index < row.versions.length; index += by) {
    if ((row.marks.ranks[row.markOf[index] ?? 0] ?? 0) > forkRank) return { row: from.row, index };
  }
  return null;
}

function across(history: History, from: Place, by: 1 | -1, at: number): Place | null {
  for (let row = from.row + by; row >= 0 && row < history.rows.length; row += by) {
    const candidate = history.rows[row];
    const index = candidate === undefined ? null : nearestVersion(candidate, at);
    if (index !== null) return { row, index };
  }
  return null;
}
