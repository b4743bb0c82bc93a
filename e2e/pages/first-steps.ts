import { expect, type Page } from "@playwright/test";
import type { OpenTidemark } from "../fixtures/shell";
import { shop, shopElsewhere } from "../fixtures/shop-elsewhere";
import { bringDialog } from "./bring-dialog";
import { newSiteDialog, readyDialog } from "./new-site-dialog";
import { sitePage } from "./site-page";
import { sitesPage } from "./sites-page";

/** Through the dialog of a new site, to its wp-admin from the one that says it is ready; leaves its timeline open. */
export async function makeNew(tidemark: OpenTidemark, title: string): Promise<Page> {
  const { page } = tidemark;
  const dialog = newSiteDialog(page);
  await sitesPage(page).openNewSite();
  await dialog.fillTitle(title);
  expect((await dialog.password()).length).toBeGreaterThan(11);
  await dialog.create();
  const ready = readyDialog(page, title);
  await expect(ready.dialog).toBeVisible({ timeout: 120_000 });
  const tab = await tidemark.openedBy(ready.openAdmin);
  await ready.showTimeline();
  return tab;
}

export async function bringIn(tidemark: OpenTidemark, title: string): Promise<Page> {
  const { page } = tidemark;
  const dialog = bringDialog(page);
  await sitesPage(page).openBring();
  await dialog.lookInside(await shopElsewhere());
  await expect(dialog.found).toContainText(shop.origin);
  await expect(dialog.found).toContainText(shop.prefix);
  await dialog.bringIn();
  await sitesPage(page).waitForSite(title);
  await sitesPage(page).openTimeline(title);
  return tidemark.openedBy(sitePage(page).openAdmin);
}
