import type { Page } from "@playwright/test";

export function newSiteDialog(page: Page) {
  const dialog = page.getByRole("dialog", { name: "New site" });
  return {
    dialog,
    fillTitle: (title: string) => dialog.getByLabel("Title").fill(title),
    password: () => dialog.getByLabel("Password", { exact: true }).inputValue(),
    create: () => dialog.getByRole("button", { name: "Create site" }).click(),
  };
}

/** What a new site says once: where it is, and how to log in. */
export function readyDialog(page: Page, title: string) {
  const dialog = page.getByRole("dialog", { name: `${title} is ready` });
  return {
    dialog,
    openAdmin: () => dialog.getByRole("button", { name: "Open admin" }).click(),
    showTimeline: () => dialog.getByRole("button", { name: "Show timeline" }).click(),
  };
}
