import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import type { ElectronApplication, Page } from "@playwright/test";
import { expect, test } from "@playwright/test";
import { desktopOf, desktopWith, recordDesktop, startAgain } from "../fixtures/desktop";
import { leftovers, newInstance, removeAll, runningLanes, type TestInstance } from "../fixtures/instance";
import { breakSite, storedBranch, storedBranches } from "../fixtures/on-the-machine";
import { launchElectron } from "../fixtures/shell";
import { visit } from "../fixtures/visit";
import { bringDialog } from "../pages/bring-dialog";
import { newSiteDialog, readyDialog } from "../pages/new-site-dialog";
import { operationCard } from "../pages/operation-card";
import { sitePage } from "../pages/site-page";

/** The desktop around a real site: menus, tray, notifications, links and the end of the app, on one site in turn. */

test.describe.configure({ mode: "serial" });

const title = "Harbour & Notes";
const long = 60_000;

let instance: TestInstance;
let app: ElectronApplication;
let page: Page;
let desktop: ReturnType<typeof desktopOf>;
let siteId: string;
let url: string;

async function start(): Promise<void> {
  app = await launchElectron(instance, await desktopWith(true, instance));
  await recordDesktop(app);
  desktop = desktopOf(app);
  page = await app.firstWindow();
  page.setDefaultTimeout(long);
  await page.waitForURL("app://tidemark/**");
}

const trayItem = async (id: string) => (await desktop.trayItems()).find((one) => one.id === `${id}-${siteId}`);
const status = async () => (await visit(url)).status;
const titles = async () => (await desktop.notices()).map((one) => one.title);
const main = () => storedBranch(instance.instance, siteId, "main");
const free = () => expect.poll(async () => (await trayItem("rewind"))?.enabled, { timeout: long }).toBe(true);
const hide = async () => {
  await desktop.closeWindow();
  await expect.poll(async () => (await desktop.window())?.visible).toBe(false);
};

test.beforeAll(async () => {
  instance = await newInstance();
  await start();
});
test.afterAll(async () => {
  await app.close();
  await removeAll(instance);
  expect(await leftovers(instance.instance)).toEqual([]);
});

test("a site made while the window is hidden is announced, and a click leads to it", async () => {
  await expect(page.getByRole("button", { name: "New site" }).first()).toBeVisible({ timeout: long });
  await desktop.clickMenu("new-site");
  const dialog = newSiteDialog(page);
  await dialog.fillTitle(title);
  await dialog.create();
  await expect(dialog.dialog).toHaveCount(0);
  await hide();
  await expect.poll(titles, { timeout: 120_000 }).toContain(`${title} is ready`);
  expect((await desktop.notices()).find((one) => one.title === `${title} is ready`)?.body).toMatch(/^It took /);
  await desktop.clickNotice(`${title} is ready`);
  await expect.poll(desktop.window).toMatchObject({ visible: true, focused: true });
  const [branch] = await storedBranches(instance.instance);
  siteId = branch?.siteId ?? "";
  await expect.poll(() => new URL(page.url()).hash).toBe(`#/site/${siteId}`);
  await readyDialog(page, title).showTimeline();
  await sitePage(page).waitFor(title);
});

test("the menu works on the site in view, and only the app's own addresses are opened", async () => {
  await expect.poll(async () => (await desktop.menuItem("open"))?.enabled).toBe(true);
  await desktop.clickMenu("open");
  await expect.poll(desktop.outside).toHaveLength(1);
  url = (await desktop.outside())[0] ?? "";
  expect(new URL(url).hostname).toBe("harbour-notes.localhost");
  expect(await status()).toBe(200);
  await desktop.clickMenu("admin");
  await expect.poll(desktop.outside).toHaveLength(2);
  expect(new URL((await desktop.outside())[1] ?? "").origin).toBe(new URL(url).origin);

  const { port } = new URL(url);
  const foreign = [
    `http://other.localhost:${port}/`,
    `http://x--harbour-notes.localhost:${port}/`,
    "http://harbour-notes.localhost:1/",
  ];
  for (const address of [...foreign, url]) await page.evaluate((to) => void window.open(to), address);
  await expect.poll(desktop.outside).toHaveLength(3);
  expect((await desktop.outside())[2]).toBe(url);

  await desktop.clickMenu("sites");
  await expect.poll(async () => (await desktop.menuItem("open"))?.enabled).toBe(false);
  await startAgain(instance, `tidemark://site/${siteId}`);
  await expect.poll(async () => (await desktop.menuItem("open"))?.enabled).toBe(true);
});

