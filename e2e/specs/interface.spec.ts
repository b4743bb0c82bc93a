import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { leftovers, removeAll } from "../fixtures/instance";
import { expect, type OpenTidemark, openTidemark, test } from "../fixtures/shell";
import { bringDialog } from "../pages/bring-dialog";
import { newSiteDialog, readyDialog } from "../pages/new-site-dialog";
import { operationCard } from "../pages/operation-card";
import { sitePage } from "../pages/site-page";
import { sitesPage } from "../pages/sites-page";
import { versionPanel } from "../pages/version-panel";

/** Every page of the interface, with a site on it, by the rules that axe knows, light and dark. */
test.describe.configure({ mode: "serial" });

const title = "Lighthouse";
let tidemark: OpenTidemark;
let page: Page;

test.beforeAll(async ({ browser, shell }) => {
  tidemark = await openTidemark(shell, browser);
  page = tidemark.page;
});
test.afterAll(async () => {
  await tidemark.close();
  await removeAll(tidemark.instance);
  expect(await leftovers(tidemark.instance.instance)).toEqual([]);
});

/** The rules a page breaks, with the elements that break them. */
async function violations(): Promise<readonly string[]> {
  const found: string[] = [];
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await expect(page.locator("html")).toHaveAttribute("data-theme", colorScheme);
    // What still fades in has other colours than the ones it is read in.
    await page.evaluate(() =>
      Promise.all(document.getAnimations().map(({ finished }) => finished.catch(() => undefined))),
    );
    const result = await new AxeBuilder({ page }).analyze();
    for (const { id, nodes } of result.violations) {
      for (const { target, failureSummary } of nodes) {
        found.push(`${colorScheme} ${id}: ${target.join(" ")}: ${failureSummary ?? ""}`);
      }
    }
    const folder = process.env["TIDEMARK_SHOTS"];
    const name = test.info().title.replaceAll(/[^a-z]+/gi, "-");
    if (folder !== undefined) await page.screenshot({ path: `${folder}/interface-${name}-${colorScheme}.png` });
  }
  await page.emulateMedia({ colorScheme: null, reducedMotion: null });
  return found;
}

test("no sites yet", async () => {
  await expect(page.getByRole("heading", { name: "Every site gets a timeline" })).toBeVisible();
  expect(await violations()).toEqual([]);
});

test("the dialog that brings a site", async () => {
  await sitesPage(page).openBring();
  const { dialog, lookInside } = bringDialog(page);
  await expect(dialog).toBeVisible();
  expect(await violations()).toEqual([]);
  await lookInside("/nowhere/site.zip");
  await expect(dialog.getByRole("alert")).toContainText("/nowhere/site.zip");
  expect(await violations()).toEqual([]);
  await page.keyboard.press("Escape");
});

test("the dialog of a new site, the site on its way, and ready", async () => {
  await sitesPage(page).openNewSite();
  const dialog = newSiteDialog(page);
  await dialog.fillTitle(title);
  expect(await violations()).toEqual([]);
  await dialog.create();
  await expect(sitesPage(page).pending(title)).toBeVisible();
  expect(await violations()).toEqual([]);
  const ready = readyDialog(page, title);
  await expect(ready.dialog).toBeVisible({ timeout: 120_000 });
  expect(await violations()).toEqual([]);
  await page.keyboard.press("Escape");
});

test("the sites", async () => {
  await sitesPage(page).waitForSite(title);
  expect(await violations()).toEqual([]);
});

test("the timeline with a version open", async () => {
  await sitesPage(page).openTimeline(title);
  const site = sitePage(page);
  await site.waitFor(title);
  await site.takeVersion("Lamp lit");
  await site.clickOnTimeline("Lamp lit");
  await expect(versionPanel(page).title).toHaveText("Lamp lit");
  expect(await violations()).toEqual([]);
});

test("an operation, running and ended", async () => {
  await versionPanel(page).branchFromHere("keeper");
  await expect(operationCard(page).steps).toBeVisible();
  expect(await violations()).toEqual([]);
  await operationCard(page).waitFor(/^Made the branch /);
  expect(await violations()).toEqual([]);
});

test("the branches, and those in the trash", async () => {
  const site = sitePage(page);
  await site.chooseForBranch("keeper", "Delete");
  await page.getByRole("alertdialog").or(page.getByRole("dialog")).getByRole("button", { name: "Delete" }).click();
  await operationCard(page).waitFor(/^Deleted branch /);
  await expect(await site.openBranchTrash()).toBeVisible();
  expect(await violations()).toEqual([]);
  await page.keyboard.press("Escape");
});

test("the list of versions", async () => {
  await sitePage(page).showList();
  await expect(sitePage(page).list).toBeVisible();
  expect(await violations()).toEqual([]);
});

for (const name of ["Logs", "Caught mail"]) {
  test(`the page of ${name.toLowerCase()}`, async () => {
    await page.getByRole("button", { name: "More for this site" }).click();
    await page.getByRole("menuitem", { name }).click();
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    expect(await violations()).toEqual([]);
    await page.goBack();
    await sitePage(page).waitFor(title);
  });
}

test("health", async () => {
  await page.getByRole("link", { name: "Health" }).click();
  await expect(page.getByRole("heading", { name: "Health" })).toBeVisible();
  expect(await violations()).toEqual([]);
});
