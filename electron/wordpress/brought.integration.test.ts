import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newId } from "../../shared/ids";
import type { GuardSettings } from "../core/ports";
import { createBringing } from "./bring/bringing";
import { createExporting } from "./export/exporting";
import { openRealSites, type RealSites } from "./fixtures/real-sites";

const canonical = "https://www.example.com";
const bringing = createBringing();
const quiet = () => {};
let sites: RealSites;
let folder: string;
let zip: string;
let old: GuardSettings;

/** A site as its owner had it elsewhere: https, www, another prefix, a firewall, redirects, constants. */
beforeAll(async () => {
  sites = await openRealSites("brought", 18_840);
  folder = await mkdtemp(join(tmpdir(), "tidemark-brought-"));
  zip = join(folder, "site.zip");
  old = sites.settingsFor(await sites.newLane(), {
    canonical,
    origin: `http://old.localhost:${sites.port}`,
  });
  await sites.start(old, "6.1", "zz_");
  const about = { title: "Müller & Söhne", url: canonical, user: "chef", password: "pw", email: "chef@example.com" };
  await sites.wordpress.install(old.laneId, about, sites.signal);
  await sites.php(
    old.laneId,
    `update_option('serialised', ['u' => home_url('/ü/'), 'n' => [1, 'https://example.com']]);
    file_put_contents('/site/html/waf.php', '<?php header("X-Firewall: on"); define("FIREWALL", 1);');
    $config = file_get_contents('/site/html/wp-config.php');
    file_put_contents('/site/html/wp-config.php', preg_replace('/^<\\?php/', '<?php
define("WP_HOME", "https://www.example.com"); define("FORCE_SSL_ADMIN", true); define("COOKIE_DOMAIN", "www.example.com");
define("DB_HOST", "db.example.com"); define("OWN_CONSTANT", "kept"); $table_prefix = "zz_";', $config, 1));
    file_put_contents('/site/html/wp-content/a.css', 'a{background:url(https://example.com/a.png)} b{background:url(//cdn.example/x)}');
    file_put_contents('/site/html/.htaccess', "php_value auto_prepend_file '/home/user/www/waf.php'
Redirect 301 /gone https://example.com/hello-world/?a=b
RewriteEngine On
RewriteCond %{HTTPS} off
RewriteRule ^ https://%{HTTP_HOST}%{REQUEST_URI} [L,R=301]
RewriteCond %{HTTP_HOST} !^www\\\\. [NC]
RewriteRule ^ https://www.%{HTTP_HOST}%{REQUEST_URI} [L,R=301]
RewriteRule ^index\\\\.php$ - [L]
RewriteCond %{REQUEST_FILENAME} !-f
RewriteCond %{REQUEST_FILENAME} !-d
RewriteRule . /index.php [L]
");`,
  );
  const dump = await sites.databases.dump(sites.access(old.laneId), sites.signal);
  const files = await sites.store.readTree(old.laneId, "html", sites.signal);
  await createExporting().write(createWriteStream(zip), { files, dump, about: { title: "x" } }, sites.signal);
}, 300_000);
afterAll(async () => {
  await sites?.close();
  if (folder !== undefined) await rm(folder, { recursive: true, force: true });
}, 120_000);

async function checksums(laneId: string): Promise<Readonly<Record<string, unknown>>> {
  const tables = await sites.sql(
    laneId,
    "SELECT table_name AS t FROM information_schema.tables WHERE table_schema='wordpress'",
  );
  const names = tables.map(({ t }) => `wordpress.\`${String(t)}\``).join(", ");
  const rows = await sites.sql(laneId, `CHECKSUM TABLE ${names} EXTENDED`);
  return Object.fromEntries(rows.map((row) => [String(row["Table"]), row["Checksum"]]));
}

async function bring(
  path: string,
  origin: string,
): Promise<{ readonly settings: GuardSettings; readonly title: string }> {
  const source = await bringing.inspect(path, sites.signal);
  const laneId = newId("l");
  await sites.store.create(laneId, sites.signal);
  const settings = sites.settingsFor(laneId, { canonical: source.origin ?? origin, origin });
  const files = await bringing.openFiles(source, quiet, sites.signal);
  await sites.store.writeTree(laneId, "html", files, sites.signal);
  const spec = sites.specFor(laneId, { webFiles: sites.wordpress.files(settings) });
  await sites.stacks.startDatabase(spec, sites.signal);
  await sites.databases.load(sites.access(laneId), await bringing.openDump(source, quiet, sites.signal), sites.signal);
  return { settings, title: source.title };
}

