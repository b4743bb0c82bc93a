import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { median, p95, quantile, ratioOfPairs } from "./statistics";

describe("quantile", () => {
  it("gives the middle sample, or the mean of the two in the middle", () => {
    expect(median([5, 1, 9])).toBe(5);
    expect(median([4, 1, 3, 2])).toBe(2.5);
    expect(median([7])).toBe(7);
  });

  it("lets one outlier into the 95th percentile but not into the median", () => {
    const samples = [1, 1, 1, 1, 1, 1, 100];
    expect(median(samples)).toBe(1);
    expect(p95(samples)).toBeCloseTo(70.3);
  });

  it("refuses to make a figure of nothing", () => {
    expect(() => median([])).toThrow("no samples");
  });

  it("lies between the smallest and the largest sample and rises with the fraction", () => {
    const samples = fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 1 });
    const fraction = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(samples, fraction, fraction, (values, one, other) => {
        const low = quantile(values, Math.min(one, other));
        const high = quantile(values, Math.max(one, other));
        expect(low).toBeGreaterThanOrEqual(Math.min(...values) - 1e-6);
        expect(high).toBeLessThanOrEqual(Math.max(...values) + 1e-6);
        expect(low).toBeLessThanOrEqual(high + 1e-6);
      }),
    );
  });
});

describe("ratioOfPairs", () => {
  it("is exact where every pair has the same ratio, however different the pairs are", () => {
    const { ratio, low, high } = ratioOfPairs([
      [2, 1],
      [20, 10],
      [200, 100],
    ]);
    for (const figure of [ratio, low, high]) expect(figure).toBeCloseTo(2);
  });

  it("gives an interval around the ratio that narrows with the pairs", () => {
    const pairs = (count: number) =>
      Array.from({ length: count }, (_, index) => [index % 2 === 0 ? 1.1 : 1, 1] as const);
    const few = ratioOfPairs(pairs(4));
    const many = ratioOfPairs(pairs(100));
    expect(few.low).toBeLessThan(few.ratio);
    expect(few.high).toBeGreaterThan(few.ratio);
    expect(many.high - many.low).toBeLessThan(few.high - few.low);
  });

  it("refuses to judge by a single pair", () => {
    expect(() => ratioOfPairs([[1, 1]])).toThrow("too few");
  });
});
