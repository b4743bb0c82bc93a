import type { Locator, Page, TestInfo } from "@playwright/test";
import { leftovers, removeAll } from "../fixtures/instance";
import { expectTidy, storedBranches } from "../fixtures/on-the-machine";
import { expect, openTidemark, test } from "../fixtures/shell";
import { visit } from "../fixtures/visit";
import { demoPage, demoPlugin } from "../pages/demo";
import { operationCard } from "../pages/operation-card";
import { sitePage } from "../pages/site-page";
import { wpAdmin } from "../pages/wp-admin";

/** A newcomer breaks, rewinds and branches the demo: by clicks alone, and no more of them than this. */
const mostClicks = 9;
const headline = "From the editor: thirty tides";

test.setTimeout(5 * 60_000);

test("from an empty home to broken, rewound and branched, in nine clicks", async ({ browser, shell }, info) => {
  const tidemark = await openTidemark(shell, browser);
  const { page } = tidemark;
  const id = tidemark.instance.instance;
  const person = countClicks(info);
  const demo = demoPage(page);
  try {
    await demo.tryIt.waitFor();
    await shot(page, 1);
    await person.click("Try it", demo.tryIt);
    await expect(sitePage(page).heading).toHaveText("The Longshore Review", { timeout: 120_000 });
    const origin = new URL((await demoAddress(page)) ?? "").origin;
    await expect.poll(async () => (await visit(`${origin}/`)).body).toContain(headline);
    person.done("the demo is there");
    await shot(page, 2);

    const plugins = await tidemark.openedBy(() => person.click("Open Plugins", demo.openPlugins));
    await wpAdmin(plugins).expectLoggedIn();
    await person.click("update now", demoPlugin(plugins).updateNow);
    await expect(demoPlugin(plugins).updated).toBeVisible({ timeout: 60_000 });
    await shot(plugins, 3);
    await expect.poll(async () => (await visit(`${origin}/`)).status).toBe(500);
    person.done("it is broken");

    await person.backTo(page, plugins);
    await demo.waitForStep("Rewind it");
    await shot(page, 4);
    const failing = await tidemark.openedBy(() => person.click("See it fail", demo.seeItFail));
    await expect(failing.getByText("There has been a critical error on this website")).toBeVisible();
    await shot(failing, 5);
    await person.backTo(page, failing);
    person.done("it was seen to fail");

    await person.click("Rewind to …", demo.rewind);
    await operationCard(page).waitFor(/^Back at /);
    const again = await visit(`${origin}/`);
    expect(again.status).toBe(200);
    expect(again.body).toContain("min read");
    person.done("it is rewound");
    await shot(page, 6);

    await person.click("Make a branch", demo.makeBranch);
    await operationCard(page).waitFor(/^Made the branch /);
    const branch = await tidemark.openedBy(() =>
      person.click("Open", operationCard(page).card.getByRole("link", { name: "Open" })),
    );
    expect(new URL(branch.url()).hostname).toBe("try-it--demo.localhost");
    await expect(branch.getByText(headline).first()).toBeVisible();
    person.done("it is branched");
    await shot(page, 7);

    expect(person.clicks.length, person.clicks.join(", ")).toBeLessThanOrEqual(mostClicks);
    expect((await storedBranches(id)).map(({ name }) => name).sort()).toEqual(["main", "try-it"]);
    expect((await visit(`${origin}/`)).status).toBe(200);
    await expectTidy(id);
  } finally {
    await tidemark.close();
    await removeAll(tidemark.instance);
  }
  expect(await leftovers(id)).toEqual([]);
});

/** Every click of the way is counted, going back to Tidemark's own tab included; the time of each stretch is noted. */
function countClicks(info: TestInfo) {
  const clicks: string[] = [];
  let since = Date.now();
  return {
    clicks,
    async click(name: string, target: Locator) {
      clicks.push(name);
      await target.click();
    },
    async backTo(page: Page, from: Page) {
      clicks.push("back to Tidemark");
      await from.close();
      await page.bringToFront();
    },
    done(what: string) {
      const seconds = ((Date.now() - since) / 1000).toFixed(1);
      info.annotations.push({ type: what, description: `${seconds} s, ${clicks.length} clicks so far` });
      console.log(`  ${what}: ${seconds} s, ${clicks.length} clicks so far`);
      since = Date.now();
    },
  };
}

const demoAddress = (page: Page) => page.getByRole("link", { name: "Open site" }).getAttribute("href");

async function shot(page: Page, number: number): Promise<void> {
  const folder = process.env["TIDEMARK_SHOTS"];
  if (folder !== undefined) await page.screenshot({ path: `${folder}/demo-${number}.png` });
}
