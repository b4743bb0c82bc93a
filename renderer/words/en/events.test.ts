import { expect, test } from "vitest";
import { EventKind, EventVia, type SiteEvent } from "../../../shared/model/event";
import type { Risk } from "../../../shared/model/site";
import { pseudo } from "../pseudo";
import { eventFigures, eventTexts, eventWords } from "./events";
import { causeWords } from "./site";

const event = (
  kind: EventKind,
  subject: string,
  detail: SiteEvent["detail"] = {},
  more: Partial<SiteEvent> = {},
): SiteEvent => ({
  id: "e1",
  siteId: "s00000000001",
  branchId: "b00000000001",
  laneId: "l00000000001",
  at: "2026-03-12T14:03:14.000Z",
  kind,
  subject,
  detail,
  who: { id: 2, name: "Anna" },
  via: "admin",
  place: null,
  weight: 4,
  from: null,
  to: null,
  ...more,
});
const title = (...given: Parameters<typeof event>) => eventWords(event(...given)).title;
const extra = (...given: Parameters<typeof event>) => eventWords(event(...given)).extra;

test("every kind of event has words, whatever is known of it", () => {
  const details: SiteEvent["detail"][] = [
    {},
    { count: 12 },
    { type: "recipe", from: "a", to: "b", changed: "x,y", status: "z" },
  ];
  for (const kind of EventKind.options)
    for (const subject of ["", "Crab"])
      for (const detail of details) {
        const { title: said, extra: more } = eventWords(event(kind, subject, detail));
        expect(said, kind).toMatch(/\S/);
        expect(`${said} ${more ?? ""}`, kind).not.toMatch(/undefined|null|NaN| {2}/);
      }
});

test("events read as the list shows them", () => {
  expect(title("post-published", "Samphire, three ways", { type: "post" })).toBe("“Samphire, three ways” published");
  expect(title("post-edited", "", { type: "page" })).toBe("A page edited");
  expect(title("post-edited", "Samphire", { changed: "title", from: "Fish" })).toBe("“Samphire” renamed");
  expect(title("plugin-updated", "WooCommerce", { from: "9.1.4", to: "9.2.0" })).toBe(
    "WooCommerce updated 9.1.4 to 9.2.0",
  );
  expect(title("core-updated", "WordPress", { from: "6.7", to: "6.8" })).toBe("WordPress updated 6.7 to 6.8");
  expect(title("theme-switched", "Tidewater", { from: "Kadence" })).toBe("Theme switched to Tidewater");
  expect(title("media-added", "samphire-01.jpg", { count: 4, type: "image" })).toBe("4 images added");
  expect(extra("media-added", "samphire-01.jpg", { count: 4, type: "image" })).toBe("samphire-01.jpg and 3 more");
  expect(title("post-deleted", "", { count: 1200, type: "post" })).toBe("1,200 posts deleted");
  expect(title("comment-approved", "Ruth B.", { title: "Brown butter crab" })).toBe("Comment by Ruth B. approved");
  expect(extra("comment-approved", "Ruth B.", { title: "Brown butter crab" })).toBe("On “Brown butter crab”");
  expect(title("order-received", "1042", { status: "processing" })).toBe("Order 1042 paid");
  expect(title("order-status", "1042", { from: "processing", to: "completed" })).toBe("Order 1042 completed");
  expect(title("user-added", "eve", { role: "administrator" })).toBe("New administrator: eve");
  expect(title("user-role", "eve", { from: "editor", to: "administrator" })).toBe("New administrator: eve");
  expect(title("user-role", "eve", { from: "author", to: "editor" })).toBe("eve is now editor");
  expect(title("page-failed", "", { status: 500, path: "/" })).toBe("Home page fails (500)");
  expect(title("page-failed", "Shop", { status: 500, path: "/shop/" })).toBe("Shop fails (500)");
  expect(title("setting-changed", "blogname", { setting: "siteTitle", from: "A", to: "B" })).toBe("Site title changed");
  expect(extra("setting-changed", "blogname", { setting: "siteTitle", from: "A", to: "B" })).toBe("“A” to “B”");
  expect(title("setting-changed", "x", { setting: "membership", shape: "toggle", to: "1" })).toBe(
    "Anyone can register switched on",
  );
  expect(title("setting-changed", "stripe_settings")).toBe("stripe_settings changed");
  expect(title("setting-changed", "x", { setting: "constructor" })).toBe("x changed");
  expect(title("design-edited", "Header", { what: "part" })).toBe("Template part “Header” edited");
  expect(title("definition", "posts", { action: "dropped" })).toBe("Table posts dropped");
});

