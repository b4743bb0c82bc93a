import { expect, type Page, test } from "@playwright/test";
import { branchCount, extremes, lastBranch, versionCount } from "../fixtures/made-up/extremes";
import { faults } from "../fixtures/made-up/geometry";
import { violations } from "../fixtures/made-up/judge";
import { type Scene, scenes } from "../fixtures/made-up/scenes";
import { openStage, type Stage } from "../fixtures/made-up/stage";
import { keyboardOf } from "../pages/keyboard";
import { operationCard } from "../pages/operation-card";
import { sitePage } from "../pages/site-page";
import { versionPanel } from "../pages/version-panel";

/** Made-up sites at their extremes, in windows from the smallest to 4K, by keyboard alone and without motion. */
test.use({ trace: "off", screenshot: "off" });
test.describe.configure({ timeout: 60_000 });

/** Elements a page may have however much there is to show; with 100 rows drawn at once it has about 1,500. */
const mostElements = 4_000;

let stage: Stage;
let page: Page;

test.beforeAll(async ({ browser }) => {
  stage = await openStage(browser, "light");
  page = stage.page;
});
test.afterAll(() => stage.close());

for (const [width, height] of [
  [900, 600],
  [1280, 800],
  [3840, 2160],
] as const) {
  test(`in a window of ${width} by ${height} nothing is cut off, and not everything is drawn at once`, async () => {
    await page.setViewportSize({ width, height });
    for (const [name, scene] of Object.entries<Scene>(extremes)) {
      await stage.play(scene);
      const shots = process.env["TIDEMARK_SHOTS"];
      if (shots !== undefined) await page.screenshot({ path: `${shots}/${name.replaceAll(/\W+/g, "-")}-${width}.png` });
      expect.soft(await faults(page), name).toEqual([]);
      expect.soft(await page.locator("*").count(), name).toBeLessThan(mostElements);
    }
    await page.setViewportSize({ width: 1280, height: 800 });
  });
}

for (const [name, scene] of Object.entries<Scene>(extremes)) {
  test(`axe finds nothing: ${name}`, async () => {
    await stage.play(scene);
    expect(await violations(page)).toEqual([]);
  });
}

test(`each of ${branchCount} branches can be reached`, async () => {
  await stage.play(extremes["many branches"]);
  await page.getByRole("button", { name: `${branchCount} branches` }).click();
  const branches = page.getByRole("dialog", { name: "Branches" });
  await branches.getByRole("searchbox").fill(lastBranch);
  await branches.getByRole("button", { name: `More for ${lastBranch}`, exact: true }).click();
  await expect(page.getByRole("menuitem", { name: "Logs" })).toBeVisible();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+k");
  await page.keyboard.type(lastBranch);
  await expect(page.getByRole("option", { name: new RegExp(`^Open ${lastBranch}`) })).toBeVisible();
  await page.keyboard.press("Escape");
});

test(`each of ${versionCount} versions can be reached in the list`, async () => {
  await stage.play(extremes["many versions, list"]);
  await expect(page.getByRole("status").filter({ hasText: "5,000 versions" })).toBeVisible();
  await keyboardOf(page).tabTo(page.getByRole("list", { name: "Versions" }).getByRole("button").first());
  await page.keyboard.press("End");
  await expect(versionPanel(page).title).toHaveText("Brought in");
  expect(await page.locator("*").count()).toBeLessThan(mostElements);
});

test("a name that does not fit ends in an ellipsis and can be read in full", async () => {
  await stage.play(extremes["odd names, sites"]);
  for (const { site } of extremes["odd names, sites"].world.sites) {
    const link = page.getByRole("link", { name: `Timeline of ${site.title}` });
    await expect(link).toHaveAttribute("title", site.title);
    await expect(link).toHaveCSS("text-overflow", "ellipsis");
  }
  await stage.play(extremes["a long name"]);
  const { title } = extremes["a long name"].world.sites[0]?.site ?? { title: "" };
  await expect(page.getByRole("heading", { level: 1, name: title })).toHaveAttribute("title", title);
});

test("titles are written in their own direction", async () => {
  await stage.play(extremes["odd names, sites"]);
  for (const { site } of extremes["odd names, sites"].world.sites) {
    const link = page.getByRole("link", { name: `Timeline of ${site.title}` });
    await expect(link).toHaveCSS("direction", /^\p{Script=Latin}|^[\p{Emoji}]/u.test(site.title) ? "ltr" : "rtl");
  }
});

test("the main job by the keyboard alone", async () => {
  await stage.play(scenes.sites);
  const { tabTo } = keyboardOf(page);
  const site = sitePage(page);
  const panel = versionPanel(page);
  const card = operationCard(page);

  await tabTo(page.getByRole("link", { name: "Timeline of Saltmarsh Kitchen" }));
  await page.keyboard.press("Enter");
  await site.waitFor("Saltmarsh Kitchen");

  await page.keyboard.press("t");
  const dialog = page.getByRole("dialog", { name: "Take a version" });
  await tabTo(dialog.getByLabel("Name (may stay empty)"));
  await page.keyboard.type("Before the new menu");
  await page.keyboard.press("Enter");
  await card.waitFor("Version taken");

  await tabTo(site.plot);
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("Enter");
  await expect(panel.title).toHaveText("Before the new menu");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("r");
  await card.waitFor("Back at 16:39:50");
  await tabTo(card.card.getByRole("button", { name: "Undo rewind" }));
  await page.keyboard.press("Enter");
  await card.waitFor(/^Back at 16:40:/);

  await tabTo(site.plot);
  await page.keyboard.press("b");
  await tabTo(page.getByLabel("Name of the branch"));
  await page.keyboard.type("easter");
  await page.keyboard.press("Enter");
  await card.waitFor("Made the branch easter");
  await expect(page.getByRole("button", { name: "4 branches" })).toBeVisible();
});

test("where motion is unwanted nothing moves", async () => {
  await stage.play(scenes["rewind-running"]);
  const moving = () =>
    page.evaluate(() =>
      document
        .getAnimations()
        .filter(({ effect }) => Number(effect?.getComputedTiming().activeDuration ?? 0) > 1)
        .map(({ effect }) => (effect instanceof KeyframeEffect ? effect.target?.className : "")),
    );
  expect(await moving()).toEqual([]);
  await page.keyboard.press("Control+k");
  expect(await moving()).toEqual([]);
});