test("a version is taken from the menu, and a link leads to it", async () => {
  await desktop.clickMenu("take");
  const dialog = page.getByRole("dialog", { name: "Take a version" });
  await dialog.getByRole("textbox").fill("Before the ruin");
  await dialog.getByRole("button", { name: "Take version" }).click();
  await operationCard(page).waitFor("Version taken");
  await expect
    .poll(async () => (await desktop.menuItem("rewind"))?.label)
    .toMatch(/^Rewind to Last Version, \d\d:\d\d:\d\d$/);
  await sitePage(page).selectInList("Before the ruin");
  await expect.poll(() => new URL(page.url()).hash).toMatch(/version=v/);
  const version = new URLSearchParams(new URL(page.url()).hash.split("?")[1]).get("version");

  await desktop.clickMenu("health");
  await startAgain(instance, `tidemark://site/${siteId}?version=${version}`);
  await expect(
    page
      .getByRole("complementary")
      .or(page.getByRole("region", { name: "Selected version" }))
      .first(),
  ).toContainText("Before the ruin");
  await startAgain(instance, "tidemark://site/s00000000000");
  await expect(page.getByText("There is nothing at this address")).toBeVisible();
  await startAgain(instance, `tidemark://site/${siteId}/../../etc?version=<script>`);
  await expect(page.getByText("There is nothing at this address")).toBeVisible();
});

test("the tray rewinds a ruined site with one click; the window offers to take it back", async () => {
  await free();
  expect((await desktop.trayItems()).find(({ id }) => id === siteId)?.label).toBe("Harbour && Notes, running");
  const rewind = await trayItem("rewind");
  expect(rewind?.label).toMatch(/^Rewind to last version, \d\d:\d\d:\d\d$/);
  await breakSite(instance.instance, await main());
  await expect.poll(status).toBe(500);
  await hide();
  await desktop.clickTray(`rewind-${siteId}`);
  const back = /is back at \d\d:\d\d:\d\d$/;
  await expect.poll(async () => (await titles()).at(-1), { timeout: long }).toMatch(back);
  expect(await status()).toBe(200);
  const notice = (await desktop.notices()).at(-1);
  expect(notice?.title).toContain(rewind?.label.split(", ")[1]);
  expect(notice?.body).toMatch(/^It took .*set aside\.$/);

  await desktop.clickNotice(notice?.title ?? "");
  await expect.poll(desktop.window).toMatchObject({ visible: true, focused: true });
  await operationCard(page).waitFor(/^Back at /);
  // What the rewind set aside is not the last version: the next click leads to the same one.
  await expect.poll(async () => (await trayItem("rewind"))?.label).toBe(rewind?.label);
  await operationCard(page).undoRewind();
  await expect.poll(status, { timeout: long }).toBe(500);
  await free();
  await desktop.clickTray(`rewind-${siteId}`);
  await expect.poll(status, { timeout: long }).toBe(200);
  await free();
});

test("where notifications are turned off, the window itself says what the tray did", async () => {
  await desktop.clickMenu("settings");
  const choice = page.getByRole("switch", { name: /notif/i });
  await choice.click();
  await expect(choice).not.toBeChecked();
  await hide();
  const before = await titles();
  await desktop.clickTray(`rewind-${siteId}`);
  await expect.poll(desktop.window, { timeout: long }).toMatchObject({ visible: true, focused: true });
  await operationCard(page).waitFor(/^Back at /);
  expect(await titles()).toEqual(before);
  await desktop.clickMenu("settings");
  await choice.click();
  await expect(choice).toBeChecked();
  await free();
});

