import type { Browser } from "@playwright/test";
import { openPage } from "./browser";
import { startHost } from "./host/host-process";
import { type InterfaceBench, manySites } from "./rows";

/** From nothing to a page that answers, with 50 sites: the host's process, then a browser that has nothing cached. */
export async function measureStart(bench: InterfaceBench): Promise<void> {
  const sites = manySites(bench.quick ? 5 : 50, Date.now());
  for (let turn = 0; turn < bench.samples; turn++) {
    const host = await startHost(sites, bench.signal);
    try {
      const { interactive, shift } = await untilARowAnswers(bench.browser, host.address);
      bench.record("start/shift", "CLS", shift);
      bench.record("start/host", "ms", host.startTook);
      bench.record("start/page", "ms", interactive);
      bench.record("start/both", "ms", host.startTook + interactive);
    } finally {
      await host.close();
    }
  }
}

interface Started {
  /** Milliseconds from the beginning of the navigation until a click on the first row has brought the site's page. */
  readonly interactive: number;
  /** How much of the page moved by itself until then, as browsers count it: parts of the window times parts of its height. */
  readonly shift: number;
}

async function untilARowAnswers(browser: Browser, address: string): Promise<Started> {
  const page = await openPage(browser);
  // A person's click: as soon as the row is painted, in its middle.
  await page.exposeFunction("benchRowIsAt", (x: number, y: number) => void page.mouse.click(x, y));
  await page.addInitScript(clickFirstRow);
  await page.goto(address);
  const answered = await page.waitForFunction(
    () => (window as unknown as { readonly benchAnswered?: Started }).benchAnswered ?? null,
  );
  const started = (await answered.jsonValue()) as Started;
  await page.close();
  return started;
}

/** Chromium's own; no standard's types have it. */
interface LayoutShift {
  readonly value: number;
  readonly hadRecentInput: boolean;
}

/** Runs in the page before its own scripts. The page's clock begins with the navigation. */
function clickFirstRow(): void {
  const bench = window as unknown as {
    benchRowIsAt(x: number, y: number): Promise<void>;
    benchAnswered?: Started;
  };
  let shift = 0;
  new PerformanceObserver((list) => {
    // What moves because of the click may move.
    for (const entry of list.getEntries() as (PerformanceEntry & LayoutShift)[])
      if (!entry.hadRecentInput) shift += entry.value;
  }).observe({ type: "layout-shift", buffered: true });
  let found = false;
  new MutationObserver(() => {
    const row = document.querySelector("a[href^='#/site/']");
    if (!found && row !== null) {
      found = true;
      // What the first frame still puts in order must not make the click miss.
      requestAnimationFrame(() =>
        requestAnimationFrame(() => {
          const { left, top, width, height } = row.getBoundingClientRect();
          void bench.benchRowIsAt(left + width / 2, top + height / 2);
        }),
      );
    }
    if (found && document.querySelector("[role=application] canvas") !== null)
      bench.benchAnswered ??= { interactive: performance.now(), shift };
  }).observe(document, { subtree: true, childList: true });
}
