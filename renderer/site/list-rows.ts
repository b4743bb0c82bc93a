import type { SiteDetail, VersionView } from "../../shared/model/views";
import { isSetAside } from "../../shared/timeline/set-aside";
import { siteHistory } from "../timeline/site-history";
import type { DayHeading } from "../ui/time";
import { causeWords } from "../words";

/** Pure: what the list of versions shows, in which order. What it leaves out is in list-filter.ts. */

export interface VersionRow {
  readonly kind: "version";
  readonly key: string;
  readonly version: VersionView;
  readonly title: string;
  readonly branch: string;
  /** Left beside the branch's line by a rewind. */
  readonly aside: boolean;
}

export type ListRow = ({ readonly kind: "day" } & DayHeading) | VersionRow;

export function titleOf(version: Pick<VersionView, "label" | "cause">): string {
  return version.label ?? causeWords(version.cause);
}

const listed = new WeakMap<SiteDetail, readonly VersionRow[]>();

/** Versions of branches that are on the timeline, newest first. Made once for each answer of the host. */
export function listedVersions(detail: SiteDetail): readonly VersionRow[] {
  const known = listed.get(detail);
  if (known !== undefined) return known;
  const history = siteHistory(detail);
  const rows: VersionRow[] = [];
  for (const version of detail.versions) {
    const place = history.places.get(version.id);
    if (place === undefined) continue;
    rows.push({
      kind: "version",
      key: version.id,
      version,
      title: titleOf(version),
      branch: history.rows[place.row]?.branch.name ?? "",
      aside: isSetAside(history, version.id),
    });
  }
  // Plain comparison: instants and ids are ASCII, and there can be 100,000.
  rows.sort((a, b) => descending(a.version.at, b.version.at) || descending(a.version.id, b.version.id));
  listed.set(detail, rows);
  return rows;
}

const descending = (a: string, b: string): number => (a < b ? 1 : a > b ? -1 : 0);

export type ListOrder = "newest" | "largest";

/** Those that take most disk first. */
export function largestFirst(rows: readonly VersionRow[]): readonly VersionRow[] {
  return rows.toSorted((a, b) => (b.version.size.own ?? -1) - (a.version.size.own ?? -1));
}

/** The versions before and after one on the same branch, for stepping through them. */
export function neighbours(
  rows: readonly VersionRow[],
  versionId: string,
): { readonly before: string | null; readonly after: string | null } {
  const index = rows.findIndex((row) => row.key === versionId);
  const branchId = rows[index]?.version.branchId;
  if (index === -1) return { before: null, after: null };
  const same = (row: VersionRow) => row.version.branchId === branchId;
  const before = rows.slice(index + 1).find(same);
  const after = rows.slice(0, index).findLast(same);
  return { before: before?.key ?? null, after: after?.key ?? null };
}

/** A title in pieces, those that were searched for marked. */
export function marked(title: string, text: string): readonly { readonly text: string; readonly hit: boolean }[] {
  const wanted = text.trim().toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const lower = title.toLocaleLowerCase();
  // Lower case can change the length in some scripts; then places would not fit.
  if (wanted.length === 0 || lower.length !== title.length) return [{ text: title, hit: false }];
  const pieces: { text: string; hit: boolean }[] = [];
  let from = 0;
  while (from < title.length) {
    const next = nextHit(lower, wanted, from);
    if (next === null) break;
    if (next.at > from) pieces.push({ text: title.slice(from, next.at), hit: false });
    from = next.at + next.length;
    pieces.push({ text: title.slice(next.at, from), hit: true });
  }
  if (from < title.length) pieces.push({ text: title.slice(from), hit: false });
  return pieces;
}

function nextHit(text: string, wanted: readonly string[], from: number): { at: number; length: number } | null {
  let best: { at: number; length: number } | null = null;
  for (const term of wanted) {
    const at = text.indexOf(term, from);
    if (at !== -1 && (best === null || at < best.at || (at === best.at && term.length > best.length)))
      best = { at, length: term.length };
  }
  return best;
}
