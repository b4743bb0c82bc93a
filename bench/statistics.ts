/** The middle of the samples; between the two middle ones where their number is even. Throws without samples. */
export const median = (samples: readonly number[]): number => quantile(samples, 0.5);

export const p95 = (samples: readonly number[]): number => quantile(samples, 0.95);

/** Linear between the two nearest samples, as most tools do it. */
export function quantile(samples: readonly number[], fraction: number): number {
  if (samples.length === 0) throw new Error("no samples");
  const sorted = samples.toSorted((a, b) => a - b);
  const place = (sorted.length - 1) * fraction;
  const below = sorted[Math.floor(place)] ?? Number.NaN;
  const above = sorted[Math.ceil(place)] ?? Number.NaN;
  return below + (above - below) * (place - Math.floor(place));
}

/**
 * The geometric mean of the pairs' ratios, and between which two figures it lies with a probability of 95 %: pairs share the machine's
 * moods, so their ratio varies less than either. Normal approximation, for twenty pairs and more.
 */
export function ratioOfPairs(pairs: readonly (readonly [ours: number, theirs: number])[]): {
  readonly ratio: number;
  readonly low: number;
  readonly high: number;
} {
  if (pairs.length < 2) throw new Error("too few pairs");
  const logs = pairs.map(([ours, theirs]) => Math.log(ours / theirs));
  const mean = logs.reduce((sum, each) => sum + each, 0) / logs.length;
  const variance = logs.reduce((sum, each) => sum + (each - mean) ** 2, 0) / (logs.length - 1);
  const margin = 1.96 * Math.sqrt(variance / logs.length);
  return { ratio: Math.exp(mean), low: Math.exp(mean - margin), high: Math.exp(mean + margin) };
}
