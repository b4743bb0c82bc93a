// Longer than usual: one running site serves all of these, and starting another takes longer than they do.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { GuardSettings } from "../core/ports";
import { openRealSites, type RealSites } from "./fixtures/real-sites";
import { form, json, type Visitor } from "./fixtures/visitor";

const title = `<script>alert(1)</script> '; DROP TABLE wp_posts; -- "x" <?php echo 1; ?> $(id) \\ ü😀`;
const password = `p'"\\ <x> $y %s`;
let sites: RealSites;
let settings: GuardSettings;
let visitor: Visitor;
let admin: Visitor;
let origin: string;
const canonical = "http://blog.localhost";

beforeAll(async () => {
  sites = await openRealSites("guard", 18_800);
  const laneId = await sites.newLane();
  origin = `http://draft--blog.localhost:${sites.port}`;
  settings = sites.settingsFor(laneId, { canonical, origin });
  await sites.start(settings);
  const about = { title, url: canonical, user: "admin", password, email: "admin@blog.localhost" };
  await sites.wordpress.install(laneId, about, sites.signal);
  await sites.wordpress.install(laneId, { ...about, title: "again" }, sites.signal);
  await sites.wordpress.waitHealthy(sites.stacks.webHost(laneId), settings, sites.signal);
  visitor = sites.visit(settings);
  admin = await sites.admin(settings);
}, 300_000);
afterAll(() => sites?.close(), 120_000);

const column = async (sql: string) => Object.values((await sites.sql(settings.laneId, sql))[0] ?? {})[0];

describe("a branch", () => {
  test("keeps its canonical address in the database and shows its own", async () => {
    expect(await column("SELECT option_value FROM wordpress.wp_options WHERE option_name='home'")).toBe(canonical);
    for (const path of ["/", "/feed/", "/wp-json/", "/wp-login.php", "/hello-world/", "/comments/feed/"]) {
      const { status, body } = await visitor.ask(path);
      expect([path, status]).toEqual([path, 200]);
      expect(body).toContain(
        path === "/wp-json/" ? JSON.stringify(origin).slice(1, -1).replaceAll("/", "\\/") : origin,
      );
      expect(body.replaceAll(origin, "").replaceAll(origin.replaceAll("/", "\\/"), "")).not.toContain(
        "//blog.localhost",
      );
    }
  });

  test("redirects to itself", async () => {
    for (const [path, target] of [
      ["/hello-world", "/hello-world/"],
      ["/wp-admin", "/wp-admin/"],
      ["/?p=1", "/hello-world/"],
    ] as const) {
      expect((await visitor.ask(path)).headers.location).toBe(origin + target);
    }
    expect((await visitor.ask("/wp-admin/")).headers.location).toContain(`${origin}/wp-login.php?redirect_to=`);
  });

  test("has a badge, says noindex, and has neither in what isn't a page", async () => {
    const page = await visitor.ask("/");
    expect(page.body.match(/id="tidemark-badge"/g)).toHaveLength(1);
    expect(page.body).toMatch(/Branch: draft<\/div><\/body>\s*<\/html>/);
    expect(page.headers["x-robots-tag"]).toBe("noindex, nofollow");
    expect(page.body).toContain("noindex");
    for (const path of ["/feed/", "/wp-json/", "/wp-login.php?x"]) {
      const { body } = await visitor.ask(path);
      expect(body.includes("tidemark-badge")).toBe(path.startsWith("/wp-login"));
    }
    expect((await admin.ask("/wp-admin/")).body).toContain("wp-admin-bar-tidemark-badge");
  });

  test("shows a hostile title as text", async () => {
    expect(await column("SELECT option_value FROM wordpress.wp_options WHERE option_name='blogname'")).toContain(
      "DROP TABLE",
    );
    const { body } = await visitor.ask("/");
    expect(body).not.toContain("<script>alert(1)");
    expect(body).toContain("&lt;script&gt;alert(1)");
  });

  test("logs in with the password it was installed with", async () => {
    const other = sites.visit(settings);
    await other.ask("/wp-login.php");
    const answer = await other.ask(
      "/wp-login.php",
      form({ log: "admin", pwd: password, testcookie: "1", redirect_to: `${origin}/wp-admin/profile.php` }),
    );
    expect(answer.headers.location).toBe(`${origin}/wp-admin/profile.php`);
    expect(answer.headers["set-cookie"]?.join()).not.toMatch(/domain=/i);
  });
});

