import { type Browser, chromium, type Page } from "@playwright/test";
import { findChromium } from "../../scripts/setup/chromium.mjs";
import { withoutCompilers } from "./host/host-process";
import { type Frames, readFrames, type TraceEvent, traceCategories } from "./trace";

export const viewport = { width: 1920, height: 1080 };

/** The browser the end-to-end tests use, without a window; throws where none is installed. `interpreted`: without V8's compilers. */
export function openBrowser({ interpreted = false } = {}): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === undefined)
    throw new Error("No Chromium, Chrome or Edge was found; TIDEMARK_CHROMIUM names one.");
  // Chromium has no sandbox for root, as in a container.
  const flags = interpreted ? [`--js-flags=${withoutCompilers.join(",")}`] : [];
  const args = ["--enable-precise-memory-info", ...flags, ...(process.getuid?.() === 0 ? ["--no-sandbox"] : [])];
  return chromium.launch({ executablePath, args });
}

/** A page in a profile of its own: nothing is cached. */
export async function openPage(browser: Browser): Promise<Page> {
  const page = await browser.newPage({ viewport });
  page.on("pageerror", (error) => console.error("  the page:", error.message));
  return page;
}

/** Records a trace of the whole browser while something is done, and reads the frames of it. */
export async function framesDuring(page: Page, work: () => Promise<void>): Promise<Frames> {
  const session = await page.context().browser()?.newBrowserCDPSession();
  if (session === undefined) throw new Error("the page has no browser");
  const events: TraceEvent[] = [];
  session.on("Tracing.dataCollected", ({ value }) => {
    // One at a time: spread over arguments, a large batch is more than the stack takes.
    for (const event of value as unknown as readonly TraceEvent[]) events.push(event);
  });
  const complete = new Promise<void>((resolve) => session.once("Tracing.tracingComplete", () => resolve()));
  await session.send("Tracing.start", {
    transferMode: "ReportEvents",
    traceConfig: { includedCategories: [...traceCategories] },
  });
  await work();
  await session.send("Tracing.end");
  await complete;
  await session.detach();
  return readFrames(events);
}

/** Milliseconds from a wheel step's arrival in the page until the frame after the one it changed has begun. */
export async function answerToWheel(page: Page, deltaY: number): Promise<number> {
  const answered = page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const onWheel = ({ timeStamp }: WheelEvent) =>
          requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - timeStamp)));
        window.addEventListener("wheel", onWheel, { capture: true, once: true });
        document.documentElement.dataset["waiting"] = "";
      }),
  );
  await page.waitForSelector("html[data-waiting]", { state: "attached" });
  await page.mouse.wheel(0, deltaY);
  const took = await answered;
  await page.evaluate(() => delete document.documentElement.dataset["waiting"]);
  return took;
}
