import type { Page } from "@playwright/test";
import { leftovers, removeAll } from "../fixtures/instance";
import { noiseImage } from "../fixtures/noise-image";
import {
  breakSite,
  containerIds,
  expectTidy,
  fingerprint,
  settle,
  storedBranch,
  storedBranches,
  usedBytes,
} from "../fixtures/on-the-machine";
import { expect, type OpenTidemark, openTidemark, test } from "../fixtures/shell";
import { shop } from "../fixtures/shop-elsewhere";
import { startVisitors, visit } from "../fixtures/visit";
import { bringIn, makeNew } from "../pages/first-steps";
import { keyboardOf } from "../pages/keyboard";
import { newSiteDialog } from "../pages/new-site-dialog";
import { operationCard } from "../pages/operation-card";
import { sitePage } from "../pages/site-page";
import { sitesPage } from "../pages/sites-page";
import { versionPanel } from "../pages/version-panel";
import { wpAdmin } from "../pages/wp-admin";

/**
 * What a person comes for, by clicks alone: a site is made or brought in, written in, broken, rewound, branched, peeked
 * at. One Tidemark and one site for the tests of each kind, which build on each other.
 */
const kinds = [
  { name: "a site made new", title: "Harbour Notes", make: makeNew, home: "Hello world!" },
  { name: "a site brought in", title: shop.title, make: bringIn, home: shop.headline },
] as const;

const checkpointName = "Before the cleanup";
const post = "Low tide at noon";
const picture = "shoreline.png";
/** Bytes that the picture uploaded to the branch takes at least; WordPress adds smaller ones. */
const large = 2000 * 1500 * 3;

