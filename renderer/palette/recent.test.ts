import { expect, test } from "vitest";
import { recentKeys, remember } from "./recent";

function storage(stored: Record<string, string> = {}): Storage {
  const items = new Map(Object.entries(stored));
  return {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
  } as Storage;
}

test("the last choice is first, each once", () => {
  const place = storage();
  for (const key of ["a", "b", "a"]) remember(place, { key });
  expect(recentKeys(place)).toEqual(["a", "b"]);
});

test("deletions and times are not kept at hand", () => {
  const place = storage();
  remember(place, { key: "site.remove", danger: true });
  remember(place, { key: "time.show" });
  expect(recentKeys(place)).toEqual([]);
});

test("what somebody else wrote there is no harm", () => {
  expect(recentKeys(storage({ "tidemark.recent": "{" }))).toEqual([]);
  expect(recentKeys(storage({ "tidemark.recent": '[1,"a"]' }))).toEqual(["a"]);
});
