import { expect, type Page } from "@playwright/test";

/** The page of all sites. */
export function sitesPage(page: Page) {
  const row = (title: string) =>
    page.getByRole("listitem").filter({ has: page.getByRole("link", { name: `Timeline of ${title}` }) });
  return {
    row,
    async open() {
      const crumbs = page.getByRole("navigation", { name: "Where you are" });
      await crumbs.getByText("Sites", { exact: true }).click();
    },
    openNewSite: () => page.getByRole("button", { name: "New site" }).click(),
    openBring: () => page.getByRole("button", { name: "Bring a site" }).click(),
    openTimeline: (title: string) =>
      row(title)
        .getByRole("link", { name: `Timeline of ${title}` })
        .click(),
    /** A site on its way, before it has a timeline. */
    pending: (title: string) =>
      page
        .getByRole("listitem")
        .filter({ hasText: title })
        .filter({ has: page.getByRole("progressbar") }),
    async waitForSite(title: string) {
      await expect(row(title)).toBeVisible({ timeout: 120_000 });
      await expect(row(title).getByRole("progressbar")).toHaveCount(0, { timeout: 120_000 });
    },
  };
}
