import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import type { SiteDetail } from "../../shared/model/views";
import { aSite } from "../fixtures/made-up/site";
import { openStage, type Stage } from "../fixtures/made-up/stage";
import { instant } from "../fixtures/made-up/time";
import { worldWith } from "../fixtures/made-up/world";
import { sitesPage } from "../pages/sites-page";

/** The page of all sites and what the demo says, over made-up data: many sites, long and foreign titles, one that fails. */
const titles = [
  "Saltmarsh Kitchen",
  "مجلة الشاطئ الطويل",
  "🌊 Tide & Shells 👩🏽‍🚀",
  "Fieldnotes by Tomás",
  `Long ${"name ".repeat(30)}`,
];

function manySites(count: number): readonly SiteDetail[] {
  return Array.from({ length: count }, (_, n) => {
    const title = `${titles[n % titles.length]} ${n}`;
    const story = aSite(title, `site-${n}`, "here", "2026-03-01 09:00:00").version("main", "2026-03-10 10:00:00");
    return (
      n % 4 === 3 ? story.now("main", { state: "stopped", wanted: "stopped", lastStatus: null }) : story
    ).detail();
  });
}

const failing = () =>
  aSite("Brightwater Dental", "brightwater-dental", "here", "2026-03-01 09:00:00")
    .version("main", "2026-03-12 15:19:48", { label: "Before Contact Form 7 6.0" })
    .version("main", "2026-03-12 15:30:00", { label: "Too late" })
    .now("main", { state: "failing", lastStatus: 500, failingSince: instant("2026-03-12 15:20:00") })
    .detail();

let stage: Stage;
const open = async (sites: readonly SiteDetail[], at = "#/"): Promise<Page> => {
  await stage.play({ world: worldWith({ sites }), at });
  return stage.page;
};

test.beforeAll(async ({ browser }) => {
  stage = await openStage(browser, "light");
});
test.afterAll(() => stage.close());

test("a few sites need no search", async () => {
  const page = await open(manySites(5));
  await expect(sitesPage(page).row("Saltmarsh Kitchen 0")).toBeVisible();
  await expect(page.getByRole("search")).toHaveCount(0);
});

test("one of 200 sites is found by a part of its title, whatever the accents, and by its state", async () => {
  const page = await open(manySites(200));
  const rows = page.getByRole("list", { name: "All sites" }).getByRole("listitem");
  await expect(rows).toHaveCount(200);
  await page.getByRole("searchbox", { name: "Find a site" }).fill("tomas 10");
  await expect(page.getByText("2 of 200 sites")).toBeVisible();
  await expect(rows).toHaveCount(2);
  await page.getByRole("button", { name: /^Stopped/ }).click();
  await expect(rows).toHaveCount(1);
  await expect(rows).toContainText("Fieldnotes by Tomás 103");
  await page.getByRole("searchbox", { name: "Find a site" }).fill("nowhere");
  await expect(page.getByText("No site is like that.")).toBeVisible();
  await page.getByRole("button", { name: "Show all sites" }).click();
  await expect(rows).toHaveCount(200);
});

test("arrow keys go from site to site, and Enter opens the timeline", async () => {
  const page = await open(manySites(60));
  await page.getByRole("combobox", { name: "Sort by" }).selectOption("Title");
  const links = page.locator("[data-row-link]");
  await links.first().focus();
  await page.keyboard.press("ArrowDown");
  await expect(links.nth(1)).toBeFocused();
  await page.keyboard.press("End");
  await expect(links.last()).toBeFocused();
  await expect(links.last()).toBeInViewport();
  const title = await links.last().innerText();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
});

test("a site that fails says since when, and offers the last version from before", async () => {
  const page = await open([failing()]);
  const row = sitesPage(page).row("Brightwater Dental");
  await expect(row).toContainText("Home page fails (500)");
  await expect(row).toContainText("Since 15:20:00");
  await expect(row).toContainText("“Before Contact Form 7 6.0”");
  await expect(row.getByRole("button", { name: "Rewind to 15:19:48: Brightwater Dental" })).toBeVisible();
});

test("a rewind from the row can be undone in the row", async () => {
  const page = await open(manySites(3));
  const row = sitesPage(page).row("Saltmarsh Kitchen 0");
  await row.getByRole("button", { name: /^Rewind Saltmarsh Kitchen 0 to its last version/ }).click();
  await expect(row.getByText(/^Back at /)).toBeVisible();
  await expect(row.getByRole("button", { name: "Undo the rewind of Saltmarsh Kitchen 0" })).toBeVisible();
  await row.getByRole("button", { name: "Dismiss" }).click();
  await expect(row.getByText(/^Back at /)).toHaveCount(0);
});

test("the demo says what to try next, until it is hidden", async () => {
  const story = () => aSite("The Longshore Review", "demo", "here", "2026-03-12 15:42:00");
  const as = (detail: SiteDetail): SiteDetail => ({ ...detail, site: { ...detail.site, demo: true } });
  const fresh = as(story().detail());
  const page = await open([fresh], `#/site/${fresh.site.id}`);
  const guide = page.getByRole("region", { name: "What to try on the demo site" });
  const step = guide.locator("[aria-current=step]");
  await expect(step).toContainText("Break it");
  await expect(step.getByRole("button", { name: "Open Plugins" })).toBeVisible();
  const height = (await guide.boundingBox())?.height;
  stage.host.show(worldWith({ sites: [as(story().now("main", { state: "failing", lastStatus: 500 }).detail())] }));
  await expect(step).toContainText("Rewind it");
  expect((await guide.boundingBox())?.height).toBe(height);
  expect(await violationsOf(page)).toEqual([]);
  await guide.getByRole("button", { name: "Hide what to try" }).click();
  await page.reload();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("The Longshore Review");
  await expect(guide).toHaveCount(0);
});

test("a part of the page that was dropped on its way comes at the next try", async () => {
  const page = await open(manySites(3));
  let dropped = 0;
  // As a browser does when a container's network comes or goes.
  await page.route(/\/assets\/logs-page/, (route) =>
    dropped++ < 2 ? route.abort("internetdisconnected") : route.continue(),
  );
  await page.evaluate(() => (location.hash = "#/site/none/logs"));
  await expect.poll(() => dropped).toBeGreaterThan(2);
  await expect(page.getByText("This page ran into a mistake of ours")).toHaveCount(0);
});

test("nothing is hard to use with many sites, a failing one or a small window", async () => {
  const page = await open([failing(), ...manySites(40)]);
  await page.setViewportSize({ width: 900, height: 600 });
  expect(await violationsOf(page)).toEqual([]);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
  await page.setViewportSize({ width: 1280, height: 800 });
});

async function violationsOf(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`);
}
