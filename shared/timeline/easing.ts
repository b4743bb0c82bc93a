/** A CSS cubic-bezier timing function as a function of time, both from 0 to 1. */
export function cubicBezier(x1: number, y1: number, x2: number, y2: number): (time: number) => number {
  const along = (a: number, b: number, s: number) => 3 * a * s * (1 - s) ** 2 + 3 * b * s ** 2 * (1 - s) + s ** 3;
  return (time) => {
    if (time <= 0) return 0;
    if (time >= 1) return 1;
    let low = 0;
    let high = 1;
    // x is monotonic in s, so halving always finds it; 20 steps are exact to a millionth.
    for (let step = 0; step < 20; step++) {
      const middle = (low + high) / 2;
      if (along(x1, x2, middle) < time) low = middle;
      else high = middle;
    }
    return along(y1, y2, (low + high) / 2);
  };
}

/** The easings of the design tokens. */
export const easeInOut = cubicBezier(0.6, 0, 0.2, 1);
export const easeTide = cubicBezier(0.3, 0, 0.1, 1);
