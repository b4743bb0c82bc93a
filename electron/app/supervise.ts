import { setTimeout as delay } from "node:timers/promises";
import type { Log } from "../operations/report-error";

/** Repeats a short piece of work until the signal aborts. A failure is logged and does not end it. */
export async function repeat(
  every: number,
  name: string,
  work: (signal: AbortSignal) => Promise<void>,
  log: Log,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    try {
      await delay(every, undefined, { signal, ref: false });
      await work(signal);
    } catch (error) {
      if (!signal.aborted) log.warn({ err: error, work: name }, "background work failed; it will be tried again");
    }
  }
}
