import { setTimeout as delay } from "node:timers/promises";

/**
 * Gives work up, as by an abort, once what it waits for had come to run and runs no more: it won't come then, and whoever started it may
 * start it again. `runs` is asked again and again, `every` milliseconds; where it can't say, it counts as before.
 */
export async function whileItRuns<T>(
  runs: (signal: AbortSignal) => Promise<boolean>,
  work: (signal: AbortSignal) => Promise<T>,
  signal: AbortSignal,
  every = 1000,
): Promise<T> {
  const over = new AbortController();
  const gone = new AbortController();
  const watching = AbortSignal.any([signal, over.signal]);
  const watch = async () => {
    for (let ran = false; !watching.aborted; ) {
      await delay(every, undefined, { signal: watching });
      const now = await runs(watching).catch(() => ran);
      if (ran && !now) return gone.abort();
      ran = now;
    }
  };
  const watched = watch().catch(() => undefined);
  try {
    return await work(AbortSignal.any([signal, gone.signal]));
  } finally {
    over.abort();
    await watched;
  }
}
