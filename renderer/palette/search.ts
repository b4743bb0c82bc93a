import fuzzysort, { type Target } from "fuzzysort";
import { isQuestion } from "../site/event-query";
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
  events: 6,
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
  const byGroup = Map.groupBy(
    entries.map((entry, index): Prepared => {
      const also = entry.also === "" ? null : fuzzysort.prepare(`${entry.text} ${entry.also}`);
      return { entry, index, text: fuzzysort.prepare(entry.text), also };
    }),
    ({ entry }) => entry.group,
  );

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
    const sorted = [...byGroup]
      .flatMap(([group, members]) => {
        const found = bestOf(wanted, members, place, limits[group]);
        return found.length === 0 ? [] : [{ group, found }];
      })
      .toSorted((one, other) => (other.found[0]?.score ?? 0) - (one.found[0]?.score ?? 0));
    const times = groupOf("time", extra);
    const events = groupOf("events", extra);
    // What happened comes a moment later: it moves nothing that stands there already, unless it is what was asked for.
    const asked = isQuestion(wanted) ? [...events, ...sorted] : [...sorted, ...events];
    return withFollowUps([...times, ...asked]);
  };
}

function groupOf(group: EntryGroup, entries: readonly Entry[]): readonly FoundGroup[] {
  const found = entries.filter((entry) => entry.group === group).map(whole);
  return found.length === 0 ? [] : [{ group, found }];
}

interface Prepared {
  readonly entry: Entry;
  readonly index: number;
  readonly text: Target;
  readonly also: Target | null;
}

/** The best few of a group. Thousands may fit a single letter: the matcher keeps no more than are weighed here. */
function bestOf(
  wanted: string,
  members: readonly Prepared[],
  place: ReadonlyMap<string, number>,
  limit: number,
): readonly Found[] {
  const options = { threshold: least, limit: limit * 6 };
  const byName = new Map(
    fuzzysort.go(wanted, members, { ...options, key: (one) => one.text }).map((result) => [result.obj, result]),
  );
  const byOther = fuzzysort.go(wanted, members, { ...options, key: (one) => one.also });
  const worth = new Map([...byName].map(([one, { score }]) => [one, score]));
  for (const { obj, score } of byOther) worth.set(obj, Math.max(worth.get(obj) ?? 0, score * alsoWorth));
  return [...worth]
    .map(([one, fit]) => ({ one, score: weigh(one, fit, place) }))
    .toSorted((a, b) => b.score - a.score)
    .slice(0, limit)
    .map(({ one, score }) => ({
      entry: one.entry,
      score,
      pieces: piecesOf(one.entry.text, byName.get(one)?.indexes ?? []),
    }));
}

/** How well it fits, then what was used lately, then the order things have: versions come newest first. */
function weigh({ entry, index }: Prepared, fit: number, place: ReadonlyMap<string, number>): number {
  const used = place.get(entry.key);
  const bonus = used === undefined ? 0 : recentWorth / (1 + used);
  return closeness(fit) + bonus - (entry.danger === true ? dangerCost : 0) - index * 1e-9;
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