test("the tray opens the site, its admin and its timeline", async () => {
  const before = (await desktop.outside()).length;
  await desktop.clickTray(`open-${siteId}`);
  await desktop.clickTray(`admin-${siteId}`);
  await expect.poll(async () => (await desktop.outside()).length).toBe(before + 2);
  expect((await desktop.outside()).slice(before)).toContain(url);
  await desktop.clickMenu("health");
  await hide();
  await desktop.clickTray(`timeline-${siteId}`);
  await expect.poll(desktop.window).toMatchObject({ visible: true, focused: true });
  await sitePage(page).waitFor(title);
});

test("a failure is announced when nobody looks, and not when somebody does", async () => {
  // A version of a broken site: rewinding to it fails, because its home page does.
  await breakSite(instance.instance, await main());
  await expect.poll(status).toBe(500);
  await sitePage(page).takeVersion("Broken");
  await free();
  await sitePage(page).selectInList("Before the ruin");
  await page
    .getByRole("button", { name: /^Rewind to / })
    .first()
    .click();
  await expect.poll(status, { timeout: long }).toBe(200);
  await free();

  const failed = `${title}: rewinding did not work`;
  const fail = async () => {
    await sitePage(page).selectInList("Broken");
    await page
      .getByRole("button", { name: /^Rewind to / })
      .first()
      .click();
    await expect.poll(async () => (await trayItem("rewind"))?.enabled).toBe(false);
  };
  await fail();
  await free();
  expect(await titles()).not.toContain(failed);
  await fail();
  await hide();
  await expect.poll(titles, { timeout: long }).toContain(failed);
  await free();
  expect(await status()).toBe(200);
  await desktop.clickNotice(failed);
  await expect.poll(desktop.window).toMatchObject({ visible: true, focused: true });
});

test("what is dropped on the window is read where it lies", async () => {
  const folder = path.join(instance.home, "elsewhere");
  await mkdir(folder, { recursive: true });
  const archive = path.join(folder, "site.zip");
  await writeFile(archive, "no zip");
  await desktop.clickMenu("bring-site");
  const { dialog } = bringDialog(page);
  await dialog.locator("input[type=file]").setInputFiles(archive);
  await expect(dialog.getByLabel("Folder or zip on this computer")).toHaveValue(archive);
  await expect(dialog.getByRole("alert")).toBeVisible();
  await page.keyboard.press("Escape");
});

test("quitting keeps the site running", async () => {
  await app.close();
  expect(await runningLanes(instance.instance)).toHaveLength(1);
  expect(await status()).toBe(200);
  await start();
  await expect.poll(async () => (await trayItem("rewind"))?.enabled, { timeout: long }).toBe(true);
});

test("quitting stops the site where that was chosen, and the next start brings it back", async () => {
  await page.evaluate(() => {
    window.location.hash = "#/settings";
  });
  await page
    .getByRole("radio", { name: /Stop/ })
    .or(page.getByRole("button", { name: /Stop/ }))
    .first()
    .click();
  await expect.poll(async () => (await desktop.trayItems()).at(-1)?.label).toBe("Quit and stop all sites");
  const ended = app.waitForEvent("close");
  await desktop.clickTray("quit").catch(() => undefined);
  await ended;
  expect(await runningLanes(instance.instance)).toEqual([]);
  await start();
  await expect.poll(() => runningLanes(instance.instance), { timeout: long }).toHaveLength(1);
  await expect
    .poll(
      () =>
        visit(url).then(
          (one) => one.status,
          () => 0,
        ),
      { timeout: long },
    )
    .toBe(200);
  await free();
});

test("a crash of the page loses no operation", async () => {
  await startAgain(instance, `tidemark://site/${siteId}`);
  await sitePage(page).waitFor(title);
  await desktop.clickMenu("rewind");
  await operationCard(page).waitFor(/^Rewinding to /);
  await desktop.crashPage();
  await expect
    .poll(desktop.text, { timeout: long })
    .toMatch(new RegExp(`^#/site/${siteId}[^]*(Rewinding to|Back at) `));
  await expect.poll(desktop.text, { timeout: long }).toMatch(/Back at /);
  expect(await status()).toBe(200);
});

test("nothing went wrong in the main process", async () => {
  expect(await desktop.questions()).toEqual([]);
  expect(await desktop.mistakes()).toEqual([]);
});
