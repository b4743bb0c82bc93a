import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createStore } from "zustand/vanilla";
import { subscribeCalmly } from "./readout";

beforeEach(() => vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] }));
afterEach(() => vi.useRealTimers());

test("a view in motion is read at once, then ten times a second, and in the end as it stands", () => {
  const store = createStore(() => 0);
  const seen: number[] = [];
  subscribeCalmly(store, () => seen.push(store.getState()));
  for (let frame = 1; frame <= 15; frame++) {
    store.setState(frame);
    vi.advanceTimersByTime(16);
  }
  vi.advanceTimersByTime(100);
  expect(seen[0]).toBe(1);
  expect(seen.at(-1)).toBe(15);
  expect(seen.length).toBeLessThanOrEqual(5);
});

test("nobody is called after they let go", () => {
  const store = createStore(() => 0);
  const listener = vi.fn<() => void>();
  const letGo = subscribeCalmly(store, listener);
  store.setState(1);
  store.setState(2);
  letGo();
  vi.advanceTimersByTime(200);
  expect(listener).toHaveBeenCalledTimes(1);
});
