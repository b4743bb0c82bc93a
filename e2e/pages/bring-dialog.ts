import type { Page } from "@playwright/test";

export function bringDialog(page: Page) {
  const dialog = page.getByRole("dialog", { name: "Bring a site" });
  return {
    dialog,
    /** A path on the machine that runs Tidemark. */
    async lookInside(path: string) {
      await dialog.getByLabel("Folder or zip on this computer").fill(path);
      await dialog.getByRole("button", { name: "Look inside" }).click();
    },
    found: dialog.getByRole("region", { name: "Found" }),
    bringIn: () => dialog.getByRole("button", { name: "Bring it in" }).click(),
  };
}
