export interface Regression {
  /** Units of y per unit of x. */
  readonly slope: number;
  /** The 95 % confidence interval of the slope. */
  readonly low: number;
  readonly high: number;
}

/** Least squares through the points. Throws with fewer than three, or where all have the same x. */
export function regress(points: readonly (readonly [x: number, y: number])[]): Regression {
  const count = points.length;
  if (count < 3) throw new Error("a line needs three points");
  const meanX = mean(points.map(([x]) => x));
  const meanY = mean(points.map(([, y]) => y));
  const spread = sum(points.map(([x]) => (x - meanX) ** 2));
  if (spread === 0) throw new Error("all points lie above each other");
  const slope = sum(points.map(([x, y]) => (x - meanX) * (y - meanY))) / spread;
  const residual = sum(points.map(([x, y]) => (y - meanY - slope * (x - meanX)) ** 2));
  const error = Math.sqrt(residual / (count - 2) / spread) * studentT95(count - 2);
  return { slope, low: slope - error, high: slope + error };
}

/** The two-sided 95 % quantile of Student's t: within 0.5 % of the tables from three degrees of freedom on, and exact for one and two. */
function studentT95(degrees: number): number {
  if (degrees === 1) return 12.706;
  if (degrees === 2) return 4.303;
  // Cornish-Fisher expansion about the normal quantile.
  const z = 1.959964;
  const first = (z ** 3 + z) / 4;
  const second = (5 * z ** 5 + 16 * z ** 3 + 3 * z) / 96;
  const third = (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / 384;
  return z + first / degrees + second / degrees ** 2 + third / degrees ** 3;
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const mean = (values: readonly number[]): number => sum(values) / values.length;
