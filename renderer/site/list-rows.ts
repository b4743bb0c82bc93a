import type { SiteDetail, VersionView } from "../../shared/model/views";
import { setAside } from "../../shared/timeline/set-aside";
import { type DayHeading, dayHeading } from "../ui/time";
import { causeWords } from "../words";

/** Pure: what the list of versions shows, in which order. */

export interface VersionFilter {
  readonly text: string;
  readonly branchId: string | null;
  readonly pinnedOnly: boolean;
}

export const noFilter: VersionFilter = { text: "", branchId: null, pinnedOnly: false };

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

/** Versions of branches that are in the list (no peeks), newest first. */
export function listedVersions(detail: SiteDetail): readonly VersionRow[] {
  const branches = new Map(detail.branches.map((branch) => [branch.id, branch]));
  const aside = setAside(detail);
  return detail.versions
    .filter((version) => branches.get(version.branchId)?.kind !== "peek")
    .map((version) => ({
      kind: "version" as const,
      key: version.id,
      version,
      title: titleOf(version),
      branch: branches.get(version.branchId)?.name ?? "",
      aside: aside.has(version.id),
    }))
    .toSorted((a, b) => b.version.at.localeCompare(a.version.at) || b.version.id.localeCompare(a.version.id));
}

export function filtered(rows: readonly VersionRow[], filter: VersionFilter): readonly VersionRow[] {
  const wanted = filter.text.trim().toLocaleLowerCase();
  return rows.filter(
    ({ version, title, branch }) =>
      (filter.branchId === null || version.branchId === filter.branchId) &&
      (!filter.pinnedOnly || version.pinned || version.label !== null) &&
      (wanted === "" || `${title} ${branch}`.toLocaleLowerCase().includes(wanted)),
  );
}

export function withDays(rows: readonly VersionRow[], now: number): readonly ListRow[] {
  const all: ListRow[] = [];
  let last = "";
  for (const row of rows) {
    const heading = dayHeading(row.version.at, now);
    if (heading.key !== last) all.push({ kind: "day", ...heading });
    last = heading.key;
    all.push(row);
  }
  return all;
}

/** The versions before and after one on the same branch, for stepping through them. */
export function neighbours(
  rows: readonly VersionRow[],
  versionId: string,
): { readonly before: string | null; readonly after: string | null } {
  const own = rows.find((row) => row.key === versionId);
  const line = rows.filter((row) => row.version.branchId === own?.version.branchId);
  const index = line.findIndex((row) => row.key === versionId);
  if (index === -1) return { before: null, after: null };
  return { before: line[index + 1]?.key ?? null, after: line[index - 1]?.key ?? null };
}

/** A title in pieces, those that were searched for marked. */
export function marked(title: string, text: string): readonly { readonly text: string; readonly hit: boolean }[] {
  const wanted = text.trim().toLocaleLowerCase();
  const lower = title.toLocaleLowerCase();
  // Lower case can change the length in some scripts; then places would not fit.
  if (wanted === "" || lower.length !== title.length) return [{ text: title, hit: false }];
  const pieces: { text: string; hit: boolean }[] = [];
  let from = 0;
  for (let at = lower.indexOf(wanted); at !== -1; at = lower.indexOf(wanted, from)) {
    if (at > from) pieces.push({ text: title.slice(from, at), hit: false });
    pieces.push({ text: title.slice(at, at + wanted.length), hit: true });
    from = at + wanted.length;
  }
  if (from < title.length) pieces.push({ text: title.slice(from), hit: false });
  return pieces;
}
