import { leftovers, removeAll } from "../fixtures/instance";
import { expectTidy, sql, storedBranch, storedBranches } from "../fixtures/on-the-machine";
import { expect, type OpenTidemark, openTidemark, test } from "../fixtures/shell";
import { visit } from "../fixtures/visit";
import { demoPage, demoPlugin } from "../pages/demo";
import { makeNew } from "../pages/first-steps";
import { happenings } from "../pages/happenings";
import { momentCard } from "../pages/moment-card";
import { operationCard } from "../pages/operation-card";
import { sitePage } from "../pages/site-page";
import { sitesPage } from "../pages/sites-page";
import { versionPanel } from "../pages/version-panel";
import { wpAdmin } from "../pages/wp-admin";

/** Nobody remembers to take a version here: the timeline records by itself, says what happened and goes to any second. */
test.describe("recording", () => {
  test.describe.configure({ mode: "serial" });
  test.setTimeout(5 * 60_000);

  const title = "Harbour Notes";
  const posts = ["Low tide", "Half tide", "High tide"] as const;
  let tidemark: OpenTidemark;
  let url: string;
  let siteId: string;
  const id = () => tidemark.instance.instance;
  const published = async (address: string) => {
    const { body } = await visit(address);
    return posts.filter((post) => body.includes(post));
  };

  test.beforeAll(async ({ browser, shell }) => {
    tidemark = await openTidemark(shell, browser);
  });
  test.afterAll(async () => {
    await tidemark.close();
    await removeAll(tidemark.instance);
    expect(await leftovers(tidemark.instance.instance)).toEqual([]);
  });
  test.afterEach(() => expectTidy(id()));

  test("of three posts, two are there at a second between the second and the third", async () => {
    const { page } = tidemark;
    const tab = await makeNew(tidemark, title);
    await wpAdmin(tab).expectLoggedIn();
    ({ siteId } = (await storedBranches(id()))[0] ?? { siteId: "" });
    url = wpAdmin(tab).origin;
    const done: Date[] = [];
    for (const post of posts) {
      await wpAdmin(tab).publishPost(post, `The water at ${post.toLowerCase()}.`);
      done.push(new Date());
      // Between two posts there is at least one whole second.
      await tab.waitForTimeout(2000);
    }
    await tab.close();
    expect(await published(url)).toEqual([...posts]);

    const site = sitePage(page);
    await site.waitFor(title);
    // Said within a second or so of the click in WordPress, without a reload.
    const { open, expectOnce } = happenings(page);
    await open();
    for (const post of posts) await expectOnce(new RegExp(`“${post}” published`));

    await site.showTimeline();
    const card = momentCard(page);
    await card.goToSecond(new Date((done[1] ?? new Date()).getTime() + 1000));
    const peek = await tidemark.openedBy(card.peek);
    expect(new URL(peek.url()).hostname).toMatch(/^peek-/);
    expect(await published(new URL(peek.url()).origin)).toEqual(posts.slice(0, 2));
    await peek.close();
    await site.peeks.getByRole("button", { name: /^Close/ }).click();
    await expect(site.peeks).toHaveCount(0);

    await card.goToSecond(new Date((done[1] ?? new Date()).getTime() + 1000));
    await card.rewind();
    await operationCard(page).waitFor(/^Back at /);
    expect(await published(url)).toEqual(posts.slice(0, 2));
    await operationCard(page).undoRewind();
    await expect.poll(() => published(url), { timeout: 60_000 }).toEqual([...posts]);
    await operationCard(page).waitFor(/^Back at |undone/);
  });

  test("what was done while Tidemark was closed is there when it opens, and nothing twice", async () => {
    const { page: before } = tidemark;
    await happenings(before).open();
    await happenings(before).expectOnce(/“Low tide” published/);
    const main = await storedBranch(id(), siteId, "main");
    const page = await tidemark.reopen(async () => {
      await sql(
        id(),
        main,
        `INSERT INTO wp_posts (post_title, post_content, post_excerpt, to_ping, pinged, post_content_filtered, post_status, post_date, post_date_gmt)
          VALUES ('Slack water', 'Still.', '', '', '', '', 'publish', NOW(), UTC_TIMESTAMP())`,
      );
      await sql(
        id(),
        main,
        "UPDATE wp_options SET option_value = 'Harbour Notes, daily' WHERE option_name = 'blogname'",
      );
    });
    await sitesPage(page).openTimeline(title);
    await sitePage(page).waitFor(title);
    const list = happenings(page);
    await list.open();
    await list.expectOnce(/“Slack water” published/);
    await list.expectOnce(/Site title/);
    for (const post of posts) await list.expectOnce(new RegExp(`“${post}” published`));
  });

  test("a post that somebody deletes past WordPress is said to be deleted, and comes back from just before", async () => {
    const { page } = tidemark;
    const list = happenings(page);
    const main = await storedBranch(id(), siteId, "main");
    await sql(id(), main, "DELETE FROM wp_posts WHERE post_title = 'Half tide'");
    await list.open();
    await list.expectOnce(/“Half tide” deleted/);
    await expect(list.item(/“Half tide” deleted/)).toContainText("directly in the database");
    expect(await published(url)).not.toContain("Half tide");
    await list.rows(/“Half tide” deleted/).click();
    await list.panel.getByRole("button", { name: /^Rewind to just before/ }).click();
    await operationCard(page).waitFor(/^Back at /);
    expect(await published(url)).toEqual([...posts]);
  });
});

test("a plugin's update that breaks the site is one click from undone: its version took itself", async ({
  browser,
  shell,
}) => {
  test.setTimeout(5 * 60_000);
  const tidemark = await openTidemark(shell, browser);
  try {
    const { page } = tidemark;
    const demo = demoPage(page);
    await demo.tryIt.click();
    await expect(sitePage(page).heading).toHaveText("The Longshore Review", { timeout: 120_000 });
    const origin = new URL((await page.getByRole("link", { name: "Open site" }).getAttribute("href")) ?? "").origin;
    const plugins = await tidemark.openedBy(() => demo.openPlugins.click());
    await wpAdmin(plugins).expectLoggedIn();
    await demoPlugin(plugins).updateNow.click();
    await expect(demoPlugin(plugins).updated).toBeVisible({ timeout: 60_000 });
    await plugins.close();
    await expect.poll(async () => (await visit(`${origin}/`)).status).toBe(500);

    const list = happenings(page);
    await list.open();
    await list.expectOnce(/Saltmarsh Reading Time updated 1.4.0 to 2.0.0/);
    const name = "Before updating Saltmarsh Reading Time 1.4.0 to 2.0.0";
    await sitePage(page).selectInList(name);
    await expect(versionPanel(page).title).toHaveText(name);
    await versionPanel(page).rewind();
    await operationCard(page).waitFor(/^Back at /);
    const again = await visit(`${origin}/`);
    expect(again.status).toBe(200);
    expect(again.body).toContain("min read");
    await expectTidy(tidemark.instance.instance);
  } finally {
    await tidemark.close();
    await removeAll(tidemark.instance);
  }
  expect(await leftovers(tidemark.instance.instance)).toEqual([]);
});
