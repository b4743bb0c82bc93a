import { assert, constantFrom, array, property } from "fast-check";
import { describe, expect, it } from "vitest";
import type { FileChange } from "../core/recording-ports";
import { groupFiles, headsWanted } from "./file-groups";

const changed = (path: string, bytes = 10, bytesBefore = 10): FileChange => ({
  path,
  change: "changed",
  bytes,
  bytesBefore,
});
const added = (path: string, bytes = 10): FileChange => ({ path, change: "added", bytes, bytesBefore: 0 });
const removed = (path: string, bytes = 10): FileChange => ({ path, change: "removed", bytes, bytesBefore: bytes });

const heads = (before: Record<string, string> = {}, after: Record<string, string> = before) => ({
  before: new Map(Object.entries(before)),
  after: new Map(Object.entries(after)),
});
const plugin = (name: string, release: string) => `<?php\n/**\n * Plugin Name: ${name}\n * Version:  ${release}\n */\n`;
const shop = "wp-content/plugins/woocommerce";

describe("files in WordPress' words", () => {
  const kindOf = (path: string) => groupFiles([changed(path)], heads()).map(({ kind, name }) => [kind, name])[0];

  it.each([
    ["wp-admin/edit.php", "core", null],
    ["wp-includes/js/tinymce/plugins/lists/plugin.min.js", "core", null],
    ["wp-login.php", "core", null],
    ["wp-config-sample.php", "core", null],
    ["index.php", "core", null],
    ["wp-content/plugins/index.php", "core", null],
    ["wp-content/plugins/hello.php", "plugin", "hello"],
    [`${shop}/includes/class-wc-cart.php`, "plugin", "woocommerce"],
    [`${shop}/.htaccess`, "plugin", "woocommerce"],
    ["wp-content/mu-plugins/limits.php", "plugin", "limits"],
    ["wp-content/mu-plugins/host/load.php", "plugin", "host"],
    ["wp-content/themes/twentytwentyfour/style.css", "theme", "twentytwentyfour"],
    ["wp-content/uploads/2026/03/samphire.jpg", "uploads", null],
    ["wp-content/uploads/wc-logs/fatal.log", "other", null],
    ["wp-config.php", "configuration", null],
    [".htaccess", "configuration", null],
    [".user.ini", "configuration", null],
    ["wp-admin/.htaccess", "configuration", null],
    ["wp-content/object-cache.php", "configuration", null],
    ["wp-content/languages/de_DE.mo", "other", null],
    ["wp-content/cache/page/index.html", "other", null],
    ["wp-content/debug.log", "other", null],
    ["content/plugins/shop/shop.php", "other", null],
    ["shop.html", "other", null],
  ])("%s is %s", (path, kind, name) => {
    expect(kindOf(path)).toEqual([kind, name]);
  });

  it("names a plugin and its releases as its main file does, which needn't be named like its folder", () => {
    const files = [changed(`${shop}/wc.php`), changed(`${shop}/uninstall.php`), added(`${shop}/src/Cart.php`, 500)];
    expect(headsWanted(files)).toEqual([`${shop}/woocommerce.php`, `${shop}/wc.php`]);
    const known = heads(
      { [`${shop}/wc.php`]: plugin("WooCommerce", "9.1.4") },
      { [`${shop}/wc.php`]: plugin("WooCommerce", "9.2.0") },
    );
    expect(groupFiles(files, known)).toMatchObject([
      {
        kind: "plugin",
        name: "WooCommerce",
        fromRelease: "9.1.4",
        toRelease: "9.2.0",
        added: 1,
        changed: 2,
        removed: 0,
        bytes: 500,
      },
    ]);
  });

  it("names a plugin whose main file did not change, and no release that stayed", () => {
    const files = [changed(`${shop}/includes/cart.php`, 12, 10)];
    const known = heads({ [`${shop}/woocommerce.php`]: plugin("WooCommerce", "9.1.4") });
    expect(groupFiles(files, known)).toMatchObject([
      { name: "WooCommerce", fromRelease: null, toRelease: null, changed: 1, bytes: 2 },
    ]);
  });

  it("says with which release a plugin came or went", () => {
    const main = { [`${shop}/woocommerce.php`]: plugin("WooCommerce", "9.1.4") };
    const path = `${shop}/woocommerce.php`;
    expect(groupFiles([added(path)], heads({}, main))).toMatchObject([
      { name: "WooCommerce", fromRelease: null, toRelease: "9.1.4", added: 1, bytes: 10 },
    ]);
    expect(groupFiles([removed(path)], heads(main, {}))).toMatchObject([
      { name: "WooCommerce", fromRelease: "9.1.4", toRelease: null, removed: 1, bytes: -10 },
    ]);
  });

  it("reads headers as WordPress does", () => {
    const path = "wp-content/plugins/odd.php";
    const name = (head: string) => groupFiles([changed(path)], heads({ [path]: head }))[0]?.name;
    expect(name("<?php /* Plugin Name: One Line */ ?>")).toBe("One Line");
    expect(name("<?php\r\n/*\r\nplugin name: Windows\r\nVersion: 1\r\n*/")).toBe("Windows");
    expect(name("<?php\r// Plugin Name: Old Mac\r// Version: 1")).toBe("Old Mac");
    expect(name("<?php\n# Plugin Name: <b>Tea &amp; Cake</b>")).toBe("Tea & Cake");
    expect(name("<?php\n * Plugin Name:   \n")).toBe("odd");
    expect(name("<?php\n$text = 'The Plugin Name: none';")).toBe("odd");
  });

  it("takes a theme's from its style sheet and WordPress' own from its version file", () => {
    const style = "wp-content/themes/tide/style.css";
    const files = [changed("wp-admin/about.php"), changed("wp-content/themes/tide/header.php")];
    expect(headsWanted(files)).toEqual(["wp-includes/version.php", style]);
    const about = (wordpress: string, theme: string) => ({
      "wp-includes/version.php": `<?php\n$wp_version = '${wordpress}';\n`,
      [style]: `/*\nTheme Name: Tide\nVersion: ${theme}\n*/`,
    });
    expect(groupFiles(files, heads(about("6.5.2", "1.0"), about("6.6", "1.0")))).toMatchObject([
      { kind: "core", name: null, fromRelease: "6.5.2", toRelease: "6.6" },
      { kind: "theme", name: "Tide", fromRelease: null, toRelease: null },
    ]);
  });

  it("keeps a plugin and a theme of one name apart", () => {
    const groups = groupFiles(
      [changed("wp-content/themes/tide/a.php"), changed("wp-content/plugins/tide/a.php")],
      heads(),
    );
    expect(groups.map(({ kind, name }) => [kind, name])).toEqual([
      ["plugin", "tide"],
      ["theme", "tide"],
    ]);
  });

  it("puts the most telling first, and shows fifty of each with what passes at the end", () => {
    const pictures = Array.from({ length: 60 }, (_, number) => added(`wp-content/uploads/${number}.jpg`));
    const files = [
      changed("wp-content/cache/a.html"),
      changed("a-note.txt"),
      ...pictures,
      changed(".htaccess"),
      changed("wp-content/themes/tide/a.css"),
      changed("wp-content/plugins/b/b.php"),
      changed("wp-content/plugins/a/a.php"),
      changed("index.php"),
    ];
    const groups = groupFiles(files, heads());
    expect(groups.map(({ kind, name }) => name ?? kind)).toEqual([
      "core",
      "a",
      "b",
      "tide",
      "configuration",
      "uploads",
      "other",
    ]);
    expect(groups.find(({ kind }) => kind === "uploads")).toMatchObject({ added: 60, bytes: 600 });
    expect(groups.find(({ kind }) => kind === "uploads")?.files).toHaveLength(50);
    expect(groups.at(-1)?.files.map(({ path }) => path)).toEqual(["a-note.txt", "wp-content/cache/a.html"]);
  });

  it("counts every file once, whatever its path", () => {
    const part = constantFrom(
      "wp-content",
      "wp-admin",
      "plugins",
      "themes",
      "uploads",
      "mu-plugins",
      "cache",
      "x",
      "index.php",
      "a.php",
      ".htaccess",
      "",
    );
    const paths = array(part, { minLength: 1, maxLength: 6 });
    assert(
      property(array(paths), (all) => {
        const files = [...new Set(all.map((parts) => parts.join("/")))].map((path) => changed(path));
        const groups = groupFiles(files, heads());
        expect(groups.reduce((sum, group) => sum + group.changed, 0)).toBe(files.length);
        expect(headsWanted(files).length).toBeLessThanOrEqual(400);
      }),
    );
  });
});
