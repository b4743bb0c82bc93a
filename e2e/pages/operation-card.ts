import { expect, type Page } from "@playwright/test";

/** The card over a site's page: what runs, what came of it, and the way back. */
export function operationCard(page: Page) {
  const card = page.getByRole("region", { name: "Operation" });
  return {
    card,
    steps: card.getByRole("list"),
    async waitFor(title: string | RegExp) {
      await expect(card.getByText(title)).toBeVisible({ timeout: 60_000 });
    },
    undoRewind: () => card.getByRole("button", { name: "Undo rewind" }).click(),
    cancel: () => card.getByRole("button", { name: "Cancel" }).click(),
    dismiss: () => card.getByRole("button", { name: "Dismiss" }).click(),
  };
}
