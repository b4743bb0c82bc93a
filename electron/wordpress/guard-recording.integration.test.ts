// Longer than usual: two running sites serve all of these, and starting others takes longer than they do.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { GuardSettings } from "../core/ports";
import { type AskedSites, nonceOf, openAskedSites } from "./fixtures/asked-sites";
import { form, json, type Visitor } from "./fixtures/visitor";

let sites: AskedSites;
beforeAll(async () => {
  sites = await openAskedSites("guard-recording", 18_800);
}, 300_000);
afterAll(() => sites?.close(), 120_000);

describe.each(["6.5", "6.1"])("WordPress %s", (version) => {
  let settings: GuardSettings;
  let admin: Visitor;
  let laneId: string;
  const option = async (name: string) =>
    (await sites.sql(laneId, `SELECT option_value AS v FROM wordpress.wp_options WHERE option_name='${name}'`))[0]?.[
      "v"
    ];
  const active = () => option("active_plugins");
  const plugin = "saltmarsh-reading-time/saltmarsh-reading-time.php";
  const risk = { from: null, to: null, count: null, who: "Ingrid Vale" };

  beforeAll(async () => {
    settings = await sites.site(version);
    laneId = settings.laneId;
    await sites.wordpress.fillDemo(laneId, { title: "Demo", at: new Date() }, sites.signal);
    admin = await sites.admin(settings);
    await sites.asks.listenIn([laneId], sites.signal);
  }, 300_000);

  const activation = async (what: "activate" | "deactivate", file: string) => {
    const pattern = new RegExp(
      `plugins\\.php\\?action=${what}&amp;plugin=${encodeURIComponent(file)}[^"]*_wpnonce=(\\w+)`,
    );
    const nonce = await nonceOf(admin, "/wp-admin/plugins.php", pattern);
    return admin.ask(`/wp-admin/plugins.php?action=${what}&plugin=${encodeURIComponent(file)}&_wpnonce=${nonce}`);
  };

  test("asks before a plugin is switched off and on, once, while nothing has changed yet", async () => {
    const before = await active();
    expect(await sites.during(() => activation("deactivate", plugin), active)).toEqual([
      { ...risk, deed: "plugin-deactivate", subject: "Saltmarsh Reading Time", instant: before },
    ]);
    const off = await active();
    expect(off).not.toBe(before);
    expect(await sites.during(() => activation("activate", plugin), active)).toEqual([
      { ...risk, deed: "plugin-activate", subject: "Saltmarsh Reading Time", instant: off },
    ]);
    expect(await active()).toBe(before);
  });

  test("asks before a plugin is updated, with both releases, and notes that it was", async () => {
    const release = async () =>
      (
        await sites.inKeeper(
          `cat /store/live/${laneId}/tree/html/wp-content/plugins/${plugin}; ls -A /store/live/${laneId}/tree/html`,
        )
      ).match(/Version:\s*(\S+)|\.maintenance/g);
    const nonce = await nonceOf(admin, "/wp-admin/plugins.php", /"ajax_nonce":"(\w+)"/);
    const update = async () => {
      const answer = await admin.ask(
        "/wp-admin/admin-ajax.php",
        form({ action: "update-plugin", plugin, slug: "saltmarsh-reading-time", _ajax_nonce: nonce }),
      );
      expect(JSON.parse(answer.body)).toMatchObject({ success: true });
    };
    const asked = await sites.during(update, release);
    expect(asked).toMatchObject([
      { ...risk, deed: "plugin-update", subject: "Saltmarsh Reading Time", from: "1.4.0", to: "2.0.0" },
    ]);
    expect(asked[0]?.instant).toEqual([expect.stringContaining("1.4.0")]);
    expect(await sites.notes(laneId)).toContainEqual(
      expect.objectContaining({
        kind: "plugin-updated",
        subject: "Saltmarsh Reading Time",
        detail: { from: "1.4.0", to: "2.0.0" },
        n: "Ingrid Vale",
        v: "ajax",
        p: "update-plugin",
      }),
    );
  });

  test("notes once that a page fails, with the reason, and that it is well again", async () => {
    const visitor = sites.visit(settings);
    await expect.poll(async () => (await visitor.ask("/")).status, { timeout: 10_000 }).toBe(500);
    await visitor.ask("/");
    const failed = (await sites.notes(laneId)).filter(({ kind }) => kind === "page-failed");
    expect(failed).toMatchObject([
      { subject: "/", detail: { status: 500, path: "/", message: expect.stringContaining("saltmarsh") } },
    ]);
    await activation("deactivate", plugin);
    await expect.poll(async () => (await visitor.ask("/")).status, { timeout: 10_000 }).toBe(200);
    await visitor.ask("/");
    expect((await sites.notes(laneId)).filter(({ kind }) => kind === "page-recovered")).toHaveLength(1);
  });

  test("asks before another theme is switched to, before any option of it is written", async () => {
    const { body } = await admin.ask("/wp-admin/themes.php");
    const link = /themes\.php\?action=activate&(?:amp;|#038;)?stylesheet=([\w-]+)&(?:amp;|#038;)?_wpnonce=(\w+)/.exec(
      body.replaceAll("\\/", "/").replaceAll("\\u0026", "&"),
    );
    if (link === null) throw new Error("no theme to switch to");
    const options = () =>
      sites.sql(
        laneId,
        "SELECT option_name, MD5(option_value) AS v FROM wordpress.wp_options WHERE option_name LIKE 'theme\\_%' OR option_name IN ('template', 'stylesheet') ORDER BY 1",
      );
    const before = await options();
    const asked = await sites.during(
      () => admin.ask(`/wp-admin/themes.php?action=activate&stylesheet=${link[1]}&_wpnonce=${link[2]}`),
      options,
    );
    expect(asked).toMatchObject([
      {
        deed: "theme-switch",
        subject: expect.stringMatching(/^Twenty/),
        from: expect.stringMatching(/^Twenty/),
        who: "Ingrid Vale",
        instant: before,
      },
    ]);
    expect(await options()).not.toEqual(before);
  });

  test("asks before the editor saves a file, and notes it when it holds", async () => {
    const page = `/wp-admin/plugin-editor.php?plugin=${encodeURIComponent(plugin)}&file=${encodeURIComponent(plugin)}`;
    const nonce = await nonceOf(admin, page, /name="nonce" value="(\w+)"/);
    const path = `/store/live/${laneId}/tree/html/wp-content/plugins/${plugin}`;
    const text = await sites.inKeeper(`cat ${path}`);
    const edit = (newcontent: string) => async () => {
      const fields = { action: "edit-theme-plugin-file", plugin, file: plugin, nonce, newcontent };
      return admin.ask("/wp-admin/admin-ajax.php", form(fields));
    };
    const read = () => sites.inKeeper(`cat ${path}`);
    expect(await sites.during(edit(`${text}\n// saved`), read)).toEqual([
      { ...risk, deed: "code-edit", subject: plugin, instant: text },
    ]);
    expect(await sites.notes(laneId)).toContainEqual(
      expect.objectContaining({ kind: "code-edited", subject: plugin, detail: { in: "Saltmarsh Reading Time" } }),
    );
  });

  test("asks before several posts go to the trash, not before one", async () => {
    const rows = await sites.sql(
      laneId,
      "SELECT ID FROM wordpress.wp_posts WHERE post_type='post' AND post_status='publish' ORDER BY ID LIMIT 4",
    );
    const ids = rows.map((row) => Number(row["ID"]));
    const nonce = await nonceOf(admin, "/wp-admin/edit.php");
    const trash = (some: readonly number[]) => () =>
      admin.ask(
        `/wp-admin/edit.php?post_type=post&action=trash&action2=-1&_wpnonce=${nonce}${some.map((id) => `&post%5B%5D=${id}`).join("")}`,
      );
    const trashed = async () =>
      (await sites.sql(laneId, "SELECT COUNT(*) AS n FROM wordpress.wp_posts WHERE post_status='trash'"))[0]?.["n"];
    const before = await trashed();
    expect(await sites.during(trash(ids.slice(0, 3)), trashed)).toEqual([
      { ...risk, deed: "bulk-delete", subject: "Posts", count: 3, instant: before },
    ]);
    expect(Number(await trashed())).toBe(Number(before) + 3);
    expect(await sites.during(trash(ids.slice(3)))).toEqual([]);
  });

  test("asks before a role changes, and before there is a new administrator", async () => {
    const { headers } = await json(admin, {});
    const user = (path: string, body: object) =>
      admin.ask(path, { headers: headers ?? {}, body: JSON.stringify(body) });
    const count = async () =>
      Number((await sites.sql(laneId, "SELECT COUNT(*) AS n FROM wordpress.wp_users"))[0]?.["n"]);
    let id = 0;
    const make = (username: string, role: string) => async () => {
      const answer = await user("/wp-json/wp/v2/users", {
        username,
        name: username,
        email: `${username}@x.localhost`,
        password: "p",
        roles: [role],
      });
      expect(answer.status).toBe(201);
      id = JSON.parse(answer.body).id;
    };
    expect(await sites.during(make("berta", "author"))).toEqual([]);
    const change = () => user(`/wp-json/wp/v2/users/${id}`, { roles: ["editor"] });
    expect(await sites.during(change)).toMatchObject([
      { ...risk, deed: "role-change", subject: "berta", from: "author", to: "editor" },
    ]);
    const before = await count();
    const asked = await sites.during(make("carla", "administrator"), count);
    expect(asked).toMatchObject([{ ...risk, deed: "role-change", subject: "carla", to: "administrator" }]);
    // Nobody of that name was there yet: the ask came before the row.
    expect(asked[0]?.instant).toBe(before);
    expect(await count()).toBe(before + 1);
  });

  test("says behind every statement that writes who does it and why", async () => {
    const visitor = sites.visit(settings);
    const open = "SELECT MAX(ID) AS id FROM wordpress.wp_posts WHERE post_status='publish' AND comment_status='open'";
    const postId = String((await sites.sql(laneId, open))[0]?.["id"]);
    await admin.ask(
      "/wp-json/wp/v2/posts",
      await json(admin, {
        title: 'By REST /*tidemark:{"u":99,"n":"Mallory"}*/',
        content: "'/*tidemark:{}*/",
        status: "publish",
      }),
    );
    await visitor.ask(
      "/wp-comments-post.php",
      form({
        comment: 'hello /*tidemark:{"u":1}*/',
        author: "Guest */ -- ",
        email: "g@x.localhost",
        url: "",
        comment_post_ID: postId,
        comment_parent: "0",
      }),
    );
    const nonce = await nonceOf(admin, "/wp-admin/options-general.php");
    await admin.ask(
      "/wp-admin/options.php",
      form({
        option_page: "general",
        action: "update",
        _wpnonce: nonce,
        blogname: "Renamed",
        blogdescription: "x",
        new_admin_email: "a@blog.localhost",
      }),
    );
    await sites.stacks.runInWeb(
      laneId,
      // A script: PHP runs no auto_prepend_file for `-r`.
      ["sh", "-c", "cat > /tmp/by-cli.php && php /tmp/by-cli.php"],
      {
        input:
          "<?php require '/site/html/wp-load.php'; update_option('by_cli', 'ü;'); global $wpdb; $wpdb->query(\"UPDATE $wpdb->options SET option_value='2;' WHERE option_name='by_cli';\\n\"); $wpdb->query(\"UPDATE $wpdb->options SET option_value='3' WHERE option_name='by_cli' -- so\"); $wpdb->query('CREATE TABLE by_cli (a INT)'); $wpdb->query('DROP TABLE by_cli'); wp_schedule_single_event(time() - 5, 'by_cron_hook');",
      },
      sites.signal,
    );
    await sites.stacks.runInWeb(
      laneId,
      [
        "sh",
        "-c",
        `mkdir -p /site/html/wp-content/mu-plugins; echo "<?php add_action('by_cron_hook', function () { update_option('by_cron', '1'); });" > /site/html/wp-content/mu-plugins/c.php`,
      ],
      {},
      sites.signal,
    );
    await visitor.ask("/wp-cron.php?doing_wp_cron");
    const signed = await sites.statements(laneId);
    const of = (pattern: RegExp) => signed.filter(({ text }) => pattern.test(text)).map(({ said }) => said);
    expect(of(/INSERT INTO `wp_posts`.*By REST/s)[0]).toMatchObject({
      u: 1,
      n: "Ingrid Vale",
      v: "rest",
      p: "/wp/v2/posts",
    });
    const comment = of(/INSERT INTO `wp_comments`.*hello/s)[0];
    expect(comment).toMatchObject({ v: "front", p: "wp-comments-post.php" });
    expect(comment).not.toHaveProperty("u");
    expect(of(/UPDATE `wp_options`.*Renamed/s)[0]).toMatchObject({ u: 1, v: "admin", p: "options.php" });
    for (const pattern of [/by_cli.*ü;/s, /'2;'/, /'3'.*-- so/, /CREATE TABLE by_cli/]) {
      expect([pattern, of(pattern)[0]]).toMatchObject([pattern, { v: "cli" }]);
    }
    // The server writes this one anew, without the comment.
    expect(of(/TABLE `by_cli` \/\* generated by server/)).toEqual([null]);
    expect(of(/INSERT INTO `wp_options`.*'by_cron'/s)[0]).toMatchObject({ v: "cron", p: "by_cron_hook" });
    expect(of(/INSERT INTO `wp_users`/)[0]).toMatchObject({ v: "tidemark", p: "install.php" });
    expect(
      new Set(signed.flatMap(({ said }) => (said === null ? [] : [JSON.stringify(said["n"] ?? null)]))),
    ).not.toContain('"Mallory"');
  });

  test("waits for nobody where nobody listens, and two seconds for one that says nothing", async () => {
    const took = async (work: () => Promise<unknown>) => {
      const began = performance.now();
      await work();
      return performance.now() - began;
    };
    const knock = () =>
      sites.php(
        laneId,
        "foreach (array('ask', 'names') as $p) { require_once \"/tidemark/guard/$p.php\"; } $t = microtime(true); Tidemark\\ask_before('import', array('x'), 'X'); echo (int) ((microtime(true) - $t) * 1000);",
      );
    sites.setSilent(true);
    const silent = Number(await knock());
    sites.setSilent(false);
    expect(silent).toBeGreaterThan(1800);
    expect(silent).toBeLessThan(2600);
    await sites.asks.listenIn([], sites.signal);
    expect(Number(await knock())).toBeLessThan(50);
    expect(await took(() => admin.ask("/wp-admin/plugins.php"))).toBeLessThan(10_000);
  });
});