test("figures stand apart from the words", () => {
  expect(eventFigures(event("post-published", "x", { wordsAdded: 1214, wordsRemoved: 36 }))).toEqual({
    added: "+1,214",
    removed: "−36",
    rest: "words",
  });
  expect(eventFigures(event("post-edited", "x", { wordsAdded: 1, wordsRemoved: 0 }))).toMatchObject({
    added: "+1",
    removed: null,
    rest: "word",
  });
  expect(eventFigures(event("order-received", "1042", { amount: "38.50", currency: "EUR" })).rest).toBe("€38.50");
  expect(eventFigures(event("order-received", "1042", { amount: "38.50", currency: "bogus" })).rest).toBe(
    "38.50 bogus",
  );
  expect(eventFigures(event("media-added", "x", { bytes: 6.2e6 })).rest).toBe("6.2 MB");
  expect(eventFigures(event("rows", "slots", { inserted: 3, updated: 1, deleted: 1 })).rest).toBe("5 rows");
  expect(eventFigures(event("plugin-updated", "x"))).toEqual({ added: null, removed: null, rest: null });
});

test("every way a change came has words", () => {
  const way = (via: EventVia, place: string | null = null) =>
    eventTexts.way(event("post-edited", "x", {}, { via, place }));
  for (const via of EventVia.options) expect(way(via), via).toMatch(/\S/);
  expect(way("rest", "/wp/v2/posts/214")).toBe("in the editor");
  expect(way("admin", "options-permalink.php")).toBe("in Settings");
  expect(way("admin", "constructor")).toBe("in the admin");
  expect(way("sql")).toBe("directly in the database");
  expect(eventTexts.by(event("post-edited", "x", {}, { via: "admin", place: "post.php" }))).toBe("Anna, in the editor");
  expect(eventTexts.by(event("post-edited", "x", {}, { who: null, via: "cron" }))).toBe("Scheduled task");
  expect(eventTexts.noise("screens")).toBe("screen options");
});

test("a version from before something risky is called by it", () => {
  const risk = (deed: Risk["deed"], more: Partial<Risk> = {}) =>
    causeWords({ kind: "risk", risk: { deed, subject: "", from: null, to: null, count: null, ...more } });
  expect(risk("plugin-update", { subject: "WooCommerce", from: "9.1.4", to: "9.2.0" })).toBe(
    "Before updating WooCommerce 9.1.4 to 9.2.0",
  );
  expect(risk("plugin-update", { count: 3 })).toBe("Before updating 3 plugins");
  expect(risk("theme-switch", { subject: "Tidewater" })).toBe("Before switching the theme to Tidewater");
  expect(risk("bulk-delete", { subject: "posts", count: 12 })).toBe("Before deleting 12 posts");
  expect(risk("core-update", { to: "6.8" })).toBe("Before updating WordPress to 6.8");
  expect(risk("role-change", { subject: "eve", to: "administrator" })).toBe(
    "Before changing the role of eve to administrator",
  );
  expect(causeWords({ kind: "automatic", why: "rest" })).toBe("At rest after edits");
});

test("the pseudo-language brackets what events say", () => {
  const marked = pseudo(eventTexts);
  const update = event("plugin-updated", "WooCommerce");
  expect(marked.of(update).title).toBe("⟦WooCommerce updated⟧");
  expect(marked.of(update).extra).toBeNull();
  expect(marked.figures(event("post-edited", "x", { wordsAdded: 2 })).added).toBe("⟦+2⟧");
});
