const gigabyte = 1e9;

const figures = [5, 10, 15, 20, 30, 40, 50, 75, 100, 150, 200, 300, 400, 500, 750, 1_000, 1_500, 2_000, 3_000, 4_000];

/**
 * What the slider for the store limit stops at, in bytes, smallest first; null, the last, is no limit. Up to what the
 * disk could ever give (`roomBytes`; null where that is not known), and always with what is set now.
 */
export function limitSteps(now: number | null, roomBytes: number | null): readonly (number | null)[] {
  const most = roomBytes ?? 1_000 * gigabyte;
  const fitting = figures.map((figure) => figure * gigabyte).filter((bytes, index) => index === 0 || bytes < most);
  const steps = now === null || fitting.includes(now) ? fitting : [...fitting, now].sort((one, other) => one - other);
  return [...steps, null];
}
