import { expect, it } from "vitest";
import { chosenFeed } from "./update-feed";

it("is the packed one, unless another is named; the environment's goes first", () => {
  expect(chosenFeed(undefined, null)).toBeNull();
  expect(chosenFeed("", "https://updates.example/a/")).toBe("https://updates.example/a/");
  expect(chosenFeed("https://updates.example/b", "https://updates.example/a/")).toBe("https://updates.example/b");
});

it("may be on this machine, for a rehearsal", () => {
  expect(chosenFeed("http://127.0.0.1:9200/feed", null)).toBe("http://127.0.0.1:9200/feed");
});

it.each(["http://updates.example/", "http://127.0.0.1.evil.example/", "file:///tmp", "nonsense"])(
  "is never one that could be forged on the way: %s",
  (feed) => expect(chosenFeed(feed, null)).toBeNull(),
);
