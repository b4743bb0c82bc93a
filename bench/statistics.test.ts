import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { median, p95, quantile } from "./statistics";

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
