import { expect, type Page } from "@playwright/test";

/** What is said about a stretch and a mark, and the ways to go through time. */
export function timelinePage(page: Page) {
  const plot = page.getByRole("application", { name: "Timeline" });
  const heads = page.getByRole("region", { name: "Branches" });
  const brush = page.getByRole("slider", { name: "Stretch shown" });
  const box = async () => {
    const found = await plot.boundingBox();
    if (found === null) throw new Error("the timeline is not shown");
    return found;
  };
  /** The y of a branch's line: its name stands beside it. */
  const lineOf = async (branch: string) => {
    const head = await heads.getByText(branch, { exact: true }).boundingBox();
    if (head === null) throw new Error(`${branch} has no lane in view`);
    return head.y + head.height / 2;
  };
  const pointAt = async (x: number, y: number) => {
    await page.mouse.move(x, y);
    return { x, y };
  };
  return {
    plot,
    heads,
    brush,
    /** What stands beside the mark under the pointer: its name first. */
    card: plot.locator("b"),
    moment: plot.getByRole("region", { name: /^Around / }),
    /** What happened at one spot, under the pointer or chosen. */
    events: plot.getByRole("region", { name: /^\d+ events?$/ }),
    /** A chosen moment or event, as a screen reader says it. */
    saidChosen: page.locator("#timeline-chosen"),
    /** What the keyboard is on, as a screen reader says it. */
    spoken: page.locator("#timeline-version"),
    nowAhead: plot.getByRole("button", { name: /^Now is .* ahead$/ }),
    /** The stretch in words: "Thu 12 Mar, 13:42 to 14:24". */
    range: () => brush.getAttribute("aria-valuetext"),
    box,
    lineOf,
    /**
     * Where the mark of a version is on its branch's line. The canvas has no element for a mark, so the pointer goes
     * along the line from the right while a card names it; null when none does.
     */
    async findMark(name: string, branch = "main"): Promise<{ readonly x: number; readonly y: number } | null> {
      const { x: left, width } = await box();
      const y = await lineOf(branch);
      let first: number | null = null;
      for (let x = left + width - 4; x > left; x -= 4) {
        await page.mouse.move(x, y);
        const named = (await plot.locator("b").filter({ hasText: name }).count()) > 0;
        if (named) first ??= x;
        else if (first !== null) return pointAt((first + x + 4) / 2, y);
      }
      return first === null ? null : pointAt(first, y);
    },
    /** Goes along the events above a branch's line from the right until a card says this; returns where. */
    async findEvent(text: string, branch = "main"): Promise<{ readonly x: number; readonly y: number }> {
      const { x: left, width } = await box();
      const y = (await lineOf(branch)) - 46;
      for (let x = left + width - 4; x > left; x -= 6) {
        await page.mouse.move(x, y);
        if ((await plot.getByRole("region").filter({ hasText: text }).count()) > 0) return { x, y };
      }
      throw new Error(`nothing on ${branch} says ${text}`);
    },
    async preset(name: "Year" | "Month" | "Week" | "Day" | "Hour" | "Minutes") {
      await page.getByRole("group", { name: "Zoom" }).getByRole("button", { name, exact: true }).click();
    },
    async goTo(when: string) {
      await page.getByLabel("Go to a time").fill(when);
      await page.keyboard.press("Enter");
    },
    /** Drags along the axis from the middle and lets go at `x`. */
    async scrubTo(x: number, free = false) {
      const { x: left, y, width } = await box();
      await page.mouse.move(left + width / 2, y + 26);
      if (free) await page.keyboard.down("Alt");
      await page.mouse.down();
      await page.mouse.move(x, y + 26, { steps: 4 });
      await page.mouse.up();
      if (free) await page.keyboard.up("Alt");
    },
    async focus() {
      await plot.focus();
      await expect(plot).toBeFocused();
    },
  };
}
