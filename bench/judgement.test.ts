import { describe, expect, it } from "vitest";
import { judge } from "./judgement";
import type { Rule, Target } from "./targets";
import { targets } from "./targets";

const target = (rule: Rule, more: Partial<Target> = {}): Target => ({
  id: "t",
  label: "T",
  ours: "ours",
  statistic: "median",
  against: [
    { name: "slow", measure: "slow" },
    { name: "quick", measure: "quick" },
  ],
  rule,
  ...more,
});

const measured = (values: Record<string, number[]>) => ({
  measured: Object.fromEntries(
    Object.entries(values).map(([id, each]) => [id, { unit: "ms" as const, values: each, at: "", commit: "" }]),
  ),
});

const verdict = (rule: Rule, ours: number[], more: Partial<Target> = {}) =>
  judge(measured({ ours, slow: [4000], quick: [1000] }), [target(rule, more)]).rows[0];

describe("judge", () => {
  it("compares with the quickest of several peers", () => {
    expect(verdict({ kind: "times-faster", atLeast: 10 }, [100])).toMatchObject({ ratio: 10, met: true });
    expect(verdict({ kind: "times-faster", atLeast: 10 }, [101])).toMatchObject({ ratio: 9.9, met: false });
    expect(verdict({ kind: "times", atMost: 1.5 }, [1500])).toMatchObject({ ratio: 1.5, met: true });
    expect(verdict({ kind: "times", atMost: 1.5 }, [1510])).toMatchObject({ met: false });
  });

  it("wants a share of the larger figure where larger is better", () => {
    expect(verdict({ kind: "share", atLeast: 0.9 }, [3600])).toMatchObject({ ratio: 0.9, met: true });
    expect(verdict({ kind: "share", atLeast: 0.9 }, [3500])).toMatchObject({ met: false });
  });

  it("judges the 95th percentile where the target says so", () => {
    const samples = [10, 10, 10, 10, 10, 10, 10, 10, 10, 200];
    const rule: Rule = { kind: "value", atMost: 100 };
    expect(verdict(rule, samples, { against: [] })).toMatchObject({ met: true, ratio: null });
    expect(verdict(rule, samples, { against: [], statistic: "p95" })).toMatchObject({
      met: false,
      target: "p95 under 100 ms",
    });
  });

  it("passes no verdict on what was only to be printed", () => {
    expect(verdict({ kind: "printed" }, [1000])).toMatchObject({ met: null, ratio: 0.25 });
  });

  it("names the targets for which something was not measured instead of judging them", () => {
    const { rows, missing } = judge(measured({ ours: [1], slow: [2] }), [target({ kind: "printed" })]);
    expect(rows).toEqual([]);
    expect(missing).toEqual(["t"]);
  });
});

describe("targets", () => {
  it("have an id each", () => {
    expect(new Set(targets.map(({ id }) => id)).size).toBe(targets.length);
  });
});