describe("the listener", () => {
  test("survives a flood, gets nothing but the one verb across, and comes back with its keeper", async () => {
    const settings = await sites.site("6.5");
    const { laneId } = settings;
    await sites.asks.listenIn([laneId], sites.signal);
    // The longest line that is heard, one byte more, a lot more, no end of a line, another verb, nonsense: for each whether it
    // was sent whole, what came back and whether it was hung up.
    const say = `function say($line) { $s = stream_socket_client('unix:///site/run/tidemark.sock', $n, $t, 1); stream_set_timeout($s, 2); $sent = @fwrite($s, $line); $heard = fgets($s); return array($sent === strlen($line), $heard, feof($s)); }
      function ask($bytes) { $line = json_encode(array('verb' => 'checkpoint', 'risk' => array('deed' => 'import', 'subject' => 'X', 'from' => null, 'to' => null, 'count' => null), 'who' => '')); return substr($line, 0, -2) . str_repeat('x', $bytes - strlen($line)) . '"}'; }
      echo json_encode(array(say(ask(2048) . "\n"), say(ask(2049) . "\n"), say(ask(100000) . "\n"), say(str_repeat('x', 2049)), say('{"verb":"delete","risk":{}}' . "\n"), say("nonsense\n")));`;
    let said: unknown;
    const lines = async () => {
      said = JSON.parse((await sites.stacks.runInWeb(laneId, ["php", "-r", say], {}, sites.signal)).stdout);
    };
    expect(await sites.during(lines)).toMatchObject([{ deed: "import", subject: "X", who: /^x+$/ }]);
    const hungUp = [expect.any(Boolean), false, true];
    const answered = [true, expect.stringMatching(/^\{"answer": ?"taken"\}\n$/), expect.any(Boolean)];
    expect(said).toEqual([answered, [true, false, true], hungUp, hungUp, hungUp, hungUp]);
    const flood = `$kept = array(); foreach (range(1, 300) as $i) { $s = @stream_socket_client('unix:///site/run/tidemark.sock', $n, $t, 0.05); if ($s) { @fwrite($s, (0 === $i % 2 ? str_repeat('x', 5000) : '{"verb":"delete","risk":{}}') . "\\n"); $kept[] = $s; } } echo count($kept);`;
    const flooded = async () => {
      const { stdout } = await sites.stacks.runInWeb(laneId, ["php", "-r", flood], {}, sites.signal);
      expect(Number(stdout)).toBeGreaterThan(0);
    };
    expect(await sites.during(flooded)).toEqual([]);
    const knock = () =>
      sites.php(
        laneId,
        "require_once '/tidemark/guard/ask.php'; Tidemark\\ask_before('import', array('x'), 'X <b>y</b>');",
      );
    await expect
      .poll(() => sites.during(knock), { timeout: 10_000 })
      .toMatchObject([{ deed: "import", subject: "X y" }]);
    await sites.inKeeper("kill -9 1").catch(() => undefined);
    await sites.docker
      .getContainer(`tidemark-${sites.instance}-keeper`)
      .kill()
      .catch(() => undefined);
    await sites.store.usage(sites.signal);
    await expect.poll(() => sites.during(knock), { timeout: 20_000 }).toMatchObject([{ deed: "import" }]);
  });
});