describe("a login address", () => {
  const tryOut = async (url: string) => {
    const { pathname, search } = new URL(url);
    const answer = await sites.visit(settings).ask(pathname + search);
    return { location: answer.headers.location, cookies: answer.headers["set-cookie"] };
  };

  test("logs in once, and no second time", async () => {
    const url = await sites.wordpress.loginUrl(settings, "admin", sites.signal);
    expect(await tryOut(url)).toMatchObject({ location: `${origin}/wp-admin/` });
    expect(await tryOut(url)).toEqual({ location: `${origin}/wp-login.php`, cookies: undefined });
  });

  test("used twenty times at once logs in once", async () => {
    const url = await sites.wordpress.loginUrl(settings, "admin", sites.signal);
    const answers = await Promise.all(Array.from({ length: 20 }, () => tryOut(url)));
    expect(answers.filter(({ cookies }) => cookies !== undefined)).toHaveLength(1);
  });

  test("that was tampered with, forged or is empty logs nobody in, and spoils no good one", async () => {
    const url = await sites.wordpress.loginUrl(settings, "admin", sites.signal);
    const token = new URL(url).searchParams.get("tidemark-login") ?? "";
    const [time = "", nonce = "", signature = ""] = token.split(".");
    const forged = [
      `${Number(time) + 1}.${nonce}.${signature}`,
      `${time}.${nonce}.${"0".repeat(64)}`,
      `${token}x`,
      "",
      "../../settings",
      `${time}.${nonce}`,
    ];
    for (const each of forged) {
      const address = new URL(url);
      address.searchParams.set("tidemark-login", each);
      expect((await tryOut(address.href)).cookies).toBeUndefined();
    }
    expect((await tryOut(url.replace("tidemark-login=", "tidemark-login[]="))).cookies).toBeUndefined();
    expect((await tryOut(url)).cookies).toBeDefined();
  });

  test("is too old after a minute", async () => {
    const mint = `require_once '/tidemark/guard/guard.php'; $key = Tidemark\\secret('guard'); $body = (time() - 61) . '.' . bin2hex(random_bytes(16));
      $token = $body . '.' . hash_hmac('sha256', 'login ' . $body, $key); touch(Tidemark\\state_folder('logins') . '/' . hash('sha256', $token)); echo $token;`;
    const { stdout } = await sites.stacks.runInWeb(settings.laneId, ["php", "-r", mint], {}, sites.signal);
    expect((await tryOut(`${origin}/?tidemark-login=${stdout}`)).cookies).toBeUndefined();
  });
});

