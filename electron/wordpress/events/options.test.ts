import { expect, test } from "vitest";
import { settingKeys } from "./setting-names";
import { anna, createTestSite, noiseOf, told, type TestSite } from "./testing";

const plugins = (...files: string[]) =>
  `a:${files.length}:{${files.map((file, index) => `i:${index};s:${file.length}:"${file}";`).join("")}}`;

const set = (site: TestSite, option_name: string, before: string, after: string, table = "options") =>
  site.update(table, { option_name, option_value: before }, { option_value: after });

test("plugins switched on and off are told one by one", () => {
  const site = createTestSite();
  const change = set(
    site,
    "active_plugins",
    plugins("akismet/akismet.php", "hello.php"),
    plugins("akismet/akismet.php", "woocommerce/woocommerce.php"),
  );
  expect(told(site.commit([change], anna))).toEqual([
    { kind: "plugin-activated", subject: "Woocommerce", folder: "woocommerce" },
    { kind: "plugin-deactivated", subject: "Hello", folder: "hello" },
  ]);
});

test("a plugin list that can't be read names no plugin", () => {
  const site = createTestSite();
  const change = set(site, "active_plugins", "", 'a:1:{i:0;s:999:"x";}');
  expect(told(site.commit([change]))).toEqual([{ kind: "setting-changed", subject: "active_plugins" }]);
});

test("a plugin is called as a note called it", () => {
  const site = createTestSite();
  site.note({
    at: 1_800_000_000_000,
    kind: "plugin-installed",
    subject: "WooCommerce",
    detail: {},
    r: "00000001",
    v: "admin",
  });
  const change = set(site, "active_plugins", plugins(), plugins("woocommerce/woocommerce.php"));
  expect(told(site.commit([change], anna))).toMatchObject([{ kind: "plugin-activated", subject: "WooCommerce" }]);
});

test("switching the theme is one event, its widgets and menus with it", () => {
  const site = createTestSite();
  const by = { ...anna, p: "themes.php" };
  expect(site.commit([set(site, "theme_mods_twenty", plugins(), plugins("x"))], by).events).toEqual([]);
  expect(site.commit([set(site, "template", "twenty", "tidewater")], by).events).toEqual([]);
  const first = site.commit([set(site, "stylesheet", "twenty", "tidewater")], by);
  expect(told(first)).toEqual([{ kind: "theme-switched", subject: "Tidewater", from: "Twenty", to: "Tidewater" }]);
  const named = site.commit([set(site, "current_theme", "Twenty Ten", "Tidewater Deluxe")], by);
  expect(named.events[0]).toMatchObject({ id: first.events[0]?.id, subject: "Tidewater Deluxe", weight: 8 });
  expect(site.commit([set(site, "sidebars_widgets", plugins("a"), plugins("b"))], by).events).toEqual([]);
});

test("widgets and the Customizer", () => {
  const site = createTestSite();
  expect(told(site.commit([set(site, "sidebars_widgets", plugins("a"), plugins("b"))], anna))).toEqual([
    { kind: "widgets-edited", subject: "" },
  ]);
  expect(told(site.commit([set(site, "widget_text", plugins("a"), plugins("b"))]))).toEqual([
    { kind: "widgets-edited", subject: "Text" },
  ]);
  const mods = 'a:1:{s:11:"custom_logo";i:4;}';
  expect(told(site.commit([set(site, "theme_mods_twenty", "a:0:{}", mods)]))).toEqual([
    { kind: "design-edited", subject: "", what: "customizer", keys: "custom_logo" },
  ]);
});

