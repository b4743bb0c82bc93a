import { expect, test } from "vitest";
import { anna, createTestSite, noiseOf, told } from "./testing";

const samphire = { ID: 42, post_title: "Samphire, three ways", post_status: "draft", post_name: "samphire" };

test("publishing is one event, whatever WordPress writes for it", () => {
  const site = createTestSite();
  const text = "<!-- wp:paragraph --><p>Wash it &amp; steam it.</p><!-- /wp:paragraph -->";
  const first = site.commit(
    [site.update("posts", { ...samphire, post_content: "Wash it." }, { post_status: "publish", post_content: text })],
    anna,
  );
  const [event] = first.events;
  expect(told(first)).toEqual([
    { kind: "post-published", subject: "Samphire, three ways", type: "post", wordsAdded: 2, wordsRemoved: 0 },
  ]);
  expect(event).toMatchObject({ who: { id: 2, name: "Anna" }, via: "admin", place: "post.php", weight: 6 });

  expect(site.commit([site.insert("posts", { ID: 43, post_type: "revision", post_parent: 42 })], anna).events).toEqual(
    [],
  );
  const meta = site.commit(
    [site.insert("postmeta", { post_id: 42, meta_key: "_thumbnail_id", meta_value: "9" })],
    anna,
  );
  expect(meta.events).toMatchObject([{ id: event?.id, kind: "post-published", from: event?.from, to: meta.end }]);
  const lock = site.commit([site.insert("postmeta", { post_id: 42, meta_key: "_edit_lock", meta_value: "1:2" })], anna);
  expect(lock).toMatchObject({ rows: 0, events: [] });
  expect(noiseOf(lock)).toEqual({ locks: 1 });
  const tagged = site.commit([site.insert("term_relationships", { object_id: 42 })], anna);
  expect(tagged.events).toMatchObject([{ id: event?.id, kind: "post-published" }]);
});

test("another request is another event", () => {
  const site = createTestSite();
  const edit = (title: string, r: string) =>
    site.commit([site.update("posts", samphire, { post_title: title })], { ...anna, r }).events[0]?.id;
  expect(edit("A", "00000001")).not.toBe(edit("B", "00000002"));
});

test.each([
  ["auto-draft", "publish", "post-published"],
  ["auto-draft", "draft", "post-drafted"],
  ["auto-draft", "future", "post-scheduled"],
  ["draft", "publish", "post-published"],
  ["future", "publish", "post-published"],
  ["draft", "future", "post-scheduled"],
  ["publish", "draft", "post-unpublished"],
  ["future", "draft", "post-unpublished"],
  ["publish", "trash", "post-trashed"],
  ["trash", "draft", "post-restored"],
  ["draft", "pending", "post-edited"],
  ["publish", "private", "post-edited"],
])("from %s to %s is %s", (from, to, kind) => {
  const site = createTestSite();
  const taken = site.commit([site.update("posts", { ...samphire, post_status: from }, { post_status: to })], anna);
  expect(taken.events.map((event) => event.kind)).toEqual([kind]);
});

test("an edit says how many words came and went, or what else it was", () => {
  const site = createTestSite();
  const edit = (changes: Record<string, string | number>, values: Record<string, string | number> = {}) =>
    told(site.commit([site.update("posts", { ...samphire, post_status: "publish", ...values }, changes)]))[0];
  expect(edit({ post_content: "one two three four" }, { post_content: "one three four five" })).toMatchObject({
    kind: "post-edited",
    wordsAdded: 1,
    wordsRemoved: 1,
    changed: "content",
  });
  expect(edit({ post_title: "Samphire" })).toMatchObject({
    changed: "title",
    from: samphire.post_title,
    subject: "Samphire",
  });
  expect(edit({ post_name: "x" })).toMatchObject({ changed: "slug" });
  expect(edit({ menu_order: 3 })).toMatchObject({ changed: "order" });
  expect(edit({ post_author: 3 })).toMatchObject({ changed: "author" });
  expect(edit({ post_password: "hidden" })).toEqual({
    kind: "post-edited",
    subject: samphire.post_title,
    type: "post",
    changed: "password",
  });
});

test("what WordPress touches by the way is no event", () => {
  const site = createTestSite();
  const silent = (changes: Record<string, string | number>) =>
    site.commit([site.update("posts", samphire, changes)], anna);
  expect(silent({ post_modified: "2026-03-12 15:00:00" })).toMatchObject({ events: [], rows: 1 });
  expect(noiseOf(silent({ comment_count: 4 }))).toEqual({ counters: 1 });
  const draft = site.commit([site.insert("posts", { post_status: "auto-draft", post_title: "Auto Draft" })], anna);
  expect(draft).toMatchObject({ events: [], rows: 0 });
  expect(noiseOf(draft)).toEqual({ drafts: 1 });
  expect(noiseOf(site.commit([site.insert("posts", { post_type: "oembed_cache" })]))).toEqual({ caches: 1 });
});

test("a post deleted past WordPress says so", () => {
  const site = createTestSite();
  const taken = site.commit([site.remove("posts", { ...samphire, post_status: "publish" })]);
  expect(taken.events).toMatchObject([
    { kind: "post-deleted", subject: "Samphire, three ways", via: "sql", who: null, place: null },
  ]);
});

test("pages and custom types are named by their type", () => {
  const site = createTestSite();
  const taken = site.commit([site.insert("posts", { post_title: "About", post_type: "page", post_status: "publish" })]);
  expect(told(taken)).toMatchObject([{ kind: "post-published", type: "page" }]);
  expect(told(site.commit([site.insert("posts", { post_type: "recipe", post_title: "Crab" })]))).toMatchObject([
    { kind: "post-drafted", type: "recipe" },
  ]);
});

