import { expect, test } from "vitest";
import { anna, createTestSite, noiseOf, told } from "./testing";

const eve = { ID: 7, user_login: "eve", display_name: "Eve" };
const capabilities = (role: string, key = "wp_capabilities") => ({
  user_id: 7,
  meta_key: key,
  meta_value: role === "" ? "a:0:{}" : `a:1:{s:${role.length}:"${role}";b:1;}`,
});

test("a new administrator is one event that nothing outweighs", () => {
  const site = createTestSite();
  const added = site.commit([site.insert("users", eve)], anna);
  expect(told(added)).toEqual([{ kind: "user-added", subject: "Eve" }]);
  const role = site.commit([site.insert("usermeta", capabilities("administrator"))], anna);
  expect(told(role)).toEqual([{ kind: "user-added", subject: "Eve", role: "administrator" }]);
  expect(role.events[0]).toMatchObject({ id: added.events[0]?.id, weight: 9 });
});

test("a change of role says from what to what", () => {
  const site = createTestSite();
  site.commit([site.insert("users", eve)]);
  const change = (from: string, to: string) =>
    site.commit([site.update("usermeta", capabilities(from), { meta_value: capabilities(to).meta_value })]);
  expect(told(change("author", "editor"))).toEqual([
    { kind: "user-role", subject: "Eve", from: "author", to: "editor" },
  ]);
  expect(change("author", "editor").events[0]?.weight).toBe(8);
  expect(change("editor", "administrator").events[0]?.weight).toBe(9);
  expect(told(change("editor", ""))).toMatchObject([{ from: "editor", to: "none" }]);
});

test("broken capabilities are no role", () => {
  const site = createTestSite();
  const broken = site.update("usermeta", capabilities("author"), { meta_value: 'a:1:{s:99:"administrator";b:1;}' });
  expect(told(site.commit([broken]))).toMatchObject([{ from: "author", to: "none" }]);
});

test("what of a profile changed is said, never its value", () => {
  const site = createTestSite();
  const edit = (changes: Record<string, string>) => site.commit([site.update("users", eve, changes)], anna).events;
  expect(edit({ user_pass: "secret-hash" })).toMatchObject([
    { kind: "user-edited", detail: { changed: "password" }, weight: 6 },
  ]);
  const other = createTestSite();
  const mail = other.commit([other.update("users", eve, { user_email: "new@example.com", display_name: "Eva" })], anna);
  expect(told(mail)).toEqual([{ kind: "user-edited", subject: "Eva", changed: "email,name" }]);
  expect(JSON.stringify(mail)).not.toContain("new@example.com");
});

test("log-ins, sessions and screen options are noise", () => {
  const site = createTestSite();
  const login = { r: "00000001", v: "login", p: "wp-login.php" };
  expect(noiseOf(site.commit([site.update("users", eve, { user_pass: "rehashed" })], login))).toEqual({ sessions: 1 });
  expect(noiseOf(site.commit([site.update("users", eve, { user_activation_key: "1:x" })], login))).toEqual({
    sessions: 1,
  });
  const reset = site.commit(
    [site.update("users", { ...eve, user_activation_key: "1:x" }, { user_pass: "n", user_activation_key: "" })],
    login,
  );
  expect(reset.events).toHaveLength(1);
  for (const [key, kind] of [
    ["session_tokens", "sessions"],
    ["wc_last_active", "sessions"],
    ["wp_user-settings-time", "screens"],
    ["wp_persisted_preferences", "screens"],
    ["metaboxhidden_dashboard", "screens"],
    ["wp_user_level", "counters"],
  ] as const)
    expect(noiseOf(site.commit([site.insert("usermeta", { meta_key: key })], anna)), key).toEqual({ [kind]: 1 });
});

test("a deleted user, and a field nobody has words for", () => {
  const site = createTestSite();
  expect(told(site.commit([site.remove("users", eve)]))).toEqual([{ kind: "user-deleted", subject: "Eve" }]);
  expect(told(site.commit([site.insert("usermeta", { meta_key: "shoe_size" })]))).toEqual([
    { kind: "rows", subject: "usermeta", inserted: 1, updated: 0, deleted: 0 },
  ]);
});

const ruth = { comment_ID: 5, comment_post_ID: 42 };

test("comments say who, on what, and what became of them", () => {
  const site = createTestSite();
  site.commit([site.insert("posts", { ID: 42, post_title: "Brown butter crab", post_status: "publish" })]);
  expect(told(site.commit([site.insert("comments", ruth)], { r: "00000001", v: "front" }))).toEqual([
    { kind: "comment-received", subject: "Ruth B.", title: "Brown butter crab", status: "held" },
  ]);
  const step = (from: string, to: string) =>
    told(site.commit([site.update("comments", { ...ruth, comment_approved: from }, { comment_approved: to })]))[0]
      ?.kind;
  expect(step("0", "1")).toBe("comment-approved");
  expect(step("1", "0")).toBe("comment-held");
  expect(step("1", "spam")).toBe("comment-spam");
  expect(step("0", "trash")).toBe("comment-trashed");
  expect(step("1", "post-trashed")).toBeUndefined();
  expect(told(site.commit([site.update("comments", ruth, { comment_content: "x" })]))).toMatchObject([
    { kind: "comment-edited" },
  ]);
  expect(told(site.commit([site.remove("comments", ruth)]))).toMatchObject([{ kind: "comment-deleted" }]);
});

test("a shop's notes on orders are its orders', its reviews are told as such", () => {
  const site = createTestSite();
  expect(told(site.commit([site.insert("comments", { comment_type: "order_note", comment_post_ID: 1042 })]))).toEqual([
    { kind: "order-edited", subject: "1042", changed: "note" },
  ]);
  expect(told(site.commit([site.insert("comments", { comment_type: "review", comment_approved: "1" })]))).toMatchObject(
    [{ kind: "comment-received", type: "review", status: "approved" }],
  );
  expect(noiseOf(site.commit([site.insert("comments", { comment_type: "action_log" })]))).toEqual({ schedules: 1 });
});

test("categories and tags, their names known where they were seen", () => {
  const site = createTestSite();
  const term = site.insert("terms");
  site.commit([term], anna);
  expect(told(site.commit([site.insert("term_taxonomy")], anna))).toEqual([
    { kind: "term-added", subject: "Herbs", type: "category" },
  ]);
  expect(told(site.commit([site.update("terms", {}, { name: "Wild herbs" })]))).toEqual([
    { kind: "term-edited", subject: "Wild herbs", type: "category", from: "Herbs" },
  ]);
  expect(noiseOf(site.commit([site.update("term_taxonomy", {}, { count: 3 })]))).toEqual({ counters: 1 });
  expect(told(site.commit([site.remove("term_taxonomy"), site.remove("terms", { name: "Wild herbs" })]))).toEqual([
    { kind: "term-deleted", subject: "Wild herbs", type: "category" },
  ]);
  expect(
    site.commit([
      site.insert("terms", { term_id: 4 }),
      site.insert("term_taxonomy", { term_id: 4, taxonomy: "post_format" }),
    ]).events,
  ).toEqual([]);
});