test("settings have their name on screen, and from and to where that is no secret", () => {
  const site = createTestSite();
  const change = (option: string, before: string, after: string) =>
    told(site.commit([set(site, option, before, after)]))[0];
  expect(change("blogname", "Old", "Saltmarsh &amp; Kitchen")).toEqual({
    kind: "setting-changed",
    subject: "Site title",
    setting: "siteTitle",
    option: "blogname",
    from: "Old",
    to: "Saltmarsh & Kitchen",
  });
  expect(change("users_can_register", "0", "1")).toMatchObject({
    setting: "membership",
    shape: "toggle",
    from: "0",
    to: "1",
  });
  const secret = change("mailserver_pass", "hunter2", "correct horse");
  expect(secret).toMatchObject({ setting: "mailServer" });
  expect(JSON.stringify(secret)).not.toContain("horse");
  expect(change("stripe_settings", "sk_live_1", "sk_live_2")).toEqual({
    kind: "setting-changed",
    subject: "stripe_settings",
  });
  expect(change("__proto__", "a", "b")).toEqual({ kind: "setting-changed", subject: "__proto__" });
  site.commit([site.insert("posts", { ID: 9, post_title: "Welcome", post_type: "page", post_status: "publish" })]);
  expect(change("page_on_front", "8", "9")).toMatchObject({ setting: "homepagePage", to: "Welcome" });
  expect(change("wp_user_roles", "a:0:{}", "a:1:{i:0;i:1;}")).toMatchObject({ setting: "roles" });
  expect(settingKeys.length).toBeGreaterThanOrEqual(55);
});

test.each([
  ["_transient_timeout_feed", "caches"],
  ["_site_transient_update_core", "caches"],
  ["rewrite_rules", "caches"],
  ["recently_edited", "caches"],
  ["cron", "schedules"],
  ["doing_cron", "schedules"],
  ["action_scheduler_lock_async-request-runner", "schedules"],
  ["auto_updater.lock", "locks"],
  ["core_updater.lock", "locks"],
  ["wordfence_last_checked", "counters"],
  ["db_version", "counters"],
])("%s is noise: %s", (option, kind) => {
  const site = createTestSite();
  const taken = site.commit([set(site, option, "a", "b"), site.insert("options", { option_name: option })]);
  expect(taken).toMatchObject({ events: [], rows: 0 });
  expect(noiseOf(taken)).toEqual({ [kind]: 2 });
});

test("a figure that a visit moves on is a counter, an option's autoload nothing", () => {
  const site = createTestSite();
  expect(noiseOf(site.commit([set(site, "my_visits", "41", "42")], { r: "00000001", v: "front" }))).toEqual({
    counters: 1,
  });
  expect(told(site.commit([set(site, "my_visits", "41", "42")]))).toHaveLength(1);
  expect(site.commit([site.update("options", { option_name: "x" }, { autoload: "off" })])).toMatchObject({
    events: [],
    rows: 1,
  });
});

test("other prefixes, and the blogs of a network", () => {
  const site = createTestSite("My_9_");
  const taken = site.commit([
    set(site, "blogname", "a", "b"),
    set(site, "blogname", "a", "b", "2_options"),
    site.insert("2_posts", { ID: 4, post_title: "Hello", post_status: "publish" }),
  ]);
  expect(told(taken)).toMatchObject([
    { kind: "setting-changed", setting: "siteTitle" },
    { kind: "setting-changed", setting: "siteTitle", blog: 2 },
    { kind: "post-published", subject: "Hello", blog: 2 },
  ]);
  const role = { meta_key: "My_9_2_capabilities", meta_value: plugins() };
  expect(told(site.commit([site.update("usermeta", role, { meta_value: 'a:1:{s:6:"editor";b:1;}' })]))).toMatchObject([
    { kind: "user-role", to: "editor", blog: 2 },
  ]);
  const network = site.update("sitemeta", { meta_key: "site_admins" }, { meta_value: plugins("eve") });
  expect(site.commit([network]).events).toMatchObject([{ detail: { setting: "superAdmins" }, weight: 9 }]);
  expect(told(site.commit([site.insert("=other_posts", { ID: 4, post_title: "x" })]))).toMatchObject([
    { kind: "rows", subject: "other_posts" },
  ]);
});
