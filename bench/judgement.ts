import { assertNever } from "../shared/assert-never";
import type { Samples } from "./samples";
import { median, p95 } from "./statistics";
import type { Rule, Target } from "./targets";

export interface Row {
  readonly id: string;
  readonly label: string;
  readonly ours: { readonly median: number; readonly p95: number; readonly unit: string; readonly samples: number };
  /** The same statistic of the others as the target judges of ours. */
  readonly against: readonly { readonly name: string; readonly figure: number }[];
  /** Of the hardest peer, rounded; null where the figure stands for itself. */
  readonly ratio: number | null;
  readonly target: string;
  /** Null: nothing was promised. */
  readonly met: boolean | null;
}

/** A row for every target whose measures are all there; the ids of the others in `missing`. */
export function judge(
  samples: Pick<Samples, "measured">,
  targets: readonly Target[],
): { readonly rows: readonly Row[]; readonly missing: readonly string[] } {
  const rows: Row[] = [];
  const missing: string[] = [];
  for (const target of targets) {
    const row = judgeOne(samples, target);
    if (row === null) missing.push(target.id);
    else rows.push(row);
  }
  return { rows, missing };
}

function judgeOne({ measured }: Pick<Samples, "measured">, target: Target): Row | null {
  const ours = measured[target.ours];
  const against = target.against.map(({ name, measure }) => ({ name, values: measured[measure]?.values ?? [] }));
  if (ours === undefined || ours.values.length === 0 || against.some(({ values }) => values.length === 0)) return null;
  const figures = { median: median(ours.values), p95: p95(ours.values) };
  const statistic = { median, p95 }[target.statistic];
  const peers = against.map(({ name, values }) => ({ name, figure: statistic(values) }));
  const figure = figures[target.statistic];
  const ratio = ratioOf(
    target.rule,
    figure,
    peers.map((peer) => peer.figure),
  );
  return {
    id: target.id,
    label: target.label,
    ours: { median: round(figures.median), p95: round(figures.p95), unit: ours.unit, samples: ours.values.length },
    against: peers.map((peer) => ({ name: peer.name, figure: round(peer.figure) })),
    ratio: ratio === null ? null : round(ratio),
    target: targetWords(target, ours.unit),
    met: isMet(target.rule, figure, ratio),
  };
}

function ratioOf(rule: Rule, ours: number, peers: readonly number[]): number | null {
  switch (rule.kind) {
    case "times-faster":
      return Math.min(...peers) / ours;
    case "share":
      return ours / Math.max(...peers);
    case "times":
      return ours / Math.min(...peers);
    case "printed":
      return peers.length === 0 ? null : ours / Math.max(...peers);
    case "value":
      return null;
    default:
      return assertNever(rule);
  }
}

function isMet(rule: Rule, ours: number, ratio: number | null): boolean | null {
  switch (rule.kind) {
    case "times-faster":
    case "share":
      return ratio !== null && ratio >= rule.atLeast;
    case "times":
      return ratio !== null && ratio <= rule.atMost;
    case "value":
      return ours < rule.atMost;
    case "printed":
      return null;
    default:
      return assertNever(rule);
  }
}

function targetWords({ rule, statistic }: Target, unit: string): string {
  const figure = statistic === "p95" ? "p95 " : "";
  switch (rule.kind) {
    case "times-faster":
      return `${rule.atLeast}x faster`;
    case "share":
      return `at least ${rule.atLeast}x`;
    case "times":
      return `at most ${rule.atMost}x`;
    case "value":
      return `${figure}under ${rule.atMost} ${unit}`;
    case "printed":
      return "none, printed";
    default:
      return assertNever(rule);
  }
}

/** Three digits are all a noisy machine gives. */
const round = (value: number): number => Number(value.toPrecision(3));
