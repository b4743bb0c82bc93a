import type { CDPSession, Page } from "@playwright/test";
import { sitePage } from "../../e2e/pages/site-page";
import { sitesPage } from "../../e2e/pages/sites-page";
import { openBrowser, openPage } from "./browser";
import { type Connection, connect } from "./client";
import { heapCurve, hostInThePast, perAction, recordGrowth } from "./growth";
import type { InterfaceBench } from "./rows";

/** The page's memory while somebody works with it and the host tells of work done elsewhere. */
export async function measurePageMemory(bench: InterfaceBench): Promise<void> {
  const actions = bench.quick ? 500 : 10_000;
  const host = await hostInThePast(actions, bench.signal);
  const elsewhere = await connect(host.address);
  const browser = await openBrowser({ interpreted: true });
  bench.signal.addEventListener("abort", () => void browser.close());
  const page = await openPage(browser);
  try {
    await page.goto(host.address);
    await page.getByRole("heading", { level: 1 }).waitFor();
    const devtools = await page.context().newCDPSession(page);
    const deeds = deedsOf(page, elsewhere);
    const act = async (index: number) => {
      host.advance(perAction);
      await deeds[index % deeds.length]?.(Math.floor(index / deeds.length));
    };
    for (let index = 0; index < deeds.length; index++) await act(index);
    const before = await countsOf(devtools);
    recordGrowth(bench, "page", await heapCurve({ actions, round: deeds.length }, act, () => heapOf(devtools)));
    bench.note("on the page", `${before} after the first round; ${await countsOf(devtools)} after the last`);
  } finally {
    await browser.close();
    await elsewhere.close();
    await host.close();
  }
}

/** JavaScript's own heap: what the browser holds beside it is mostly what its developer tools note for us. */
async function heapOf(devtools: CDPSession): Promise<number> {
  for (let round = 0; round < 2; round++) await devtools.send("HeapProfiler.collectGarbage");
  return (await devtools.send("Runtime.getHeapUsage")).usedSize;
}

async function countsOf(devtools: CDPSession): Promise<string> {
  await devtools.send("HeapProfiler.collectGarbage");
  const { nodes, jsEventListeners } = await devtools.send("Memory.getDOMCounters");
  return `${nodes} nodes, ${jsEventListeners} listeners`;
}

type Deed = (round: number) => Promise<unknown>;

/** One round of them begins and ends at the list of sites. */
function deedsOf(page: Page, elsewhere: Connection): readonly Deed[] {
  const site = sitePage(page);
  const sites = sitesPage(page);
  const { client } = elsewhere;
  const press = (key: string) => () => page.keyboard.press(key);
  const wheel = (deltaY: number) => () => page.mouse.wheel(0, deltaY);
  const titleOf = (round: number) => `Site ${1 + (round % 6)}`;
  const siteOf = async (round: number) => {
    const found = (await client.sites.list()).find(({ title }) => title === titleOf(round));
    if (found === undefined) throw new Error(`no ${titleOf(round)}`);
    return found;
  };
  return [
    (round) => sites.openTimeline(titleOf(round)),
    () => site.plot.focus(),
    press("ArrowLeft"),
    press("ArrowLeft"),
    press("Enter"),
    press("ArrowLeft"),
    press("ArrowLeft"),
    press("ArrowRight"),
    press("+"),
    press("+"),
    press("-"),
    () => page.mouse.move(900, 400),
    wheel(-300),
    wheel(-300),
    wheel(-300),
    () => page.mouse.down(),
    () => page.mouse.move(1000, 410),
    () => page.mouse.move(800, 410),
    () => page.mouse.up(),
    wheel(200),
    () => page.mouse.move(700, 420),
    () => page.mouse.move(500, 300),
    press("n"),
    press("Escape"),
    async (round) => client.versions.take({ branchId: (await siteOf(round)).main.id, label: "Elsewhere" }),
    async (round) => {
      const { id: siteId } = await siteOf(round);
      const { versions } = await client.sites.get({ siteId });
      for (const { id } of versions.filter(({ label }) => label === "Elsewhere")) {
        await client.versions.remove({ versionId: id });
      }
    },
    async (round) => {
      const { versions } = await client.sites.get({ siteId: (await siteOf(round)).id });
      const versionId = versions[0]?.id ?? "";
      await client.versions.pin({ versionId, pinned: round % 2 === 0 });
    },
    () => site.showList(),
    () => site.list.getByRole("button").first().click(),
    press("ArrowDown"),
    press("ArrowDown"),
    press("ArrowDown"),
    press("ArrowUp"),
    press("Escape"),
    () => site.showTimeline(),
    () => sites.open(),
  ];
}
