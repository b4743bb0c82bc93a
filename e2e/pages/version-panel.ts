import type { Page } from "@playwright/test";

/** The side panel of the selected version. */
export function versionPanel(page: Page) {
  const panel = page.getByRole("complementary", { name: "Selected version" });
  return {
    panel,
    title: panel.getByRole("heading", { level: 2 }),
    rewind: () => panel.getByRole("button", { name: /^Rewind / }).click(),
    peek: () => panel.getByRole("button", { name: "Peek", exact: true }).click(),
    async branchFromHere(name: string) {
      await panel.getByRole("button", { name: "Branch from here" }).click();
      await panel.getByLabel("Name of the branch").fill(name);
      await panel.getByRole("button", { name: "Branch", exact: true }).click();
    },
    close: () => panel.getByRole("button", { name: "Close" }).click(),
  };
}