describe("a site that was exported and brought in again", () => {
  let settings: GuardSettings;
  let origin: string;

  beforeAll(async () => {
    origin = `http://brought.localhost:${sites.port}`;
    const brought = await bring(zip, origin);
    settings = brought.settings;
    expect(brought.title).toBe("Müller & Söhne");
    expect(settings.canonical).toBe(canonical);
  }, 240_000);

  test("has the database it had, to the row", async () => {
    const before = await checksums(old.laneId);
    expect(Object.keys(before).length).toBeGreaterThan(10);
    expect(await checksums(settings.laneId)).toEqual(before);
  });

  test("answers under its new address, with nothing of the old one in it", async () => {
    await sites.start(settings, "6.1", "zz_");
    await sites.wordpress.waitInstalled(settings.laneId, sites.signal);
    await sites.wordpress.waitHealthy(sites.stacks.webHost(settings.laneId), settings, sites.signal);
    const visitor = sites.visit(settings);
    for (const path of ["/", "/feed/", "/wp-json/", "/wp-content/a.css", "/hello-world/"]) {
      const { status, body, headers } = await visitor.ask(path);
      expect([path, status]).toEqual([path, 200]);
      expect(headers["content-encoding"]).toBeUndefined();
      expect(body).not.toMatch(/(?:www\.)?example\.com\b(?!.*@)/);
      if (!path.endsWith(".css")) expect(headers["x-firewall"]).toBe("on");
    }
  });

  test("redirects made by Apache, by PHP and to https end at the new address", async () => {
    const visitor = sites.visit(settings);
    for (const [path, target] of [
      ["/gone", "/hello-world/?a=b"],
      ["/wp-admin", "/wp-admin/"],
      ["/hello-world", "/hello-world/"],
    ] as const) {
      expect((await visitor.ask(path)).headers.location).toBe(origin + target);
    }
  });

  test("lets its administrator in over http, with its own constants", async () => {
    const admin = await sites.admin(settings);
    const dashboard = await admin.ask("/wp-admin/");
    expect(dashboard.status).toBe(200);
    expect(dashboard.body).not.toContain("//www.example.com");
    expect(
      await sites.php(settings.laneId, "echo OWN_CONSTANT, ' ', DB_HOST, ' ', WP_HOME, ' ', home_url('/x');"),
    ).toBe(`kept localhost:/site/run/mysqld.sock ${canonical} ${canonical}/x`);
  });

  test("reaches itself, not the site it was copied from", async () => {
    const code =
      "$r = wp_remote_get(home_url('/wp-json/')); echo is_wp_error($r) ? $r->get_error_message() : $r['body'];";
    expect(JSON.parse(await sites.php(settings.laneId, code))).toMatchObject({ home: canonical });
  });

  test("says nothing about constants defined twice", async () => {
    const ended = AbortSignal.timeout(2_000);
    const lines: string[] = [];
    try {
      for await (const { text } of sites.stacks.logs(settings.laneId, ended)) lines.push(text);
    } catch (error) {
      if (!ended.aborted) throw error;
    }
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.filter((line) => /PHP (?:Warning|Notice|Fatal)|already defined|Tidemark:/.test(line))).toEqual([]);
  });
});

test("a site born in a folder below its host keeps that folder", async () => {
  const origin = `http://folder.localhost:${sites.port}`;
  const settings = sites.settingsFor(await sites.newLane(), { canonical: "https://example.com/blog", origin });
  await sites.start(settings);
  const about = { title: "F", url: settings.canonical, user: "admin", password: "pw", email: "a@example.com" };
  await sites.wordpress.install(settings.laneId, about, sites.signal);
  await sites.wordpress.waitHealthy(sites.stacks.webHost(settings.laneId), settings, sites.signal);
  const visitor = sites.visit(settings);
  expect((await visitor.ask("/")).headers.location).toBe(`${origin}/blog/`);
  const page = await visitor.ask("/blog/hello-world/");
  expect(page.status).toBe(200);
  expect(page.body).toContain(`${origin}/blog/wp-includes/`);
  expect((await visitor.ask("/blog/wp-includes/css/dashicons.min.css")).status).toBe(200);
  const url = new URL(await sites.wordpress.loginUrl(settings, "admin", sites.signal));
  expect((await visitor.ask(url.pathname + url.search)).headers.location).toBe(`${origin}/blog/wp-admin/`);
  expect((await visitor.ask("/blog/wp-admin/")).status).toBe(200);
});

test("an upload of 200 MB arrives whole", async () => {
  const admin = await sites.admin(old);
  const { body: nonce } = await admin.ask("/wp-admin/admin-ajax.php?action=rest-nonce");
  const size = 200 * 1024 * 1024;
  const head = `--b\r\nContent-Disposition: form-data; name="file"; filename="big.zip"\r\nContent-Type: application/zip\r\n\r\n`;
  const body = Buffer.concat([Buffer.from(head), Buffer.alloc(size, "PK"), Buffer.from("\r\n--b--\r\n")]);
  const headers = { "X-WP-Nonce": nonce, "Content-Type": "multipart/form-data; boundary=b" };
  const answer = await admin.ask("/wp-json/wp/v2/media", { headers, body });
  expect([answer.status, answer.body.slice(0, 300)]).toEqual([201, expect.any(String)]);
  const path = new URL(JSON.parse(answer.body).source_url).pathname;
  const { headers: got } = await admin.ask(path, { method: "HEAD" });
  expect(Number(got["content-length"])).toBe(size);
});
