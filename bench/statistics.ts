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