describe("what is saved on a branch", () => {
  test("by the block editor holds the canonical address, and comes back with the branch's", async () => {
    const escaped = origin.replace("--", "\\u002d\\u002d");
    const content = `<!-- wp:image {"url":"${escaped}/a.png"} --><img src="${origin}/a.png"><!-- /wp:image --> ${encodeURIComponent(`${origin}/q`)} //${new URL(origin).host}/r http://other--blog.localhost:${sites.port}/s http://blog.localhost:${sites.port}/t https://draft--blog.localhost.evil/`;
    const { status, body } = await admin.ask(
      "/wp-json/wp/v2/posts",
      await json(admin, { title: "T", content, status: "publish" }),
    );
    expect(status).toBe(201);
    const { id, link, guid } = JSON.parse(body);
    expect(link).toBe(`${origin}/t/`);
    expect(guid.raw).toContain(origin);
    expect(await column(`SELECT post_content FROM wordpress.wp_posts WHERE ID=${Number(id)}`)).toBe(
      `<!-- wp:image {"url":"${canonical}/a.png"} --><img src="${canonical}/a.png"><!-- /wp:image --> ${encodeURIComponent(`${canonical}/q`)} //blog.localhost/r ${canonical}/s ${canonical}/t https://draft--blog.localhost.evil/`,
    );
    expect(await column(`SELECT guid FROM wordpress.wp_posts WHERE ID=${Number(id)}`)).toMatch(
      /^http:\/\/blog\.localhost\//,
    );
    const { body: again } = await admin.ask(`/wp-json/wp/v2/posts/${id}?context=edit`, {
      headers: (await json(admin, {})).headers ?? {},
      method: "GET",
    });
    expect(JSON.parse(again).content.raw).toContain(`<img src="${origin}/a.png">`);
  });

  test("by a form of wp-admin holds the canonical address", async () => {
    const { body } = await admin.ask("/wp-admin/options-general.php");
    const nonce = /name="_wpnonce" value="([^"]+)"/.exec(body)?.[1] ?? "";
    const answer = await admin.ask(
      "/wp-admin/options.php",
      form({
        option_page: "general",
        action: "update",
        _wpnonce: nonce,
        _wp_http_referer: "/wp-admin/options-general.php",
        blogname: "N",
        blogdescription: `see ${origin}/about and ${canonical}:81/`,
        new_admin_email: "admin@blog.localhost",
      }),
    );
    expect(answer.headers.location).toContain("settings-updated=true");
    expect(await column("SELECT option_value FROM wordpress.wp_options WHERE option_name='blogdescription'")).toBe(
      `see ${canonical}/about and ${canonical}:81/`,
    );
  });

  test("an uploaded picture keeps every byte, even those of an address", async () => {
    const pixel = Buffer.from(
      "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==",
      "base64",
    );
    const picture = Buffer.concat([pixel, Buffer.from(` ${canonical}/ ${origin}/ `)]);
    const { headers } = await json(admin, {});
    const answer = await admin.ask("/wp-json/wp/v2/media", {
      headers: { ...headers, "Content-Type": "image/png", "Content-Disposition": 'attachment; filename="p.png"' },
      body: picture,
    });
    expect(answer.status).toBe(201);
    const { source_url, id } = JSON.parse(answer.body);
    expect(source_url).toMatch(new RegExp(`^${origin}/wp-content/uploads/.*p\\.png$`));
    expect((await visitor.ask(new URL(source_url).pathname)).bytes.equals(picture)).toBe(true);
    expect(await column(`SELECT guid FROM wordpress.wp_posts WHERE ID=${Number(id)}`)).toContain(`${canonical}/`);
  });

  test("nothing in the database names the branch's address", async () => {
    for (const [table, columns] of [
      ["wp_posts", "post_content, guid, post_excerpt"],
      ["wp_options", "option_value"],
      ["wp_postmeta", "meta_value"],
      ["wp_usermeta", "meta_value"],
    ]) {
      const sql = `SELECT COUNT(*) FROM wordpress.${table} WHERE CONCAT_WS(' ', ${columns}) REGEXP 'draft--blog.localhost:[0-9]'`;
      expect([table, Number(await column(sql))]).toEqual([table, 0]);
    }
  });
});

describe("what leaves a quarantined branch", () => {
  const request = (url: string) =>
    sites.php(
      settings.laneId,
      `$r = wp_remote_get(${JSON.stringify(url)}, ['timeout' => 3]); echo is_wp_error($r) ? $r->get_error_code() . ' ' . $r->get_error_message() : $r['response']['code'] . ' ' . substr($r['body'], 0, 20000);`,
    );

  test("requests to itself arrive, and are answered with canonical addresses", async () => {
    const answer = await request(`${canonical}/wp-json/`);
    expect(answer).toMatch(/^200 /);
    expect(answer).toContain('"home":"http:\\/\\/blog.localhost"');
    expect(await request(`${canonical}/hello-world`)).toMatch(/^200 /);
    expect(await request(`${origin}/hello-world`)).toMatch(/^200 /);
  });

  test("WordPress finds its loopback requests working", async () => {
    const code = `require_once ABSPATH . 'wp-admin/includes/admin.php'; require_once ABSPATH . 'wp-admin/includes/class-wp-site-health.php'; echo (new WP_Site_Health())->can_perform_loopback()->status;`;
    expect(await sites.php(settings.laneId, code)).toBe("good");
  });

  test.each(["https://example.com/", "http://10.0.0.1/", "https://wordpress.org.evil.com/", "http://[::1]:1/"])(
    "requests to %s do not",
    async (url) => expect(await request(url)).toContain("Tidemark keeps this branch"),
  );

  test("requests to wordpress.org are let out", async () => {
    expect(await request("https://api.wordpress.org/")).not.toContain("Tidemark");
  });

  test("scheduled tasks don't run", async () => {
    await sites.php(settings.laneId, "wp_schedule_single_event(time() - 10, 'tidemark_test'); echo DISABLE_WP_CRON;");
    expect((await visitor.ask("/wp-cron.php?doing_wp_cron")).body).toBe("");
    expect(await sites.php(settings.laneId, "echo wp_next_scheduled('tidemark_test') ? 'waiting' : 'ran';")).toBe(
      "waiting",
    );
  });

  test("mail is caught, with the branch's addresses in it, and stays when the branch stops", async () => {
    await sites.wordpress.clearMails(settings.laneId, sites.signal);
    await sites.php(
      settings.laneId,
      `wp_mail(['a@x.org', 'b@x.org'], 'Grüße', '<a href="' . home_url('/x') . '">x</a>', ['Content-Type: text/html', 'From: me <me@x.org>']); mail('c@x.org', 'plain', "two\\nlines");`,
    );
    const answer = await sites.visit(settings).ask("/wp-login.php?action=lostpassword", form({ user_login: "admin" }));
    expect(answer.headers.location).toContain("checkemail=confirm");
    const mails = await sites.wordpress.mails(settings.laneId, sites.signal);
    expect(mails).toMatchObject([
      { to: "admin@blog.localhost", html: false },
      { to: "c@x.org", subject: "plain", html: false },
      { to: "a@x.org, b@x.org", subject: "Grüße", html: true, body: `<a href="${origin}/x">x</a>` },
    ]);
    expect(mails[0]?.body).toContain(`${origin}/wp-login.php?action=rp`);
    await sites.stacks.stop(settings.laneId, sites.signal);
    expect(await sites.wordpress.mails(settings.laneId, sites.signal)).toEqual(mails);
    await sites.start(settings);
    await sites.wordpress.waitHealthy(sites.stacks.webHost(settings.laneId), settings, sites.signal);
    await sites.wordpress.clearMails(settings.laneId, sites.signal);
    expect(await sites.wordpress.mails(settings.laneId, sites.signal)).toEqual([]);
  });
});

