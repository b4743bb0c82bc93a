import { describe, expect, it } from "vitest";
import { regress } from "./regression";

describe("regress", () => {
  it("finds the line that points lie on, with no doubt about it", () => {
    const { slope, low, high } = regress([
      [0, 5],
      [1, 7],
      [2, 9],
      [3, 11],
    ]);
    expect(slope).toBeCloseTo(2, 9);
    expect(low).toBeCloseTo(2, 6);
    expect(high).toBeCloseTo(2, 6);
  });

  it("gives the interval of the textbooks", () => {
    // Slope 0.6, residual variance 2.4 / 3, spread 10, t(3) = 3.182.
    const { slope, low, high } = regress([
      [1, 2],
      [2, 4],
      [3, 5],
      [4, 4],
      [5, 5],
    ]);
    expect(slope).toBeCloseTo(0.6, 9);
    expect(high - slope).toBeCloseTo(3.182 * Math.sqrt(0.8 / 10), 1);
    expect(slope - low).toBeCloseTo(high - slope, 9);
  });

  it("is not sure of a slope in noise about a level", () => {
    const noise = [3, -2, 1, -3, 2, -1, 0, 2, -2, 1];
    const { low, high } = regress(noise.map((value, index) => [index, 100 + value]));
    expect(low).toBeLessThan(0);
    expect(high).toBeGreaterThan(0);
  });

  it("needs three points with different x", () => {
    expect(() =>
      regress([
        [0, 1],
        [1, 2],
      ]),
    ).toThrow("three points");
    expect(() =>
      regress([
        [1, 1],
        [1, 2],
        [1, 3],
      ]),
    ).toThrow("above each other");
  });
});
