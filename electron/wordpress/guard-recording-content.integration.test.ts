// Longer than usual: two running sites serve all of these, and starting others takes longer than they do.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { GuardSettings } from "../core/ports";
import { type AskedSites, nonceOf, openAskedSites } from "./fixtures/asked-sites";
import { form, json, type Visitor } from "./fixtures/visitor";

let sites: AskedSites;
beforeAll(async () => {
  sites = await openAskedSites("guard-content", 18_950);
}, 300_000);
afterAll(() => sites?.close(), 120_000);

/** Three of each kind, the ids by kind. */
const some = `
  require ABSPATH . 'wp-admin/includes/admin.php';
  $ids = array();
  foreach ( range( 1, 3 ) as $i ) {
    $ids['page'][] = (string) wp_insert_post( array( 'post_type' => 'page', 'post_title' => "Page $i", 'post_status' => 'publish' ) );
    $ids['media'][] = (string) wp_insert_post( array( 'post_type' => 'attachment', 'post_title' => "Picture $i", 'post_status' => 'inherit' ) );
    $ids['comment'][] = (string) wp_insert_comment( array( 'comment_post_ID' => 1, 'comment_content' => "Comment $i" ) );
    $ids['user'][] = (string) wp_insert_user( array( 'user_login' => "user$i", 'user_pass' => 'p', 'role' => 'author', 'display_name' => "User $i" ) );
    $ids['term'][] = (string) wp_insert_term( "Term $i", 'category' )['term_id'];
  }
  echo json_encode( $ids );`;

/** An importer as plugins bring them; WordPress' own says itself when it begins. */
const importers = `<?php
add_action( 'admin_init', function () {
  require_once ABSPATH . 'wp-admin/includes/import.php';
  foreach ( array( 'wordpress' => 'WordPress', 'gazette' => 'Gazette' ) as $key => $name ) {
    register_importer( $key, $name, '', function () use ( $key ) {
      if ( 'POST' === $_SERVER['REQUEST_METHOD'] ) {
        if ( 'wordpress' === $key && '2' === $_GET['step'] ) {
          do_action( 'import_start' );
        }
        wp_insert_post( array( 'post_title' => "Imported by $key", 'post_status' => 'publish' ) );
      }
    } );
  }
} );
add_action( 'wp_ajax_shop_nonce', function () {
  exit( wp_create_nonce( 'wc-product-import' ) );
} );
add_action( 'wp_ajax_woocommerce_do_ajax_product_import', function () {
  check_ajax_referer( 'wc-product-import', 'security' );
  wp_insert_post( array( 'post_title' => 'Imported by a shop', 'post_status' => 'publish' ) );
  exit( 'done' );
} );
add_action( 'init', function () {
  if ( false !== strpos( $_SERVER['REQUEST_URI'], '/flaky' ) ) {
    if ( 'fatal' === get_option( 'flaky' ) ) {
      no_such_function();
    } elseif ( get_option( 'flaky' ) ) {
      wp_die( 'Not now', '', array( 'response' => (int) get_option( 'flaky' ) ) );
    }
    exit( 'well' );
  }
} );`;

