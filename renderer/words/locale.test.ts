import { expect, test } from "vitest";
import { pickLanguage } from "./locale";
import { pseudo } from "./pseudo";

test("the chosen language is spoken, else the first of the person's own, else English", () => {
  expect(pickLanguage("en", ["de"])).toBe("en");
  expect(pickLanguage("system", ["xx-YY", "EN-us"])).toBe("en");
  expect(pickLanguage(null, [])).toBe("en");
  expect(pickLanguage("xx", ["yy"])).toBe("en");
});

test("the pseudo-language brackets every text and nothing else", () => {
  const words = { title: "Sites", count: (n: number) => `${n} sites`, way: { kind: "retry", list: ["a"] } };
  const marked = pseudo(words);
  expect(marked.title).toBe("⟦Sites⟧");
  expect(marked.count(3)).toBe("⟦3 sites⟧");
  expect(marked.way).toEqual({ kind: "retry", list: ["⟦a⟧"] });
});
