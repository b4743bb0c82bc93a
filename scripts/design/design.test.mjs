import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { contrast, readColour } from "./colours.mjs";
import { measure, tableOf } from "./pairs.mjs";
import { offences, unusedTokens } from "./rules.mjs";

const read = (path) => readFileSync(fileURLToPath(new URL(`../../${path}`, import.meta.url)), "utf8");
const css = read("renderer/ui/tokens.css");

describe("contrast", () => {
  it("is counted as WCAG does", () => {
    const [black, white] = [readColour("oklch(0 0 0)"), readColour("oklch(1 0 0)")];
    expect(contrast(black, [white])).toBeCloseTo(21, 1);
    expect(contrast(white, [white])).toBeCloseTo(1, 5);
    // #767676 on white is the textbook's 4.54.
    expect(contrast(readColour("oklch(0.5659 0 0)"), [white])).toBeCloseTo(4.54, 1);
    expect(contrast({ ...black, alpha: 0.5 }, [white])).toBeCloseTo(3.98, 1);
  });

  it.each(measure(css).map((pair) => [`${pair.name} on ${pair.on.join(" + ")}`, pair]))(
    "%s can be read in both themes",
    (_, pair) => {
      expect(Math.min(pair.light, pair.dark)).toBeGreaterThanOrEqual(pair.least);
    },
  );

  it("of a site's initials on their badge is enough on every ground", () => {
    const badges = [...read("renderer/sites/site-badge.tsx").matchAll(/\["(oklch[^"]+)", "([^"]+)"\]/g)];
    expect(badges.length).toBeGreaterThan(4);
    for (const [, ground, ink] of badges)
      expect(contrast(readColour(ink), [readColour(ground)])).toBeGreaterThanOrEqual(4.5);
  });

  it("notices a token that has become too faint", () => {
    const faint = css.replace(/--ink-3: oklch\(0\.525/, "--ink-3: oklch(0.66");
    expect(measure(faint).some(({ light, least }) => light < least)).toBe(true);
  });
});

describe("the rules of the design", () => {
  it.each([
    ['<p className="text-[13px]">', /type size/],
    ['<p className="text-[#333]">', /colour/],
    ['const red = "rgb(200 0 0)";', /colour/],
    ['<p className="duration-[80ms]">', /duration/],
    ['<p className="rounded-[7px]">', /rounding/],
    ['<p className="leading-[19px]">', /line height/],
    ['<p className="font-[650]">', /weight/],
    ["context.font = `500 12px ${font}`;", /canvas/],
  ])("see %s", (text, what) => {
    expect(offences("renderer/x.tsx", text)).toEqual([expect.stringMatching(what)]);
  });

  it.each([
    '<a href="#main">',
    '"#/site/s1"',
    "context.font = `500 11px ${palette.font}`;",
    '<p className="text-small rounded-2 p-[5px]">',
    "&#8203;",
  ])("let %s pass", (text) => expect(offences("renderer/x.tsx", text)).toEqual([]));

  it("name the line", () => {
    expect(offences("renderer/x.tsx", '\n\n<p className="text-[13px]">')[0]).toMatch(/^renderer\/x\.tsx:3: /);
  });

  it("see a token nobody uses", () => {
    expect(unusedTokens("  --a: 1px;\n  --b: 2px;\n", "p { margin: var(--a) }")).toEqual(["b"]);
  });
});

describe("docs/design.md", () => {
  const page = read("docs/design.md");

  it("has the contrast that the tokens have", () => expect(page).toContain(tableOf(css)));

  it("shows pictures that are there", () => {
    const pictures = [...page.matchAll(/\]\(((?!https?:)[^)#]+\.(?:png|svg))\)|(?:src|srcset)="([^"]+)"/g)].map(
      (found) => found[1] ?? found[2],
    );
    expect(pictures.length).toBeGreaterThan(3);
    expect(
      pictures.filter((path) => !existsSync(fileURLToPath(new URL(path, new URL("../../docs/", import.meta.url))))),
    ).toEqual([]);
  });

  it("names tokens that exist", () => {
    const named = [...page.matchAll(/`--([\w-]+)`/g)].map(([, name]) => name);
    const all = css + read("renderer/ui/base.css");
    expect(named.filter((name) => !all.includes(`--${name}:`))).toEqual([]);
  });

  it("speaks of files that are there", () => {
    const linked = [...page.matchAll(/\]\((\.\.\/[^)#]+)\)/g)].map(([, path]) => path);
    expect(
      linked.filter((path) => !existsSync(fileURLToPath(new URL(path, new URL("../../docs/", import.meta.url))))),
    ).toEqual([]);
  });
});
