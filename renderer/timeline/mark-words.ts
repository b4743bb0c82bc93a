import type { Version } from "../../shared/model/site";
import type { BranchRow, History } from "../../shared/timeline/history";
import type { Rewind } from "../../shared/timeline/lane-course";
import { clock, dayAndClock } from "../ui/time";
import { causeWords, timelineWords } from "../words";

export function versionName(version: Pick<Version, "label" | "cause">): string {
  return version.label ?? causeWords(version.cause);
}

/** The text beside a mark. `exact`: there is room for times; `quiet`: the time is all there is to say. */
export function labelOf(
  history: History,
  row: BranchRow,
  mark: number,
  how: { readonly exact: boolean; readonly quiet: boolean },
): string {
  const source = row.marks.sources[mark] ?? 0;
  if (source < 0) {
    const rewind = row.rewinds[-1 - source];
    return rewind === undefined || !how.exact ? timelineWords.rewound : rewindName(history, rewind);
  }
  const version = row.versions[source];
  if (version === undefined) return "";
  if (how.quiet) return clock(version.at);
  return versionName(version);
}

const longestLabel = 48;
const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });
const shortened = new Map<string, string>();

/** A label that has a chance to fit beside its mark; its card says all of it. Cut between letters as a reader sees them. */
export function shortLabel(text: string): string {
  if (text.length <= longestLabel) return text;
  const known = shortened.get(text);
  if (known !== undefined) return known;
  const letters = Array.from(graphemes.segment(text), ({ segment }) => segment);
  const short =
    letters.length <= longestLabel
      ? text
      : `${letters
          .slice(0, longestLabel - 1)
          .join("")
          .trimEnd()}…`;
  if (shortened.size > 2000) shortened.clear();
  shortened.set(text, short);
  return short;
}

export function rewindName(history: History, rewind: Rewind): string {
  const to = rewind.toVersionId === null ? undefined : history.places.get(rewind.toVersionId);
  const at = rewind.toMoment ?? (to === undefined ? undefined : history.rows[to.row]?.times[to.index]);
  if (at === undefined) return timelineWords.rewoundGone;
  const sameDay = new Date(at).toDateString() === new Date(rewind.at).toDateString();
  return timelineWords.rewoundTo(sameDay ? clock(at) : dayAndClock(at, rewind.at));
}
