import fuzzysort from "fuzzysort";
import type { Entry, EntryGroup } from "./entry";

export interface Piece {
  readonly text: string;
  readonly hit: boolean;
}

/** An entry that fits, its text in pieces: what was searched for is marked. */
export interface Found {
  readonly entry: Entry;
  readonly pieces: readonly Piece[];
  /** 0 to 1 */
  readonly score: number;
}

export interface FoundGroup {
  readonly group: EntryGroup;
  readonly found: readonly Found[];
}

/** How many lines a group shows: what is past them is found by typing more. */
const limits: Readonly<Record<EntryGroup, number>> = {
  recent: 5,
  time: 2,
  versions: 6,
  do: 7,
  branches: 5,
  sites: 6,
  pages: 4,
};
/** With nothing typed: what was used last, what can be done here, where one can go. */
const resting: readonly EntryGroup[] = ["recent", "do", "sites", "pages"];
const restingLimits: Partial<Record<EntryGroup, number>> = { do: 5, sites: 5 };

const least = 0.35;
/** What fits only by its other words stands behind what fits by its name. */
const alsoWorth = 0.72;
const recentWorth = 0.08;
/** What deletes is never the first of several that fit as well. */
const dangerCost = 0.2;

export type Search = (query: string, extra?: readonly Entry[]) => readonly FoundGroup[];

/** Prepares the entries once; each search over thousands of them takes a few milliseconds. */
export function searchIn(entries: readonly Entry[], recent: readonly string[]): Search {
  const byKey = new Map(entries.map((entry) => [entry.key, entry]));
  const place = new Map(recent.map((key, index) => [key, index]));
  const prepared = entries.map((entry, index) => ({
    entry,
    index,
    text: fuzzysort.prepare(entry.text),
    also: entry.also === "" ? null : fuzzysort.prepare(`${entry.text} ${entry.also}`),
  }));

  const rest = (): readonly FoundGroup[] => {
    const last = recent.flatMap((key) => byKey.get(key) ?? []).slice(0, limits.recent);
    const shown = new Set(last.map((entry) => entry.key));
    return resting.flatMap((group) => {
      const of =
        group === "recent"
          ? last
          : entries.filter((one) => one.group === group && one.quiet !== true && !shown.has(one.key));
      const found = of.slice(0, restingLimits[group] ?? limits[group]).map(whole);
      return found.length === 0 ? [] : [{ group, found }];
    });
  };

  return (query, extra = []) => {
    const wanted = query.trim();
    if (wanted === "") return rest();
    const groups = new Map<EntryGroup, Found[]>();
    for (const { entry, index, text, also } of prepared) {
      const own = fuzzysort.single(wanted, text);
      const fit = own?.score ?? 0;
      const other = fit > alsoWorth || also === null ? 0 : (fuzzysort.single(wanted, also)?.score ?? 0) * alsoWorth;
      if (Math.max(fit, other) < least) continue;
      const used = place.get(entry.key);
      const bonus = used === undefined ? 0 : recentWorth / (1 + used);
      // Entries come newest first: among equals that order stays.
      const score = closeness(Math.max(fit, other)) + bonus - (entry.danger === true ? dangerCost : 0) - index * 1e-9;
      const found = { entry, score, pieces: piecesOf(entry.text, fit < least ? [] : (own?.indexes ?? [])) };
      const group = groups.get(entry.group);
      if (group === undefined) groups.set(entry.group, [found]);
      else group.push(found);
    }
    const sorted = [...groups]
      .map(([group, found]) => ({
        group,
        found: found.toSorted((a, b) => b.score - a.score).slice(0, limits[group]),
      }))
      .toSorted((a, b) => (b.found[0]?.score ?? 0) - (a.found[0]?.score ?? 0));
    const times = extra.map(whole);
    return withFollowUps(times.length === 0 ? sorted : [{ group: "time", found: times }, ...sorted]);
  };
}

/** A letter more or less is no reason to leave the order that things have: it is kept among what fits about as well. */
const closeness = (score: number) => Math.round(score * 12) / 12;

/** Below the best result stands what can be done with it, when it is a version. */
function withFollowUps(groups: readonly FoundGroup[]): readonly FoundGroup[] {
  const best = groups[0]?.found[0];
  const more = best?.entry.follow?.() ?? [];
  if (more.length === 0) return groups;
  const own = groups.find(({ group }) => group === "do")?.found ?? [];
  const doing = { group: "do" as const, found: [...more.map(whole), ...own].slice(0, limits.do) };
  const [first, ...others] = groups.filter(({ group }) => group !== "do");
  return first === undefined ? [doing] : [first, doing, ...others];
}

function whole(entry: Entry): Found {
  return { entry, score: 1, pieces: [{ text: entry.text, hit: false }] };
}

const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** A text in pieces by the places that matched. Never cuts through a sign, of which an emoji has several places. */
export function piecesOf(text: string, indexes: readonly number[]): readonly Piece[] {
  if (indexes.length === 0) return [{ text, hit: false }];
  const hits = new Set(indexes);
  const pieces: { text: string; hit: boolean }[] = [];
  for (const { segment, index } of graphemes.segment(text)) {
    let hit = false;
    for (let at = index; at < index + segment.length; at++) hit ||= hits.has(at);
    const last = pieces.at(-1);
    if (last?.hit === hit) last.text += segment;
    else pieces.push({ text: segment, hit });
  }
  return pieces;
}
