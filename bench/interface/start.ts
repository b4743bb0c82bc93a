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
      const interactive = await untilARowAnswers(bench.browser, host.address);
      bench.record("start/host", "ms", host.startTook);
      bench.record("start/page", "ms", interactive);
      bench.record("start/both", "ms", host.startTook + interactive);
    } finally {
      await host.close();
    }
  }
}

/** Milliseconds from the beginning of the navigation until a click on the first row has brought the site's page. */
async function untilARowAnswers(browser: Browser, address: string): Promise<number> {
  const page = await openPage(browser);
  // A person's click: as soon as the row is painted, in its middle.
  await page.exposeFunction("benchRowIsAt", (x: number, y: number) => void page.mouse.click(x, y));
  await page.addInitScript(clickFirstRow);
  await page.goto(address);
  const answered = await page.waitForFunction(
    () => (window as unknown as { readonly benchAnswered?: number }).benchAnswered ?? null,
  );
  const took = (await answered.jsonValue()) as number;
  await page.close();
  return took;
}

/** Runs in the page before its own scripts. The page's clock begins with the navigation. */
function clickFirstRow(): void {
  const bench = window as unknown as {
    benchRowIsAt(x: number, y: number): Promise<void>;
    benchAnswered?: number;
  };
  let found = false;
  new MutationObserver(() => {
    const row = document.querySelector("a[href^='#/site/']");
    if (!found && row !== null) {
      found = true;
      requestAnimationFrame(() => {
        const { left, top, width, height } = row.getBoundingClientRect();
        void bench.benchRowIsAt(left + width / 2, top + height / 2);
      });
    }
    if (found && document.querySelector("[role=application] canvas") !== null)
      bench.benchAnswered ??= performance.now();
  }).observe(document, { subtree: true, childList: true });
}
