import type { Locator, Page } from "@playwright/test";

export function keyboardOf(page: Page) {
  return {
    /** Goes from control to control until this one has the focus. */
    async tabTo(target: Locator): Promise<void> {
      for (let presses = 0; presses < 60; presses++) {
        await page.keyboard.press("Tab");
        if (await target.evaluate((element) => element === document.activeElement).catch(() => false)) return;
      }
      throw new Error("the Tab key does not lead there");
    },
  };
}
