import { expect, type Page } from "@playwright/test";
import { operationCard } from "./operation-card";

/** A site with its timeline and its list of versions. */
export function sitePage(page: Page) {
  const view = page.getByRole("group", { name: "View" });
  const list = page.getByRole("list", { name: "Versions" });
  const peeks = page.getByRole("region", { name: "Open peeks" });
  const plot = page.getByRole("application", { name: "Timeline" });
  const heads = page.getByRole("region", { name: "Branches" });
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
    /** Clicks the version's mark on the timeline: found as a person finds it, by its label beside the mark. */
    async clickOnTimeline(name: string) {
      await view.getByRole("button", { name: "Timeline" }).click();
      // Versions of a few seconds lie on each other until one zooms in.
      await plot.focus();
      for (const key of ["+", "+", "+", "+", "n"]) await page.keyboard.press(key);
      const box = await plot.boundingBox();
      const head = await heads.getByText("main", { exact: true }).boundingBox();
      if (box === null || head === null) throw new Error("the timeline is not shown");
      // The canvas has no element for a mark: the pointer goes along main's line until its card names the version.
      const y = head.y + head.height / 2;
      for (let x = box.x + box.width - 4; x > box.x; x -= 4) {
        await page.mouse.move(x, y);
        if ((await plot.locator("b").filter({ hasText: name }).count()) === 0) continue;
        await page.mouse.click(x, y);
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
