import { expect, type Page } from "@playwright/test";
import { operationCard } from "./operation-card";
import { timelinePage } from "./timeline";

/** A site with its timeline and its list of versions. */
export function sitePage(page: Page) {
  const view = page.getByRole("group", { name: "View" });
  const list = page.getByRole("list", { name: "Versions" });
  const peeks = page.getByRole("region", { name: "Open peeks" });
  const plot = page.getByRole("application", { name: "Timeline" });
  const timeline = timelinePage(page);
  const card = operationCard(page);
  const branches = page.getByRole("dialog", { name: "Branches" });
  const openBranches = async () => {
    if (!(await branches.isVisible())) await page.getByRole("button", { name: /^\d+ branch(es)?$/ }).click();
  };
  return {
    plot,
    list,
    peeks,
    heading: page.getByRole("heading", { level: 1 }),
    async waitFor(title: string) {
      await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
    },
    openSite: () => page.getByRole("link", { name: "Open site" }).click(),
    openAdmin: () => page.getByRole("button", { name: "Admin", exact: true }).click(),
    async takeVersion(label: string, branch?: string) {
      await page.getByRole("button", { name: "Take version" }).click();
      const dialog = page.getByRole("dialog", { name: "Take a version" });
      if (branch !== undefined) await dialog.getByLabel("Branch").selectOption({ label: branch });
      await dialog.getByLabel("Name (may stay empty)").fill(label);
      await dialog.getByRole("button", { name: "Take version" }).click();
      await card.waitFor("Version taken");
      await card.dismiss();
    },
    showList: () => view.getByRole("button", { name: "List" }).click(),
    showTimeline: () => view.getByRole("button", { name: "Timeline" }).click(),
    /** Selects a version in the list by what it is called. */
    async selectInList(name: string) {
      await view.getByRole("button", { name: "List" }).click();
      await list
        .getByRole("button", { name: new RegExp(`^${name},`) })
        .first()
        .click();
    },
    /** Clicks the version's mark on the timeline: found as a person finds it, by what its card says. */
    async clickOnTimeline(name: string) {
      await view.getByRole("button", { name: "Timeline" }).click();
      await plot.focus();
      await page.keyboard.press("0");
      // Versions of a few seconds lie on each other until one zooms in on the newest.
      for (const keys of [[], ["n", "+", "+"], ["+", "+"], ["+", "+"]]) {
        for (const key of keys) await page.keyboard.press(key);
        const mark = await timeline.findMark(name);
        if (mark === null) continue;
        await page.mouse.click(mark.x, mark.y);
        return;
      }
      throw new Error(`no mark of ${name} on the timeline`);
    },
    /** An entry of a branch's menu, in the list of branches. */
    async chooseForBranch(branch: string, entry: string) {
      await openBranches();
      await branches.getByRole("button", { name: `More for ${branch}` }).click();
      await page.getByRole("menuitem", { name: entry, exact: true }).click();
    },
    async openBranchTrash() {
      await openBranches();
      return branches.getByRole("region", { name: "Branches in the trash" });
    },
  };
}
