/** The port people need not type, where it can be had. */
const plainPort = 80;
const fallbackFrom = 8080;
const fallbacks = 40;

/**
 * The ports to try, in this order. A router that once had to take another port keeps it, for addresses are bookmarked.
 * `from` (tests, several Tidemarks): start there and leave 80 alone.
 */
export function portsToTry(
  from: number | null,
  remembered: number | null,
): { readonly wanted: number; readonly ports: readonly number[] } {
  const start = from ?? fallbackFrom;
  const range = Array.from({ length: fallbacks }, (_, index) => start + index).filter((port) => port <= 65_535);
  const wanted = from ?? plainPort;
  const all = [...(remembered === null ? [] : [remembered]), wanted, ...range];
  return { wanted, ports: [...new Set(all)] };
}
