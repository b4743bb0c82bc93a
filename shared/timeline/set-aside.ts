import type { History } from "./history";

/** Whether a rewind left a version beside its branch's line; what the line comes from was not. */
export function isSetAside(history: History, versionId: string): boolean {
  const place = history.places.get(versionId);
  const row = place === undefined ? undefined : history.rows[place.row];
  if (place === undefined || row === undefined) return false;
  return (row.marks.asides[row.markOf[place.index] ?? 0] ?? -1) !== -1;
}
