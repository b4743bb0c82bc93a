// Longer than usual: two running sites serve all of these, and starting others takes longer than they do.
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { GuardSettings } from "../core/ports";
import { type AskedSites, nonceOf, openAskedSites } from "./fixtures/asked-sites";
import { corePackage, offersFile, pluginPackage, themePackage } from "./fixtures/software-packages";
import { form, upload, type Visitor } from "./fixtures/visitor";

const directory = readFileSync(new URL("fixtures/wordpress-org.php", import.meta.url));
const [tide, lamp, mole] = ["tide/tide.php", "lamp/lamp.php", "mole/mole.php"] as const;

let sites: AskedSites;
beforeAll(async () => {
  sites = await openAskedSites("guard-software", 18_900);
}, 300_000);
afterAll(() => sites?.close(), 120_000);

describe.each(["6.5", "6.1"])("WordPress %s", (wordpress) => {
  let settings: GuardSettings;
  let admin: Visitor;
  let laneId: string;
  /** For what wp-admin's scripts ask: one nonce for all installations, updates and deletions. */
  let updates: string;

  beforeAll(async () => {
    settings = await sites.site(wordpress);
    laneId = settings.laneId;
    await sites.lay(laneId, "/site/html/wp-content/mu-plugins/wordpress-org.php", directory);
    admin = await sites.admin(settings);
    updates = await nonceOf(admin, "/wp-admin/plugins.php", /"ajax_nonce":"(\w+)"/);
    await sites.asks.listenIn([laneId], sites.signal);
  }, 300_000);

  const html = () => `/store/live/${laneId}/tree/html`;
  const keeper = (script: string) => sites.inKeeper(`cd ${html()} && { ${script}; true; }`);
  /** Releases of what these tests install, and whether WordPress is in the middle of an update. */
  const software = () =>
    keeper("grep -H Version: wp-content/plugins/[tlm]*/*.php wp-content/themes/harbour/style.css; ls -d .maintenance");
  const active = async () =>
    (await sites.sql(laneId, "SELECT option_value FROM wordpress.wp_options WHERE option_name='active_plugins'"))[0];
  const lastNote = async () => (await sites.notes(laneId)).at(-1);
  const ajax = (fields: Readonly<Record<string, string>>) => async () => {
    const answer = await admin.ask("/wp-admin/admin-ajax.php", form({ ...fields, _ajax_nonce: updates }));
    expect(JSON.parse(answer.body)).toMatchObject({ success: true });
  };
  const offer = (offers: object) => sites.lay(laneId, offersFile, JSON.stringify(offers));
  const lay = async (name: string, content: Promise<Buffer>) => {
    await sites.lay(laneId, `/tmp/${name}`, await content);
    return `/tmp/${name}`;
  };
  const bulk = async (action: string, checked: readonly string[], more: Readonly<Record<string, string>> = {}) => {
    const nonce = await nonceOf(admin, "/wp-admin/plugins.php");
    const fields = { action, "checked[]": checked, _wpnonce: nonce, ...more };
    return () => admin.ask("/wp-admin/plugins.php", form(fields));
  };

  async function uploads(kind: "plugin" | "theme", content: Promise<Buffer>) {
    const page = `/wp-admin/${kind}-install.php?tab=upload`;
    const nonce = await nonceOf(admin, page, /wp-upload-form[\s\S]*?name="_wpnonce" value="(\w+)"/);
    const asking = upload({ _wpnonce: nonce }, `${kind}zip`, "package.zip", await content);
    return () => admin.ask(`/wp-admin/update.php?action=upload-${kind}`, asking);
  }

  test("a plugin that is uploaded: before it is there, and a note when it is", async () => {
    const install = await uploads("plugin", pluginPackage("tide", "Harbour Tide", "1.0"));
    const risk = { deed: "plugin-install", subject: "Harbour Tide", to: "1.0" } as const;
    await sites.asksOnce(install, software, risk);
    const note = { kind: "plugin-installed", subject: "Harbour Tide", detail: { to: "1.0" }, n: "admin", v: "admin" };
    expect(await lastNote()).toMatchObject({ ...note, p: "update.php" });
  });

  test("a plugin that is uploaded over another release: only when it is really replaced, as an update", async () => {
    const install = await uploads("plugin", pluginPackage("tide", "Harbour Tide", "2.0"));
    let page = "";
    expect(await sites.during(async () => void (page = (await install()).body))).toEqual([]);
    const link = /href="[^"]*(update\.php\?action=upload-plugin[^"]*overwrite=[^"]*)"/.exec(page)?.[1];
    if (link === undefined) throw new Error(`nothing to replace it with: ${page}`);
    const risk = { deed: "plugin-update", subject: "Harbour Tide", from: "1.0", to: "2.0" } as const;
    const replace = () => admin.ask(`/wp-admin/${link.replace(/&amp;|&#038;/g, "&")}`);
    await sites.asksOnce(replace, software, risk);
    expect(await lastNote()).toMatchObject({ kind: "plugin-updated", detail: { from: "1.0", to: "2.0" } });
  });

  test("a plugin from the directory, and one that a script installs", async () => {
    const link = await lay("lamp.zip", pluginPackage("lamp", "Harbour Lamp", "1.0"));
    await offer({ downloads: { lamp: { slug: "lamp", name: "Lamp", version: "1.0", download_link: link } } });
    const risk = { deed: "plugin-install", to: "1.0" } as const;
    await sites.asksOnce(ajax({ action: "install-plugin", slug: "lamp" }), software, {
      ...risk,
      subject: "Harbour Lamp",
    });
    expect(await lastNote()).toMatchObject({ kind: "plugin-installed", v: "ajax", p: "install-plugin" });
    const file = await lay("mole.zip", pluginPackage("mole", "Harbour Mole", "1.0"));
    const code = `require ABSPATH . 'wp-admin/includes/admin.php'; require ABSPATH . 'wp-admin/includes/class-wp-upgrader.php';
      $upgrader = new Plugin_Upgrader(new Automatic_Upgrader_Skin()); $upgrader->install('${file}');`;
    const who = null;
    const script = () => sites.script(laneId, code);
    await sites.asksOnce(script, software, { ...risk, subject: "Harbour Mole", who });
    expect(await lastNote()).toMatchObject({ kind: "plugin-installed", subject: "Harbour Mole", v: "cli" });
    expect(await lastNote()).not.toHaveProperty("n");
  });

  test("several plugins that are switched on and off at once: one ask for all of them", async () => {
    const all = { subject: "Harbour Tide, Harbour Lamp, Harbour Mole", count: 3 };
    const three = [tide, lamp, mole];
    await sites.asksOnce(await bulk("activate-selected", three), active, { deed: "plugin-activate", ...all });
    expect(await sites.during(await bulk("activate-selected", three))).toEqual([]);
    await sites.asksOnce(await bulk("deactivate-selected", three), active, { deed: "plugin-deactivate", ...all });
    const one = await bulk("activate-selected", [tide]);
    await sites.asksOnce(one, active, { deed: "plugin-activate", subject: "Harbour Tide" });
  });

  test("a running plugin that is updated by itself: before it is switched off for it", async () => {
    const link = await lay("tide-3.zip", pluginPackage("tide", "Harbour Tide", "3.0"));
    await offer({ plugins: { [tide]: { slug: "tide", plugin: tide, new_version: "3.0", package: link } } });
    const pattern = /update\.php\?action=upgrade-plugin&(?:amp;|#038;)plugin=tide[^"]*_wpnonce=(\w+)/;
    const nonce = await nonceOf(admin, "/wp-admin/plugins.php", pattern);
    const path = `/wp-admin/update.php?action=upgrade-plugin&plugin=${encodeURIComponent(tide)}&_wpnonce=${nonce}`;
    const state = async () => [await software(), await active()];
    const risk = { deed: "plugin-update", subject: "Harbour Tide", from: "2.0", to: "3.0" } as const;
    await sites.asksOnce(() => admin.ask(path), state, risk);
    const note = { kind: "plugin-updated", detail: { from: "2.0", to: "3.0" }, v: "admin", p: "update.php" };
    expect(await lastNote()).toMatchObject(note);
  });

  test("several plugins that are updated at once: one ask, before visitors are turned away", async () => {
    const plugins = Object.fromEntries(
      await Promise.all(
        [tide, lamp].map(async (plugin) => {
          const slug = plugin.slice(0, 4);
          const link = await lay(
            `${slug}-4.zip`,
            pluginPackage(slug, slug === "tide" ? "Harbour Tide" : "Harbour Lamp", "4.0"),
          );
          return [plugin, { slug, plugin, new_version: "4.0", package: link }] as const;
        }),
      ),
    );
    await offer({ plugins });
    const page = await (await bulk("update-selected", [tide, lamp, mole]))();
    const link = /src='[^']*(update\.php\?action=update-selected[^']*)'/.exec(page.body)?.[1];
    if (link === undefined) throw new Error(`no frame: ${page.body}`);
    const update = () => admin.ask(`/wp-admin/${link.replace(/&amp;|&#038;/g, "&")}`);
    const risk = { deed: "plugin-update", subject: "Harbour Tide, Harbour Lamp", count: 2 } as const;
    await sites.asksOnce(update, software, risk);
    const noted = (await sites.notes(laneId)).slice(-2);
    expect(noted).toMatchObject([
      { kind: "plugin-updated", subject: "Harbour Tide", detail: { from: "3.0", to: "4.0" } },
      { kind: "plugin-updated", subject: "Harbour Lamp", detail: { from: "1.0", to: "4.0" } },
    ]);
  });

  test("plugins that are deleted: before their own clean-up", async () => {
    await (await bulk("deactivate-selected", [tide]))();
    const kept = async () => [
      await software(),
      await sites.sql(
        laneId,
        "SELECT option_name FROM wordpress.wp_options WHERE option_name IN ('tide', 'lamp', 'mole')",
      ),
    ];
    const remove = ajax({ action: "delete-plugin", plugin: tide, slug: "tide" });
    await sites.asksOnce(remove, kept, { deed: "plugin-delete", subject: "Harbour Tide" });
    expect(await lastNote()).toMatchObject({
      kind: "plugin-deleted",
      subject: "Harbour Tide",
      detail: { from: "4.0" },
    });
    // First WordPress only asks whether one is sure.
    expect(await sites.during(await bulk("delete-selected", [lamp, mole]))).toEqual([]);
    const both = await bulk("delete-selected", [lamp, mole], { "verify-delete": "1" });
    await sites.asksOnce(both, kept, { deed: "plugin-delete", subject: "Harbour Lamp, Harbour Mole", count: 2 });
    expect((await sites.notes(laneId)).slice(-2)).toMatchObject([
      { kind: "plugin-deleted", subject: "Harbour Lamp" },
      { kind: "plugin-deleted", subject: "Harbour Mole" },
    ]);
    expect(await kept()).toEqual(["", []]);
  });

  test("a theme that is uploaded and updated", async () => {
    const install = await uploads("theme", themePackage("harbour", "Harbour", "1.0"));
    await sites.asksOnce(install, software, { deed: "theme-install", subject: "Harbour", to: "1.0" });
    expect(await lastNote()).toMatchObject({ kind: "theme-installed", subject: "Harbour", detail: { to: "1.0" } });
    const link = await lay("harbour-2.zip", themePackage("harbour", "Harbour", "2.0"));
    await offer({ themes: { harbour: { theme: "harbour", new_version: "2.0", url: "", package: link } } });
    const update = ajax({ action: "update-theme", slug: "harbour" });
    await sites.asksOnce(update, software, { deed: "theme-update", subject: "Harbour", from: "1.0", to: "2.0" });
    expect(await lastNote()).toMatchObject({ kind: "theme-updated", detail: { from: "1.0", to: "2.0" }, v: "ajax" });
  });

  test("a theme that the customizer switches to: before anything of the site is written", async () => {
    const { body } = await admin.ask("/wp-admin/customize.php?theme=harbour");
    const nonce = /"nonce":\{"save":"(\w+)"/.exec(body)?.[1];
    const uuid = /"uuid":"([\w-]+)"/.exec(body)?.[1];
    if (nonce === undefined || uuid === undefined) throw new Error(`no customizer: ${body.slice(0, 2000)}`);
    const options = () =>
      sites.sql(
        laneId,
        "SELECT option_name, MD5(option_value) AS v FROM wordpress.wp_options WHERE option_name LIKE 'theme\\_%' OR option_name IN ('template', 'stylesheet', 'blogname') ORDER BY 1",
      );
    const publish = async () => {
      const answer = await admin.ask(
        "/wp-admin/admin-ajax.php",
        form({
          action: "customize_save",
          wp_customize: "on",
          customize_theme: "harbour",
          customize_changeset_uuid: uuid,
          customize_changeset_status: "publish",
          customize_changeset_data: JSON.stringify({ blogname: { value: "By the customizer" } }),
          nonce,
        }),
      );
      expect(JSON.parse(answer.body)).toMatchObject({ success: true });
    };
    const from = expect.stringMatching(/^Twenty/);
    await sites.asksOnce(publish, options, { deed: "theme-switch", subject: "Harbour", from, to: "Harbour" });
  });

  test("code that is saved, by wp-admin's script and without it; a note where it holds", async () => {
    const file = `${html()}/wp-content/themes/harbour/functions.php`;
    const page = "/wp-admin/theme-editor.php?theme=harbour&file=functions.php";
    const nonce = await nonceOf(admin, page, /name="nonce" value="(\w+)"/);
    const fields = { theme: "harbour", file: "functions.php", nonce };
    const text = () => sites.inKeeper(`cat ${file}`);
    const risk = { deed: "code-edit", subject: "harbour/functions.php" } as const;
    const edit = (newcontent: string) => () =>
      admin.ask("/wp-admin/admin-ajax.php", form({ ...fields, action: "edit-theme-plugin-file", newcontent }));
    await sites.asksOnce(edit("<?php // By the script.\n"), text, risk);
    const noted = { kind: "code-edited", subject: "harbour/functions.php", detail: { in: "Harbour" } };
    expect(await lastNote()).toMatchObject({ ...noted, v: "ajax" });
    const old = { ...fields, action: "update", newcontent: "<?php // By the form.\n", scrollto: "0" };
    await sites.asksOnce(() => admin.ask("/wp-admin/theme-editor.php", form(old)), text, risk);
    expect(await lastNote()).toMatchObject({ ...noted, v: "admin", p: "theme-editor.php" });
    // WordPress tries it out on itself, finds what ended the page and puts the old text back.
    const many = (await sites.notes(laneId)).filter(({ kind }) => kind === "code-edited").length;
    let answer = "";
    const broken = async () => void (answer = (await edit("<?php no_such_function();\n")()).body);
    expect(await sites.during(broken)).toMatchObject([risk]);
    expect(JSON.parse(answer)).toMatchObject({ success: false, data: { code: "php_error" } });
    expect(await text()).toContain("By the form");
    expect((await sites.notes(laneId)).filter(({ kind }) => kind === "code-edited")).toHaveLength(many);
    expect((await sites.notes(laneId)).filter(({ kind }) => kind === "page-failed")).toEqual([]);
  });

  test("code of a plugin that is saved without wp-admin's script", async () => {
    const plugin = "akismet/akismet.php";
    const page = `/wp-admin/plugin-editor.php?plugin=${encodeURIComponent(plugin)}&file=${encodeURIComponent(plugin)}`;
    const nonce = await nonceOf(admin, page, /name="nonce" value="(\w+)"/);
    const text = () => keeper(`cat wp-content/plugins/${plugin}`);
    const newcontent = `${await text()}\n// By the form.`;
    const fields = { action: "update", plugin, file: plugin, nonce, newcontent, scrollto: "0" };
    const save = () => admin.ask("/wp-admin/plugin-editor.php", form(fields));
    await sites.asksOnce(save, text, { deed: "code-edit", subject: plugin });
    expect(await lastNote()).toMatchObject({ kind: "code-edited", subject: plugin, p: "plugin-editor.php" });
  });

  test("a theme that is deleted", async () => {
    const slug = "twentytwentyone";
    const there = () => keeper("ls wp-content/themes");
    const remove = ajax({ action: "delete-theme", slug });
    await sites.asksOnce(remove, there, { deed: "theme-delete", subject: "Twenty Twenty-One" });
    const noted = { kind: "theme-deleted", subject: "Twenty Twenty-One", detail: { from: expect.any(String) } };
    expect(await lastNote()).toMatchObject(noted);
  });

  test("an update of WordPress: before its lock and before visitors are turned away", async () => {
    const release = `${wordpress}.99`;
    await sites.script(laneId, corePackage(release, "/tmp/core.zip"));
    await offer({ core: [release, "/tmp/core.zip"] });
    const pattern = /do-core-upgrade[\s\S]*?name="_wpnonce" value="(\w+)"/;
    const nonce = await nonceOf(admin, "/wp-admin/update-core.php", pattern);
    const state = async () => [
      await keeper("grep -o 'wp_version = [^;]*' wp-includes/version.php; ls -d .maintenance"),
      await sites.sql(laneId, "SELECT option_name FROM wordpress.wp_options WHERE option_name LIKE 'core\\_updater%'"),
    ];
    const fields = { version: release, locale: "en_US", upgrade: "Update", _wpnonce: nonce };
    const update = () => admin.ask("/wp-admin/update-core.php?action=do-core-upgrade", form(fields));
    const from = expect.stringMatching(`^${wordpress.replace(".", "\\.")}\\.\\d$`);
    await sites.asksOnce(update, state, { deed: "core-update", subject: "WordPress", from, to: release });
    const noted = { kind: "core-updated", subject: "WordPress", detail: { from, to: release }, p: "update-core.php" };
    expect(await lastNote()).toMatchObject(noted);
  });

  test("an upgrade of the database, which anybody may call: only where there is something to do", async () => {
    const state = () =>
      sites.sql(laneId, "SELECT option_value FROM wordpress.wp_options WHERE option_name='db_version'");
    const upgrade = () => admin.ask("/wp-admin/upgrade.php?step=upgrade_db");
    expect(await sites.during(upgrade)).toEqual([]);
    const to = String((await state())[0]?.["option_value"]);
    const from = String(Number(to) - 1);
    await sites.php(laneId, `update_option('db_version', '${from}');`);
    expect(await sites.during(() => admin.ask("/wp-admin/upgrade.php"))).toEqual([]);
    await sites.asksOnce(upgrade, state, { deed: "core-update", subject: "WordPress database", from, to });
  });
});
