import type { Reach } from "../model/recording";
import type { History } from "./history";
import type { Span } from "./span";

/** Where every second can be gone to. */
export interface Reachable {
  /** Stretches of each row's line, by time and not touching; by row of the history. An end that is infinite goes on. */
  readonly line: readonly (readonly Span[])[];
  /** Whether a second of a lane can be gone to. */
  at(laneId: string, at: number): boolean;
}

export function reachable(history: History, reach: readonly Reach[]): Reachable {
  const spans = Map.groupBy(
    reach.map(({ laneId, from, to }) => ({
      laneId,
      from: Date.parse(from),
      to: to === null ? Number.POSITIVE_INFINITY : Date.parse(to),
    })),
    ({ laneId }) => laneId,
  );
  return {
    line: history.rows.map((row) => {
      const own = row.branch.lanes.flatMap(({ id }) => {
        const until = row.reach.get(id);
        if (until === undefined) return [];
        return (spans.get(id) ?? []).map(({ from, to }) => ({ from, to: Math.min(to, until) }));
      });
      return merged(own.filter(({ from, to }) => to > from));
    }),
    at: (laneId, at) => (spans.get(laneId) ?? []).some(({ from, to }) => at >= from && at <= to),
  };
}

/** A rewind takes a moment: what is apart by less is one stretch. */
const slack = 2_000;

function merged(spans: readonly Span[]): readonly Span[] {
  const found: { from: number; to: number }[] = [];
  for (const span of spans.toSorted((a, b) => a.from - b.from)) {
    const last = found.at(-1);
    if (last !== undefined && span.from <= last.to + slack) last.to = Math.max(last.to, span.to);
    else found.push({ ...span });
  }
  return found;
}

/** A stretch, cut where reachable and other parts of it meet; in order. */
export function cutByReach(
  from: number,
  to: number,
  spans: readonly Span[],
): readonly (Span & { readonly reachable: boolean })[] {
  const parts: (Span & { reachable: boolean })[] = [];
  let at = from;
  for (const span of spans) {
    if (span.to <= at) continue;
    if (span.from >= to) break;
    if (span.from > at) parts.push({ from: at, to: span.from, reachable: false });
    const end = Math.min(to, span.to);
    parts.push({ from: Math.max(at, span.from), to: end, reachable: true });
    at = end;
  }
  if (at < to) parts.push({ from: at, to, reachable: false });
  return parts;
}
