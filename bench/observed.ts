/**
 * Puts `around` in the place of one of a port's methods and hears of every call, until the returned function is called. Ports are
 * plain objects, read-only by their types alone.
 */
export function observe<P extends object, K extends keyof P>(
  port: P,
  method: K,
  around: (before: P[K]) => P[K],
): () => void {
  const before = port[method];
  port[method] = around(before);
  return () => {
    port[method] = before;
  };
}