test("a branch that becomes main while it runs is main from the next request on", async () => {
  const main = {
    ...settings,
    origin: `http://blog.localhost:${sites.port}`,
    kind: "main" as const,
    quarantined: false,
  };
  await sites.stacks.writeWebFiles(settings.laneId, sites.wordpress.settingsFiles(main), sites.signal);
  await sites.route(main.origin, settings.laneId);
  try {
    const page = await sites.visit(main).ask("/");
    expect(page.status).toBe(200);
    expect(page.body).not.toContain("tidemark-badge");
    expect(page.headers["x-robots-tag"]).toBeUndefined();
    expect(page.body).toContain(`http://blog.localhost:${sites.port}/`);
    expect(page.body).not.toContain("draft--");
  } finally {
    await sites.stacks.writeWebFiles(settings.laneId, sites.wordpress.settingsFiles(settings), sites.signal);
  }
});

test("a site goes on when the guard can't", async () => {
  const lay = (name: string, content: string) =>
    sites.stacks.writeWebFiles(
      settings.laneId,
      [{ path: `/tidemark/guard/${name}`, content, mode: 0o644, uid: 0, gid: 0 }],
      sites.signal,
    );
  for (const broken of ["", "{", "null", "[]", '{"canonical":[]}']) {
    await lay("settings.json", broken);
    const { status, body } = await visitor.ask("/wp-login.php");
    expect([broken, status]).toEqual([broken, 200]);
    expect(body).not.toMatch(/Warning|Notice|Fatal/);
  }
  await sites.stacks.writeWebFiles(settings.laneId, sites.wordpress.settingsFiles(settings), sites.signal);
  expect((await visitor.ask("/")).body).toContain("tidemark-badge");
});

test("a broken page is unhealthy at once, with its status", async () => {
  const host = sites.stacks.webHost(settings.laneId);
  const breakIt = `file_put_contents('/site/html/wp-content/mu-plugins/b.php', '<?php nothing();');`;
  await sites.stacks.runInWeb(
    settings.laneId,
    ["php", "-r", `@mkdir('/site/html/wp-content/mu-plugins'); ${breakIt}`],
    {},
    sites.signal,
  );
  await expect(sites.wordpress.waitHealthy(host, settings, sites.signal)).rejects.toMatchObject({
    code: "site-unhealthy",
    data: { status: 500 },
  });
  expect(await sites.wordpress.status(host, settings, sites.signal)).toBe(500);
  expect(await sites.wordpress.waitAnswer(host, settings, sites.signal)).toBe(500);
  await sites.stacks.runInWeb(settings.laneId, ["rm", "/site/html/wp-content/mu-plugins/b.php"], {}, sites.signal);
  await sites.wordpress.waitHealthy(host, settings, sites.signal);
});