for (const { name, title, make, home } of kinds) {
  test.describe(name, () => {
    test.describe.configure({ mode: "serial" });
    test.setTimeout(4 * 60_000);

    let tidemark: OpenTidemark;
    let siteId: string;
    let url: string;
    let imagePath: string;
    const id = () => tidemark.instance.instance;
    const main = () => storedBranch(id(), siteId, "main");
    const homePage = async () => {
      const { status, body } = await visit(url);
      return { status, post: body.includes(post) };
    };
    const image = async () => (await visit(url + imagePath)).status;

    test.beforeAll(async ({ browser, shell }) => {
      tidemark = await openTidemark(shell, browser);
    });
    test.afterAll(async () => {
      await tidemark.close();
      await removeAll(tidemark.instance);
      expect(await leftovers(tidemark.instance.instance)).toEqual([]);
    });
    test.afterEach(async () => {
      await expectTidy(id());
    });

    test("is there, running, and logs in with one click", async () => {
      const { page } = tidemark;
      const tab = await make(tidemark, title);
      await wpAdmin(tab).expectLoggedIn();
      ({ siteId } = (await storedBranches(id()))[0] ?? { siteId: "" });
      url = wpAdmin(tab).origin;
      await tab.close();
      await sitePage(page).waitFor(title);
      const { status, body } = await visit(url);
      expect(status).toBe(200);
      expect(body).toContain(home);
      await shot(page, `${name}-ready`);
    });

    test("comes back from a ruin with a click on the timeline", async () => {
      const { page } = tidemark;
      const site = sitePage(page);
      const tab = await tidemark.openedBy(site.openAdmin);
      const admin = wpAdmin(tab);
      await admin.publishPost(post, "The water was gone for an hour.");
      imagePath = new URL(await admin.uploadImage(picture, noiseImage(40, 30))).pathname;
      expect(await homePage()).toEqual({ status: 200, post: true });
      expect(await image()).toBe(200);
      await site.takeVersion(checkpointName);

      await admin.deletePost(post);
      await admin.deleteImage(picture.replace(".png", ""));
      await tab.close();
      await breakSite(id(), await main());
      // PHP looks every two seconds whether a file changed.
      await expect.poll(async () => (await visit(url)).status).toBe(500);
      expect(await image()).not.toBe(200);

      await site.clickOnTimeline(checkpointName);
      const panel = versionPanel(page);
      await expect(panel.title).toHaveText(checkpointName);
      await shot(page, `${name}-broken`);
      await panel.rewind();
      await operationCard(page).waitFor(/^Back at /);
      await shot(page, `${name}-rewound`);
      expect(await homePage()).toEqual({ status: 200, post: true });
      expect(await image()).toBe(200);
    });

    test("takes the rewind back with one click, and rewinds again", async () => {
      const { page } = tidemark;
      const card = operationCard(page);
      await card.undoRewind();
      await expect.poll(async () => (await visit(url)).status, { timeout: 60_000 }).toBe(500);
      expect(await image()).not.toBe(200);
      await card.waitFor(/^Back at |undone/);
      await shot(page, `${name}-undone`);
      await sitePage(page).selectInList(checkpointName);
      await versionPanel(page).rewind();
      await expect.poll(homePage, { timeout: 60_000 }).toEqual({ status: 200, post: true });
      expect(await image()).toBe(200);
      await card.waitFor(/^Back at /);
    });

    test("is never down while it rewinds", async () => {
      const { page } = tidemark;
      const visitors = startVisitors(url, 20);
      await sitePage(page).selectInList(checkpointName);
      await versionPanel(page).rewind();
      await operationCard(page).waitFor(/^Rewinding to /);
      await operationCard(page).waitFor(/^Back at /);
      const visits = await visitors.stop();
      expect(visits.length).toBeGreaterThan(10);
      expect(visits.flatMap(({ status }, index) => (status === 200 ? [] : [`visit ${index}: ${status}`]))).toEqual([]);
    });

    test("has branches that leave it as it is, and give their space back", async () => {
      const { page } = tidemark;
      const site = sitePage(page);
      const card = operationCard(page);
      await site.showTimeline();
      await settle(id(), await main(), url);
      const before = await fingerprint(id(), await main());
      await versionPanel(page).branchFromHere("redesign");
      await card.waitFor(/^Made the branch /);
      const used = await usedBytes(id());

      const tab = await tidemark.openedBy(() => site.chooseForBranch("redesign", "Admin"));
      const admin = wpAdmin(tab);
      await admin.expectLoggedIn();
      expect(new URL(admin.origin).hostname).toMatch(/^redesign--/);
      await admin.publishPost("Only on the branch", "A draft of a new face.");
      await admin.uploadImage("large.png", noiseImage(2000, 1500));
      const branch = await visit(admin.origin);
      expect(branch.status).toBe(200);
      expect(branch.body).toContain("Only on the branch");
      await tab.close();
      await shot(page, `${name}-branch`);
      expect(await fingerprint(id(), await main())).toEqual(before);
      expect((await usedBytes(id())) - used).toBeGreaterThan(large);

      await site.chooseForBranch("redesign", "Delete");
      await page
        .getByRole("dialog", { name: "Delete the branch redesign?" })
        .getByRole("button", { name: "Delete" })
        .click();
      await card.waitFor(/^Deleted branch /);
      const trash = await site.openBranchTrash();
      await shot(page, `${name}-branch-trash`);
      await trash.getByRole("button", { name: "Delete for good: redesign" }).click();
      await page
        .getByRole("dialog", { name: "Delete redesign for good?" })
        .getByRole("button", { name: "Delete for good" })
        .click();
      const left = async () => (await storedBranches(id())).map((one) => one.name);
      await expect.poll(left, { timeout: 60_000 }).toEqual(["main"]);
      await expect.poll(async () => (await usedBytes(id())) - used, { timeout: 60_000 }).toBeLessThan(large / 4);
      expect(await fingerprint(id(), await main())).toEqual(before);
      expect(await homePage()).toEqual({ status: 200, post: true });
    });

    test("shows a version beside the site, and rewinds to it by moving visitors alone", async () => {
      const { page } = tidemark;
      const site = sitePage(page);
      await site.selectInList(checkpointName);
      const tab = await tidemark.openedBy(versionPanel(page).peek);
      expect(new URL(tab.url()).hostname).toMatch(/^peek-/);
      await expect(tab.getByText(post).first()).toBeVisible();
      await tab.close();
      const peek = (await storedBranches(id())).find(({ kind }) => kind === "peek");
      if (peek === undefined) throw new Error("there is no peek");
      const containers = await containerIds(id(), peek);
      await shot(page, `${name}-peek`);
      await site.peeks.getByRole("button", { name: "Rewind to it" }).click();
      await operationCard(page).waitFor(/^Back at /);
      await expect(site.peeks).toHaveCount(0);
      expect(await containerIds(id(), await main())).toEqual(containers);
      expect(await homePage()).toEqual({ status: 200, post: true });
    });

    test("does all of it by the keyboard", async () => {
      const { page } = tidemark;
      const keyboard = keyboardOf(page);
      await page.reload();
      await sitePage(page).waitFor(title);
      await keyboard.tabTo(page.getByRole("button", { name: "Take version" }));
      await page.keyboard.press("Enter");
      await expect(page.getByLabel("Name (may stay empty)")).toBeFocused();
      await page.keyboard.type("By hand");
      await page.keyboard.press("Enter");
      await operationCard(page).waitFor("Version taken");
      const head = (await main()).headLaneId;
      await keyboard.tabTo(page.getByRole("button", { name: "List" }));
      await page.keyboard.press("Enter");
      await keyboard.tabTo(sitePage(page).list.locator("button[aria-pressed][tabindex='0']"));
      // Enter opens it, and Home goes to the newest.
      await page.keyboard.press("Enter");
      await page.keyboard.press("Home");
      await expect(versionPanel(page).title).toHaveText("By hand");
      await keyboard.tabTo(page.getByRole("button", { name: /^Rewind to / }));
      await page.keyboard.press("Enter");
      await operationCard(page).waitFor(/^Back at /);
      expect((await main()).headLaneId).not.toBe(head);
      expect(await homePage()).toEqual({ status: 200, post: true });
    });

    test("goes on through a reload of the page and an end of the app", async () => {
      const { page } = tidemark;
      const card = operationCard(page);
      const sites = sitesPage(page);
      const dialog = newSiteDialog(page);
      await sites.open();
      await sites.openNewSite();
      await dialog.fillTitle("Never Born");
      await dialog.create();
      await expect(sites.pending("Never Born")).toBeVisible();
      await page.reload();
      await sites.pending("Never Born").getByRole("button", { name: "Cancel" }).click();
      await expect(sites.pending("Never Born")).toHaveCount(0, { timeout: 60_000 });
      await expectTidy(id());
      expect((await storedBranches(id())).map((one) => one.name)).toEqual(["main"]);

      await sites.openTimeline(title);
      await sitePage(page).selectInList(checkpointName);
      await versionPanel(page).rewind();
      await card.waitFor(/^Rewinding to /);
      const again = await tidemark.reopen();
      await sitesPage(again).waitForSite(title);
      await expect.poll(homePage, { timeout: 60_000 }).toEqual({ status: 200, post: true });
    });
  });
}

async function shot(page: Page, name: string): Promise<void> {
  const folder = process.env["TIDEMARK_SHOTS"];
  if (folder !== undefined) await page.screenshot({ path: `${folder}/${name.replaceAll(" ", "-")}.png` });
}
