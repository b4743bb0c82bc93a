import { expect, type Page } from "@playwright/test";

/** The demo, from the first page on: what to click there, on its own page and in wp-admin. */
export function demoPage(page: Page) {
  const guide = page.getByRole("region", { name: "What to try on the demo site" });
  return {
    guide,
    tryIt: page.getByRole("listitem").filter({ hasText: "Try the demo site" }).getByRole("button", { name: "Try it" }),
    openPlugins: guide.getByRole("button", { name: "Open Plugins" }),
    seeItFail: guide.getByRole("link", { name: "See it fail" }),
    rewind: guide.getByRole("button", { name: /^Rewind to / }),
    makeBranch: guide.getByRole("button", { name: "Make a branch" }),
    async waitForStep(title: string) {
      await expect(guide.locator("[aria-current=step]")).toContainText(title, { timeout: 60_000 });
    },
  };
}

/** The row of the demo's plugin on wp-admin's page of plugins. */
export function demoPlugin(page: Page) {
  return {
    updateNow: page.getByRole("link", { name: "Update Saltmarsh Reading Time now" }),
    updated: page.locator("[data-slug=saltmarsh-reading-time] .updated-message, .plugin-update-tr .updated-message"),
  };
}
