/** Tells listeners about things that change often: an urgent change at once, others at most once per interval. */
export function openListeners<T>(intervalMs: number) {
  const listeners = new Set<(value: T) => void>();
  const timers = new Map<string, NodeJS.Timeout>();
  const lastTold = new Map<string, number>();

  function send(key: string, read: () => T): void {
    clearTimeout(timers.get(key));
    timers.delete(key);
    lastTold.set(key, performance.now());
    const value = read();
    for (const listener of [...listeners]) listener(value);
  }

  return {
    add(listener: (value: T) => void): () => void {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    /** `read` is called when it is told, so that listeners get the newest. */
    tell(key: string, read: () => T, urgent: boolean): void {
      const wait = (lastTold.get(key) ?? Number.NEGATIVE_INFINITY) + intervalMs - performance.now();
      if (urgent || wait <= 0) send(key, read);
      else if (!timers.has(key)) timers.set(key, setTimeout(() => send(key, read), wait).unref());
    },
    /** What will not change any more takes no memory. */
    forget(key: string): void {
      clearTimeout(timers.get(key));
      timers.delete(key);
      lastTold.delete(key);
    },
    close(): void {
      for (const timer of timers.values()) clearTimeout(timer);
      timers.clear();
      listeners.clear();
    },
  };
}
