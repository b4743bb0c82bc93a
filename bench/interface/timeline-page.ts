import type { Browser, Page } from "@playwright/test";
import { openPage } from "./browser";
import type { Place } from "./gestures";

export interface TimelinePage {
  readonly page: Page;
  /** A place in the plot, right of its middle. */
  readonly place: Place;
  /** From the site's data having come to the first frame that shows it, in milliseconds. */
  readonly firstDraw: number;
  /** From the click on the site to that frame: with what the host did and the way through the socket. */
  readonly opened: number;
}

interface Marks {
  /** When the last message came from the host before the plot was drawn. */
  data: number;
  clicked: number;
  drawn: number;
}

/** Opens the only site of a host and waits for its timeline. */
export async function openTimeline(browser: Browser, address: string): Promise<TimelinePage> {
  const page = await openPage(browser);
  await page.addInitScript(watch);
  await page.goto(address);
  await page.locator("a[href^='#/site/']").first().click();
  const marks = await page.waitForFunction(
    () => {
      const { benchMarks } = window as unknown as { readonly benchMarks: Marks };
      return benchMarks.drawn > 0 ? benchMarks : null;
    },
    undefined,
    { timeout: 120_000 },
  );
  const { data, clicked, drawn } = (await marks.jsonValue()) as Marks;
  const box = await page.getByRole("application").boundingBox();
  if (box === null) throw new Error("the timeline is not there");
  const place = { x: Math.round(box.x + box.width * 0.7), y: Math.round(box.y + box.height * 0.4) };
  return { page, place, firstDraw: drawn - data, opened: drawn - clicked };
}

/** Runs in the page before its own scripts: notes when data comes and when the canvas is painted for the first time. */
function watch(): void {
  const marks: Marks = { data: 0, clicked: 0, drawn: 0 };
  Object.assign(window, { benchMarks: marks });
  window.addEventListener("click", () => (marks.clicked ||= performance.now()), { capture: true });
  const Socket = window.WebSocket;
  window.WebSocket = class extends Socket {
    constructor(address: string | URL) {
      super(address);
      this.addEventListener("message", ({ data }) => {
        // The site's history is by far the largest message there is.
        if (marks.drawn === 0 && (typeof data === "string" ? data.length : (data.size ?? 0)) > 100_000) {
          marks.data = performance.now();
        }
      });
    }
  };
  // The painter gives the canvas its size in the frame in which it draws for the first time.
  new MutationObserver((changes) => {
    if (
      marks.drawn > 0 ||
      !changes.some(({ target }) => target instanceof HTMLCanvasElement && target.closest("[role=application]"))
    )
      return;
    requestAnimationFrame(() => (marks.drawn ||= performance.now()));
  }).observe(document, { subtree: true, attributes: true, attributeFilter: ["width"] });
}
