import type { Page } from "@playwright/test";
import { timelinePage } from "./timeline";

/** What stands beside a second of the timeline that was gone to, and what can be done there. */
export function momentCard(page: Page) {
  const { moment, goTo } = timelinePage(page);
  return {
    card: moment,
    /** Goes to a second of today, by the browser's own clock. */
    async goToSecond(at: Date) {
      const time = await page.evaluate((instant) => new Date(instant).toTimeString().slice(0, 8), at.getTime());
      await goTo(time);
      await moment.waitFor();
    },
    peek: () => moment.getByRole("button", { name: "Peek", exact: true }).click(),
    rewind: () => moment.getByRole("button", { name: "Rewind to this second" }).click(),
  };
}
