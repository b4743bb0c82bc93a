import { expect, type Page } from "@playwright/test";

/** What happened, as the list of a site says it between its versions. */
export function happenings(page: Page) {
  const list = page.getByRole("list", { name: "Versions" });
  const view = page.getByRole("group", { name: "View" });
  const rows = (text: string | RegExp) => list.getByRole("button", { name: text });
  return {
    rows,
    /** The whole row, how it was done included. */
    item: (text: string | RegExp) => list.getByRole("listitem").filter({ hasText: text }),
    async open() {
      await view.getByRole("button", { name: "List" }).click();
      await expect(list).toBeVisible();
    },
    async expectOnce(text: string | RegExp) {
      await expect(rows(text)).toHaveCount(1, { timeout: 15_000 });
    },
    async search(text: string) {
      await page.getByRole("searchbox").fill(text);
    },
    /** The panel of what was chosen. */
    panel: page.getByRole("complementary"),
  };
}
