import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { linkIn, placeOfLink } from "./deep-links";
import { siteIn, toNowhere } from "./places";

const site = "sabcdefghij1";
const version = "vabcdefghij2";

describe("placeOfLink", () => {
  it.each([
    [`tidemark://site/${site}`, `#/site/${site}`],
    [`tidemark://site/${site}/`, `#/site/${site}`],
    [`TIDEMARK://site/${site}`, `#/site/${site}`],
    [`tidemark://site/${site}?version=${version}`, `#/site/${site}?version=${version}`],
  ])("leads from %s to %s", (link, place) => expect(placeOfLink(link)).toBe(place));

  it.each([
    "",
    "tidemark:",
    "tidemark://",
    "tidemark://site/",
    "tidemark://health",
    "tidemark://site/../health",
    `tidemark://site/${site}/logs/babcdefghij3`,
    `tidemark://site/${site}%2f..%2fx`,
    `tidemark://site/${site.toUpperCase()}`,
    `tidemark://site/${site}?version=`,
    `tidemark://site/${site}?version=${site}`,
    `tidemark://site/${site}?version=${version}%26x=1`,
    `tidemark://me:secret@site/${site}`,
    `tidemark://site:80/${site}`,
    `https://site/${site}`,
    "javascript:alert(1)",
    "tidemark://site/<script>alert(1)</script>",
  ])("lets %s lead nowhere", (link) => expect(placeOfLink(link)).toBe(toNowhere));

  it("never leads anywhere but to a site or nowhere", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        for (const link of [text, `https://${text}`, `tidemark://${text}`, `tidemark://site/${text}`]) {
          expect(placeOfLink(link)).toMatch(/^#\/(nothing-there|site\/s[a-z0-9]{11}(\?version=v[a-z0-9]{11})?)$/);
        }
      }),
    );
  });
});

describe("linkIn", () => {
  it("takes the last link of a command line", () => {
    expect(linkIn(["/opt/tidemark", "--flag", `tidemark://site/${site}`])).toBe(`tidemark://site/${site}`);
    expect(linkIn(["tidemark", "tidemark://a", "tidemark://b", "--x"])).toBe("tidemark://b");
  });

  it("finds none where there is none", () => {
    expect(linkIn(["/opt/tidemark/tidemark", "--tidemark://x", "https://tidemark://"])).toBeNull();
  });
});

describe("siteIn", () => {
  it.each([
    [`app://tidemark/#/site/${site}`, site],
    [`app://tidemark/#/site/${site}/list?version=${version}`, site],
    [`app://tidemark/#/site/${site}/logs/babcdefghij3`, site],
    ["app://tidemark/#/", null],
    ["app://tidemark/#/health", null],
    [`app://tidemark/#/site/${site}x`, null],
  ])("sees in %s the site %s", (url, id) => expect(siteIn(url)).toBe(id));
});
