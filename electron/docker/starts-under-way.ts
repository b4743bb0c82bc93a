interface Start {
  readonly abort: () => void;
  readonly over: Promise<void>;
}

/**
 * The starts that are under way, by lane. Whoever takes a lane's containers away ends its starts first: otherwise one that
 * goes on (its sibling failed, say) would make a container or volume just after all were removed.
 */
export function createStartsUnderWay() {
  const lanes = new Map<string, Set<Start>>();
  return {
    async run(laneId: string, work: (signal: AbortSignal) => Promise<void>, signal: AbortSignal): Promise<void> {
      const giveUp = new AbortController();
      const running = work(AbortSignal.any([signal, giveUp.signal]));
      const start: Start = { abort: () => giveUp.abort(), over: running.catch(() => undefined) };
      const starts = lanes.get(laneId) ?? new Set();
      lanes.set(laneId, starts.add(start));
      try {
        await running;
      } finally {
        starts.delete(start);
        if (starts.size === 0) lanes.delete(laneId);
      }
    },

    /** Gives up the lane's starts and waits until nothing of them goes on. */
    async end(laneId: string): Promise<void> {
      const starts = [...(lanes.get(laneId) ?? [])];
      for (const start of starts) start.abort();
      await Promise.all(starts.map(({ over }) => over));
    },
  };
}