test("a field of a post that was seen before has its title; of an unknown one, none", () => {
  const site = createTestSite();
  site.commit([site.insert("posts", samphire)]);
  const meta = (id: number) =>
    told(site.commit([site.insert("postmeta", { post_id: id, meta_key: "mood", meta_value: "calm" })]))[0];
  expect(meta(42)).toMatchObject({ kind: "post-edited", subject: "Samphire, three ways", changed: "fields" });
  expect(meta(99)).toMatchObject({ kind: "post-edited", subject: "", changed: "fields" });
});

test("counted visits are counters; the same field changed by a person is an edit", () => {
  const site = createTestSite();
  const visit = { post_id: 42, meta_key: "popular", meta_value: "41" };
  const change = site.update("postmeta", visit, { meta_value: "42" });
  expect(noiseOf(site.commit([change], { r: "00000001", v: "front" }))).toEqual({ counters: 1 });
  expect(site.commit([change], anna).events).toHaveLength(1);
});

test("a content too large to be held is told by its size", () => {
  const site = createTestSite();
  const large = (digest: string, bytes: number) => ({
    kind: "large" as const,
    bytes,
    digest,
    at: { file: "mysql-bin.000001", position: 4, row: 0, image: 1 as const, column: 3 },
  });
  const taken = site.commit([
    site.update("posts", { ...samphire, post_content: large("a", 2e6) }, { post_content: large("b", 3e6) }),
  ]);
  expect(told(taken)).toMatchObject([{ kind: "post-edited", changed: "content", bytes: 3e6 }]);
  expect(taken.events[0]?.detail).not.toHaveProperty("wordsAdded");
});

test("an upload is one event with its file and size", () => {
  const site = createTestSite();
  const picture = {
    ID: 60,
    post_type: "attachment",
    post_status: "inherit",
    post_title: "samphire-01",
    post_mime_type: "image/jpeg",
    guid: "http://a.localhost/wp-content/uploads/2026/03/samphire-01.jpg",
  };
  const upload = { ...anna, v: "ajax", p: "upload-attachment" };
  expect(told(site.commit([site.insert("posts", picture)], upload))).toEqual([
    { kind: "media-added", subject: "samphire-01.jpg", type: "image" },
  ]);
  const meta = { post_id: 60, meta_key: "_wp_attachment_metadata", meta_value: 'a:1:{s:8:"filesize";i:6200;}' };
  expect(told(site.commit([site.insert("postmeta", meta)], upload))).toMatchObject([
    { kind: "media-added", bytes: 6200 },
  ]);
  expect(
    site.commit([site.update("postmeta", meta, { meta_value: "a:0:{}" })], { ...anna, r: "00000009" }).events,
  ).toEqual([]);
  const alt = { post_id: 60, meta_key: "_wp_attachment_image_alt", meta_value: "Green" };
  expect(told(site.commit([site.insert("postmeta", alt)], { ...anna, r: "00000010" }))).toMatchObject([
    { kind: "media-edited", subject: "samphire-01.jpg", changed: "alt" },
  ]);
  expect(told(site.commit([site.remove("posts", picture)]))).toMatchObject([
    { kind: "media-deleted", subject: "samphire-01.jpg" },
  ]);
});

test("all items of a menu in one request are one change of the menu", () => {
  const site = createTestSite();
  site.commit([
    site.insert("terms", { term_id: 8, name: "Top" }),
    site.insert("term_taxonomy", { term_taxonomy_id: 18, term_id: 8, taxonomy: "nav_menu" }),
  ]);
  const items = [70, 71, 72].flatMap((ID) => [
    site.insert("posts", { ID, post_type: "nav_menu_item", post_status: "publish" }),
    site.insert("term_relationships", { object_id: ID, term_taxonomy_id: 18 }),
    site.insert("postmeta", { post_id: ID, meta_key: "_menu_item_type", meta_value: "custom" }),
  ]);
  expect(told(site.commit(items, anna))).toEqual([{ kind: "menu-edited", subject: "Top", items: 3 }]);
});

test("templates, styles and the Customizer are the design", () => {
  const site = createTestSite();
  const design = (values: Record<string, string>) =>
    told(
      site.commit([site.update("posts", { ...values, post_status: "publish" }, { post_content: "x".repeat(200) })]),
    )[0];
  expect(design({ post_type: "wp_template_part", post_name: "header", post_title: "Header" })).toEqual({
    kind: "design-edited",
    subject: "Header",
    what: "part",
  });
  expect(design({ post_type: "wp_global_styles" })).toMatchObject({
    kind: "design-edited",
    what: "styles",
    subject: "",
  });
  expect(design({ post_type: "custom_css" })).toMatchObject({ what: "css" });
  expect(design({ post_type: "wp_navigation", post_title: "Main" })).toMatchObject({
    kind: "menu-edited",
    subject: "Main",
  });
  const fallback = site.insert("posts", {
    post_type: "wp_navigation",
    post_title: "Navigation",
    post_status: "publish",
  });
  expect(site.commit([fallback], { r: "00000001", v: "front", p: "/" }).events).toEqual([]);
  const changeset = { post_type: "customize_changeset", post_status: "draft" };
  expect(site.commit([site.update("posts", changeset, { post_content: "{}" })]).events).toEqual([]);
  expect(told(site.commit([site.update("posts", changeset, { post_status: "publish" })]))).toEqual([
    { kind: "design-edited", subject: "", what: "customizer" },
  ]);
});
