import type { SiteRow } from "../../shared/model/views";

export const sorts = ["recent", "name", "size", "created"] as const;
export type Sort = (typeof sorts)[number];

export const shownStates = ["all", "running", "stopped", "failing"] as const;
export type ShownState = (typeof shownStates)[number];

export interface Arrangement {
  readonly text: string;
  readonly show: ShownState;
  readonly sort: Sort;
}

export const asTheyAre: Arrangement = { text: "", show: "all", sort: "recent" };

/** Fewer rows than this are found by looking. */
export const fewSites = 8;

/** The rows to show, in order. Every word has to be somewhere in title or address; accents and case don't matter. */
export function arrange(rows: readonly SiteRow[], { text, show, sort }: Arrangement): readonly SiteRow[] {
  const terms = plain(text).split(/\s+/).filter(Boolean);
  return rows
    .filter((row) => show === "all" || stateOf(row) === show)
    .filter((row) => {
      const where = `${plain(row.title)} ${row.slug}`;
      return terms.every((term) => where.includes(term));
    })
    .toSorted(orders[sort]);
}

/** How many there are of each state, for the filter. */
export function countStates(rows: readonly SiteRow[]): Readonly<Record<ShownState, number>> {
  const counts = { all: rows.length, running: 0, stopped: 0, failing: 0 };
  for (const row of rows) counts[stateOf(row)]++;
  return counts;
}

/** What is starting is as good as running. */
function stateOf({ main }: SiteRow): Exclude<ShownState, "all"> {
  if (main.state === "failing") return "failing";
  return main.state === "running" || main.state === "starting" ? "running" : "stopped";
}

const plain = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "").toLocaleLowerCase();
const byTitle = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });
const lastChange = (row: SiteRow) => row.lastVersion?.at ?? row.createdAt;
const later = (a: string, b: string) => (a < b ? 1 : a > b ? -1 : 0);

const orders: Record<Sort, (a: SiteRow, b: SiteRow) => number> = {
  recent: (a, b) => later(lastChange(a), lastChange(b)) || byTitle.compare(a.title, b.title),
  name: (a, b) => byTitle.compare(a.title, b.title),
  size: (a, b) => (b.size.total ?? 0) - (a.size.total ?? 0) || byTitle.compare(a.title, b.title),
  created: (a, b) => later(a.createdAt, b.createdAt),
};
