import { once } from "node:events";
import { setTimeout as delay } from "node:timers/promises";
import { expect, test } from "vitest";
import { whileItRuns } from "./while-it-runs";

const signal = new AbortController().signal;

/** Waits until it is told to give up, as somebody who waits for a page does. */
const patient = async (given: AbortSignal): Promise<never> => {
  await once(given, "abort");
  throw given.reason;
};

test("waiting for a site that died is given up, so that it can be started again", async () => {
  let runs: boolean | null = false;
  const ask = async () => {
    if (runs === null) throw new Error("the engine does not say");
    return runs;
  };
  let ended = "waits";
  const waiting = whileItRuns(ask, patient, signal, 5).catch((error: unknown) => {
    ended = error instanceof Error ? error.name : "given up";
  });
  // Not before it ran, and not where nobody can say.
  for (const next of [false, true, null]) {
    runs = next;
    await delay(50);
    expect(ended).toBe("waits");
  }
  runs = false;
  await waiting;
  expect(ended).toBe("AbortError");
});

test("what comes to its end is left alone, and who gives up is heard", async () => {
  expect(
    await whileItRuns(
      async () => true,
      async () => 200,
      signal,
    ),
  ).toBe(200);
  const control = new AbortController();
  const waiting = whileItRuns(async () => true, patient, control.signal);
  control.abort();
  await expect(waiting).rejects.toMatchObject({ name: "AbortError" });
});
