import { expect, test } from "vitest";
import { ariaKeys, keyCaps, shortcutOf } from "./shortcuts";

const press = (key: string, held: Partial<Record<"ctrlKey" | "metaKey" | "altKey", boolean>> = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  ...held,
});

test("Ctrl+K is the palette's, on a Mac ⌘K", () => {
  expect(shortcutOf(press("k", { ctrlKey: true }), false)).toBe("palette");
  expect(shortcutOf(press("K", { metaKey: true }), true)).toBe("palette");
  expect(shortcutOf(press("k", { ctrlKey: true }), true)).toBeNull();
  expect(keyCaps("palette", true)).toEqual(["⌘", "K"]);
  expect(keyCaps("palette", false)).toEqual(["Ctrl", "K"]);
  expect(ariaKeys("palette", false)).toBe("Control+K");
});

test("the browser's own shortcuts stay the browser's", () => {
  expect(shortcutOf(press("r", { ctrlKey: true }), false)).toBeNull();
  expect(shortcutOf(press("p", { metaKey: true }), true)).toBeNull();
  expect(shortcutOf(press("n", { altKey: true }), false)).toBeNull();
});

test("plain keys, also where a bracket is typed with AltGr", () => {
  expect(shortcutOf(press("r"), false)).toBe("rewind");
  expect(shortcutOf(press("R"), false)).toBe("rewind");
  expect(shortcutOf(press("?"), false)).toBe("help");
  expect(shortcutOf(press("[", { altKey: true }), true)).toBe("before");
  expect(shortcutOf(press("q"), false)).toBeNull();
});
