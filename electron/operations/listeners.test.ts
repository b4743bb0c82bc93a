import { expect, test, vi } from "vitest";
import { openListeners } from "./listeners";

function told() {
  const listeners = openListeners<string>(60_000);
  const listener = vi.fn<(value: string) => void>();
  listeners.add(listener);
  return { listeners, values: () => listener.mock.calls.map(([value]) => value) };
}

test("what changes again at once has to wait, unless it is urgent", () => {
  const { listeners, values } = told();
  listeners.tell("a", () => "first", false);
  listeners.tell("a", () => "too soon", false);
  listeners.tell("b", () => "another", false);
  listeners.tell("a", () => "urgent", true);
  expect(values()).toEqual(["first", "another", "urgent"]);
  listeners.close();
});

test("what was forgotten is as if it had never been told", () => {
  const { listeners, values } = told();
  listeners.tell("a", () => "first", false);
  listeners.tell("a", () => "waiting", false);
  listeners.forget("a");
  listeners.tell("a", () => "anew", false);
  expect(values()).toEqual(["first", "anew"]);
  listeners.close();
});
