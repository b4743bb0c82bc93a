import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { GuardSettings } from "../../core/ports";
import { openRealSites, type RealSites } from "../fixtures/real-sites";
import { form } from "../fixtures/visitor";

const title = "The Longshore Review";
const at = new Date();
let sites: RealSites;

beforeAll(async () => {
  sites = await openRealSites("demo", 18_880);
}, 120_000);
afterAll(async () => {
  await sites?.close();
}, 120_000);

for (const version of ["6.5", "6.1"]) {
  describe(`the demo with WordPress ${version}`, () => {
    let demo: GuardSettings;
    const count = async (sql: string) => Number((await sites.sql(demo.laneId, sql))[0]?.["n"]);
    const php = async (code: string) => JSON.parse(await sites.php(demo.laneId, `echo json_encode(${code});`));

    beforeAll(async () => {
      const name = `demo-${version.replace(".", "")}`;
      demo = sites.settingsFor(await sites.newLane(), {
        canonical: `http://${name}.localhost`,
        origin: `http://${name}.localhost:${sites.port}`,
        kind: "main",
        quarantined: false,
      });
      await sites.start(demo, version);
      const about = { title, url: demo.canonical, user: "ingrid", password: "pw", email: "ingrid@example.com" };
      await sites.wordpress.install(demo.laneId, about, sites.signal);
      await sites.wordpress.fillDemo(demo.laneId, { title, at }, sites.signal);
    }, 180_000);

    test("is a magazine of thirty articles in five categories, by four people, with comments", async () => {
      const published = "post_status = 'publish'";
      const posts = `SELECT COUNT(*) AS n FROM wordpress.wp_posts WHERE post_type = 'post' AND ${published}`;
      expect(await count(posts)).toBe(30);
      expect(await count(`${posts} AND post_excerpt <> ''`)).toBe(30);
      expect(
        await count(`SELECT COUNT(DISTINCT post_author) AS n FROM wordpress.wp_posts WHERE post_type = 'post'`),
      ).toBe(4);
      expect(
        await count(`SELECT COUNT(*) AS n FROM wordpress.wp_posts WHERE post_type = 'page' AND ${published}`),
      ).toBe(3);
      expect(
        await count("SELECT COUNT(*) AS n FROM wordpress.wp_comments WHERE comment_approved = '1'"),
      ).toBeGreaterThan(20);
      expect(
        await php("wp_list_pluck(get_terms(['taxonomy' => 'category', 'orderby' => 'name']), 'count', 'name')"),
      ).toEqual({
        Kitchen: 6,
        Letters: 6,
        Shore: 6,
        Walks: 6,
        Workshop: 6,
      });
    });

    test("lies in the past, spread over months", async () => {
      const [span] = await sites.sql(
        demo.laneId,
        "SELECT MAX(post_date_gmt) > UTC_TIMESTAMP() AS future, DATEDIFF(MAX(post_date_gmt), MIN(post_date_gmt)) AS days FROM wordpress.wp_posts WHERE post_type = 'post'",
      );
      expect(Number(span?.["future"])).toBe(0);
      expect(Number(span?.["days"])).toBeGreaterThan(120);
    });

    test("has a picture of its own for each article, in the sizes a theme asks for, all of them there", async () => {
      const files = await php(
        "array_map(fn ($id) => [get_post_meta($id, '_wp_attachment_image_alt', true) !== '', count(wp_get_attachment_metadata($id)['sizes']), count(array_filter(wp_get_attachment_metadata($id)['sizes'], fn ($size) => !is_file(dirname(get_attached_file($id)) . '/' . $size['file'])))], array_map('get_post_thumbnail_id', get_posts(['numberposts' => -1])))",
      );
      expect(files).toHaveLength(30);
      for (const [described, sizes, missing] of files) {
        expect(described).toBe(true);
        expect(sizes).toBeGreaterThanOrEqual(4);
        expect(missing).toBe(0);
      }
    });

    test("shows them on its first page, with the menu and the reading time, and each article answers", async () => {
      const visitor = sites.visit(demo);
      const home = await visitor.ask("/");
      expect(home.status).toBe(200);
      expect(home.body).toContain("From the editor: thirty tides");
      expect(home.body).toMatch(/· [2-9] min read/);
      expect(home.body).toMatch(/wp-block-site-title[^]*The Longshore Review/);
      expect(home.body).toMatch(/wp-block-navigation-item__label[^>]*>Almanac/);
      expect(home.body).toContain("The boathouse, by the blue door.");
      expect(home.body.match(/wp-block-post-title/g)?.length).toBeGreaterThanOrEqual(13);
      for (const slug of await php("wp_list_pluck(get_posts(['numberposts' => -1]), 'post_name')")) {
        expect((await visitor.ask(`/${slug}/`)).status, slug).toBe(200);
      }
    });

    test("is offered an update by its own files, and the updater of WordPress breaks the first page with it", async () => {
      const admin = await sites.admin(demo);
      const plugins = await admin.ask("/wp-admin/plugins.php");
      expect(plugins.status).toBe(200);
      expect(plugins.body).toContain("There is a new version of Saltmarsh Reading Time available");
      const nonce = /"ajax_nonce":"([0-9a-f]+)"/.exec(plugins.body)?.[1] ?? "";
      const updated = await admin.ask(
        "/wp-admin/admin-ajax.php",
        form({
          action: "update-plugin",
          plugin: "saltmarsh-reading-time/saltmarsh-reading-time.php",
          slug: "saltmarsh-reading-time",
          _ajax_nonce: nonce,
        }),
      );
      expect(JSON.parse(updated.body)).toMatchObject({ success: true, data: { newVersion: "Version 2.0.0" } });
      // PHP looks every two seconds whether a file changed.
      await expect.poll(async () => (await sites.visit(demo).ask("/")).status, { timeout: 10_000 }).toBe(500);
      const after = await admin.ask("/wp-admin/plugins.php");
      expect(after.status).toBe(200);
      expect(after.body).not.toContain("There is a new version of Saltmarsh Reading Time available");
    });
  });
}
