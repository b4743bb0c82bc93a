import { expect, test } from "vitest";
import { takeToken } from "./token";

function page(hash: string) {
  const stored = new Map<string, string>();
  const seen: string[] = [];
  return {
    seen,
    location: { hash, pathname: "/", search: "" } as Location,
    history: { replaceState: (_state: unknown, _title: string, url: string) => seen.push(url) } as unknown as History,
    storage: {
      getItem: (key: string) => stored.get(key) ?? null,
      setItem: (key: string, value: string) => void stored.set(key, value),
    } as Storage,
  };
}

test("a fresh token leaves the address and stays in the tab", () => {
  const { location, history, storage, seen } = page("#token=abc");
  expect(takeToken(location, history, storage)).toBe("abc");
  expect(seen).toEqual(["/#/"]);
  const later = page("#/health");
  expect(takeToken(later.location, later.history, storage)).toBe("abc");
  expect(later.seen).toEqual([]);
});

test("without a token there is none", () => {
  const { location, history, storage } = page("#/");
  expect(takeToken(location, history, storage)).toBeNull();
});