describe.each(["6.5", "6.1"])("WordPress %s", (wordpress) => {
  let settings: GuardSettings;
  let admin: Visitor;
  let laneId: string;
  let ids: Readonly<Record<"page" | "media" | "comment" | "user" | "term", readonly string[]>>;

  beforeAll(async () => {
    settings = await sites.site(wordpress);
    laneId = settings.laneId;
    await sites.lay(laneId, "/site/html/wp-content/mu-plugins/importers.php", importers);
    admin = await sites.admin(settings);
    ids = JSON.parse(await sites.php(laneId, some));
    await sites.asks.listenIn([laneId], sites.signal);
  }, 300_000);

  const count =
    (table: string, where = "1") =>
    async () =>
      Number((await sites.sql(laneId, `SELECT COUNT(*) AS n FROM wordpress.wp_${table} WHERE ${where}`))[0]?.["n"]);
  const option = (name: string, value: string) => sites.php(laneId, `update_option('${name}', '${value}');`);
  /** What a list's form sends for these, by the nonce of its page. */
  const list = async (page: string, fields: Readonly<Record<string, string | readonly string[]>>) => {
    const nonce = await nonceOf(admin, `/wp-admin/${page}`);
    const query = new URLSearchParams(form({ action2: "-1", _wpnonce: nonce, ...fields }).body?.toString());
    return () => admin.ask(`/wp-admin/${page}${page.includes("?") ? "&" : "?"}${query}`);
  };

  test.each([
    [
      "pages to the trash",
      "edit.php?post_type=page",
      "trash",
      "post[]",
      "page",
      "Pages",
      "posts",
      "post_status = 'trash'",
    ],
    ["media", "upload.php?mode=list", "delete", "media[]", "media", "Media", "posts", "post_type = 'attachment'"],
    [
      "comments to the trash",
      "edit-comments.php",
      "trash",
      "delete_comments[]",
      "comment",
      "Comments",
      "comments",
      "comment_approved = 'trash'",
    ],
    ["terms", "edit-tags.php?taxonomy=category", "delete", "delete_tags[]", "term", "Categories", "terms", "1"],
  ] as const)(
    "several %s: one ask; for one of them none",
    async (_, page, action, field, kind, subject, table, where) => {
      const state = count(table, where);
      const [one, ...two] = ids[kind];
      expect(await sites.during(await list(page, { action, [field]: one ?? "" }))).toEqual([]);
      const before = await state();
      await sites.asksOnce(await list(page, { action, [field]: two }), state, {
        deed: "bulk-delete",
        subject,
        count: 2,
      });
      expect(Math.abs((await state()) - before)).toBe(2);
    },
  );

  test("a trash that is emptied: as many as are in it", async () => {
    const page = "edit.php?post_type=page&post_status=trash";
    const state = count("posts", "post_type = 'page'");
    const deed = { deed: "bulk-delete", subject: "Pages", count: 3 } as const;
    await sites.asksOnce(await list(page, { delete_all: "Empty Trash" }), state, deed);
  });

  test("roles of several people: one ask; what only looks like it: none", async () => {
    const state = () =>
      sites.sql(laneId, "SELECT meta_value FROM wordpress.wp_usermeta WHERE meta_key = 'wp_capabilities'");
    const role = { "users[]": ids.user, new_role: "editor" };
    expect(await sites.during(await list("users.php", { ...role, action: "nothing" }))).toEqual([]);
    const changed = await list("users.php", { ...role, action: "-1", changeit: "Change" });
    const risk = { deed: "role-change", subject: "User 1, User 2, User 3", to: "editor", count: 3 } as const;
    await sites.asksOnce(changed, state, risk);
    const back = await list("users.php", {
      ...role,
      "users[]": ids.user[0] ?? "",
      new_role: "author",
      changeit: "Change",
    });
    await sites.asksOnce(back, state, { deed: "role-change", subject: "User 1", from: "editor", to: "author" });
  });

  test("one person's role on their page, or by REST: before anything of them is written", async () => {
    const id = ids.user[1] ?? "";
    const state = () =>
      sites.sql(
        laneId,
        `SELECT user_email, display_name, meta_value FROM wordpress.wp_users u JOIN wordpress.wp_usermeta m ON m.user_id = u.ID AND m.meta_key = 'wp_capabilities' WHERE u.ID = ${id}`,
      );
    const page = `/wp-admin/user-edit.php?user_id=${id}`;
    const save = async (more: Readonly<Record<string, string>>) => {
      const nonce = await nonceOf(admin, page);
      const fields = {
        action: "update",
        user_id: id,
        _wpnonce: nonce,
        email: "u2@x.localhost",
        nickname: "u2",
        ...more,
      };
      return () => admin.ask(page, form(fields));
    };
    const person = { deed: "role-change", subject: "User 2" } as const;
    const contributor = await save({ role: "contributor", display_name: "User 2" });
    await sites.asksOnce(contributor, state, { ...person, from: "editor", to: "contributor" });
    expect(await sites.during(await save({ role: "contributor", display_name: "User 2", first_name: "U" }))).toEqual(
      [],
    );
    const rest = await json(admin, { roles: ["author"], email: "u2@y.localhost" });
    const by = () => admin.ask(`/wp-json/wp/v2/users/${id}`, rest);
    await sites.asksOnce(by, state, { ...person, from: "contributor", to: "author" });
    expect(
      await sites.during(async () => admin.ask(`/wp-json/wp/v2/users/${id}`, await json(admin, { description: "x" }))),
    ).toEqual([]);
    await sites.asksOnce(await save({ role: "", display_name: "User 2" }), state, {
      ...person,
      from: "author",
      to: null,
    });
  });

  test("a new administrator: before there is a row of them", async () => {
    const state = count("users");
    const nonce = await nonceOf(admin, "/wp-admin/user-new.php", /name="_wpnonce_create-user" value="(\w+)"/);
    const make = (login: string, role: string) => () =>
      admin.ask(
        "/wp-admin/user-new.php",
        form({
          action: "createuser",
          "_wpnonce_create-user": nonce,
          user_login: login,
          email: `${login}@x.localhost`,
          pass1: "a long password",
          pass2: "a long password",
          role,
        }),
      );
    expect(await sites.during(make("dora", "author"))).toEqual([]);
    await sites.asksOnce(make("emil", "administrator"), state, {
      deed: "role-change",
      subject: "emil",
      to: "administrator",
    });
    const person = {
      username: "frida",
      name: "Frida",
      email: "f@x.localhost",
      password: "p",
      roles: ["administrator"],
    };
    const asking = await json(admin, person);
    const rest = () => admin.ask("/wp-json/wp/v2/users", asking);
    await sites.asksOnce(rest, state, { deed: "role-change", subject: "Frida", to: "administrator" });
  });

  test("people who are deleted: one ask; for one of them none", async () => {
    const state = count("users");
    const [one, ...two] = ids.user;
    const remove = async (users: readonly string[]) => {
      const page = "/wp-admin/users.php?action=delete";
      const nonce = await nonceOf(admin, "/wp-admin/users.php");
      const query = users.map((id) => `&users%5B%5D=${id}`).join("");
      const sure = await nonceOf(admin, `${page}${query}&_wpnonce=${nonce}`);
      const fields = { action: "dodelete", "users[]": users, delete_option: "delete", _wpnonce: sure };
      return () => admin.ask("/wp-admin/users.php", form(fields));
    };
    expect(await sites.during(await remove([one ?? ""]))).toEqual([]);
    await sites.asksOnce(await remove(two), state, { deed: "bulk-delete", subject: "Users", count: 2 });
  });

  test("imports: WordPress' own when it begins, another one when its form comes in", async () => {
    const state = count("posts", "post_title LIKE 'Imported%'");
    const run = (path: string) => () => admin.ask(`/wp-admin/admin.php?import=${path}`, form({ any: "thing" }));
    await sites.asksOnce(run("wordpress&step=2"), state, { deed: "import", subject: "WordPress" });
    await sites.asksOnce(run("gazette"), state, { deed: "import", subject: "Gazette" });
    expect(await sites.during(run("wordpress&step=1"))).toEqual([]);
    expect(await sites.during(() => admin.ask("/wp-admin/admin.php?import=gazette"))).toEqual([]);
  });

  test("a shop's import by many requests: before the first of them", async () => {
    const state = count("posts", "post_title LIKE 'Imported%'");
    const { body: security } = await admin.ask("/wp-admin/admin-ajax.php?action=shop_nonce");
    const fields = { action: "woocommerce_do_ajax_product_import", security };
    const run = (position: string) => () => admin.ask("/wp-admin/admin-ajax.php", form({ ...fields, position }));
    await sites.asksOnce(run("0"), state, { deed: "import", subject: "WooCommerce" });
    expect(await sites.during(run("30"))).toEqual([]);
  });

  test("what WP-CLI does to a whole database: before it, and not for a dry run", async () => {
    // Only its name and its words count: the guard asks before the program itself runs.
    await sites.lay(laneId, "/tmp/wp", "<?php file_put_contents('/site/html/ran', 'ran');");
    const state = () => sites.inKeeper(`ls /store/live/${laneId}/tree/html/ran || true`);
    const run =
      (...words: readonly string[]) =>
      () =>
        sites.stacks.runInWeb(laneId, ["php", "/tmp/wp", ...words], {}, sites.signal);
    const risk = { deed: "database-import", who: null } as const;
    await sites.asksOnce(run("db", "import", "dump.sql"), state, { ...risk, subject: "wp db import" });
    expect(await sites.during(run("search-replace", "a", "b"))).toMatchObject([
      { ...risk, subject: "wp search-replace" },
    ]);
    expect(await sites.during(run("search-replace", "a", "b", "--dry-run"))).toEqual([]);
    expect(await sites.during(run("db", "export"))).toEqual([]);
  });

  test("statements say when they come by wp-admin's scripts, by XML-RPC and by logging in", async () => {
    const visitor = sites.visit(settings);
    const page = "/wp-admin/edit-tags.php?taxonomy=category";
    const nonce = await nonceOf(admin, page, /name="_wpnonce_add-tag" value="(\w+)"/);
    const fields = { action: "add-tag", taxonomy: "category", "tag-name": "By script", "_wpnonce_add-tag": nonce };
    await admin.ask("/wp-admin/admin-ajax.php", form({ ...fields, screen: "edit-category", post_type: "post" }));
    const text = (value: string) => `<param><value><string>${value}</string></value></param>`;
    const post = `<param><value><struct><member><name>post_title</name><value><string>By XML-RPC</string></value></member></struct></value></param>`;
    const body = `<?xml version="1.0"?><methodCall><methodName>wp.newPost</methodName><params>${text("1")}${text("admin")}${text("p")}${post}</params></methodCall>`;
    await visitor.ask("/xmlrpc.php", { headers: { "Content-Type": "text/xml" }, body });
    await visitor.ask("/wp-login.php");
    await visitor.ask("/wp-login.php", form({ log: "admin", pwd: "p", "wp-submit": "Log In", testcookie: "1" }));
    const signed = await sites.statements(laneId);
    const of = (pattern: RegExp) => signed.filter((one) => pattern.test(one.text)).map(({ said }) => said);
    const who = { u: 1, n: "admin" };
    expect(of(/INSERT INTO `wp_terms`.*By script/s)[0]).toMatchObject({ ...who, v: "ajax", p: "add-tag" });
    expect(of(/INSERT INTO `wp_posts`.*By XML-RPC/s)[0]).toMatchObject({ ...who, v: "xmlrpc", p: "wp.newPost" });
    expect(of(/`wp_usermeta`.*session_tokens/s).at(-1)).toMatchObject({ v: "login", p: "wp-login.php" });
    const users = of(/INSERT INTO `wp_users`.*emil/s);
    expect(users[0]).toMatchObject({ ...who, v: "admin", p: "user-new.php" });
  });

  test("a page that fails is noted once a minute, and once when it is well again", async () => {
    const visitor = sites.visit(settings);
    const seen = async () =>
      (await sites.notes(laneId))
        .filter(({ subject }) => subject === "/flaky")
        .map(({ kind, detail }) => [kind, Reflect.get(Object(detail), "status")]);
    const look = async (times = 2) => {
      for (let time = 0; time < times; time++) await visitor.ask(`/flaky?${time}`);
    };
    const minuteLater = (seconds: number) =>
      sites.stacks.runInWeb(
        laneId,
        [
          "sh",
          "-c",
          `find /tidemark/state/failures /tmp/tidemark-state/failures -type f -exec touch -d '${seconds} seconds ago' {} + 2>/dev/null; true`,
        ],
        {},
        sites.signal,
      );
    await look();
    await option("flaky", "404");
    await look();
    expect(await seen()).toEqual([]);
    await option("flaky", "fatal");
    await look();
    expect((await visitor.ask("/flaky")).body).toContain("critical error");
    await minuteLater(50);
    await look();
    expect(await seen()).toEqual([["page-failed", 500]]);
    const note = (await sites.notes(laneId)).findLast(({ kind }) => kind === "page-failed");
    expect(note).toMatchObject({ detail: { path: "/flaky", message: expect.stringContaining("no_such_function()") } });
    await minuteLater(61);
    await look();
    expect(await seen()).toHaveLength(2);
    await option("flaky", "503");
    await look();
    expect((await seen()).slice(2)).toEqual([["page-failed", 503]]);
    await option("flaky", "404");
    await look();
    expect(await seen()).toHaveLength(3);
    await option("flaky", "");
    await Promise.all([look(), look()]);
    expect((await seen()).slice(3)).toEqual([["page-recovered", 200]]);
  });

  test("notes end at 16 MB a day, and go after 60 days", async () => {
    const folder = `/store/live/${laneId}/tree/notes`;
    const note = () =>
      sites.php(
        laneId,
        "foreach (array('names', 'notes') as $p) { require_once \"/tidemark/guard/$p.php\"; } Tidemark\\note('plugin-deleted', str_repeat('x', 300), array());",
      );
    const day = (ago: number) => `$(date -u -d @$(($(date +%s) - ${ago} * 86400)) +%Y-%m-%d).jsonl`;
    const sizes = async () => (await sites.inKeeper(`cd ${folder} && stat -c '%s' ${day(0)}`)).trim();
    await sites.inKeeper(`cd ${folder} && truncate -s 16777000 ${day(0)}`);
    await note();
    expect(await sizes()).toBe("16777000");
    await sites.inKeeper(`cd ${folder} && truncate -s 16776000 ${day(0)}`);
    await note();
    expect(Number(await sizes())).toBeGreaterThan(16776300);
    await sites.inKeeper(
      `cd ${folder} && rm ${day(0)} && for d in ${day(61)} ${day(59)} other; do echo {} > $d; chown 33:33 $d; done`,
    );
    await note();
    const left = (await sites.inKeeper(`cd ${folder} && ls && echo ${day(59)} ${day(0)} ${day(61)}`)).split(/\s+/);
    const [kept, today, gone] = left.slice(-4, -1);
    expect(left.slice(0, -4)).toEqual([kept, today, "other"]);
    expect(left.slice(0, -4)).not.toContain(gone);
  });

  test("nothing is asked where the site's policy says so, from the next request on", async () => {
    const off = async () =>
      list("edit-tags.php?taxonomy=category", { action: "delete", "delete_tags[]": ["801", "802"] });
    const tell = (beforeRisks: boolean) =>
      sites.stacks.writeWebFiles(laneId, sites.wordpress.settingsFiles({ ...settings, beforeRisks }), sites.signal);
    await tell(false);
    expect(await sites.during(await off())).toEqual([]);
    await tell(true);
    expect(await sites.during(await off())).toMatchObject([{ deed: "bulk-delete", count: 2 }]);
  });
});
