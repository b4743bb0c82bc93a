import { expect, type Page } from "@playwright/test";

/** The palette by its keys, as somebody who never touches the mouse uses it. */
export function palette(page: Page) {
  const field = page.getByRole("combobox", { name: "Search or jump to" });
  return {
    field,
    options: page.getByRole("listbox", { name: "Results" }).getByRole("option"),
    /** The line the arrow keys are on, as a screen reader hears of it: through the field. */
    async isOn(text: string): Promise<void> {
      await expect
        .poll(async () => {
          const id = await field.getAttribute("aria-activedescendant");
          return id === null ? null : page.locator(`[id="${id}"]`).innerText();
        })
        .toContain(text);
    },
    async open(): Promise<void> {
      await page.keyboard.press("ControlOrMeta+k");
      await expect(field).toBeFocused();
    },
    async search(text: string): Promise<void> {
      await page.keyboard.type(text);
      await expect(field).toHaveValue(text);
    },
  };
}
