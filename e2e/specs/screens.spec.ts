import { type Browser, type BrowserContextOptions, expect, test } from "@playwright/test";
import { faults } from "../fixtures/made-up/geometry";
import { tolerance, violations } from "../fixtures/made-up/judge";
import { type Scene, type SceneName, scenes } from "../fixtures/made-up/scenes";
import { openStage, type Stage, type Theme } from "../fixtures/made-up/stage";

/**
 * Every main state of the interface, light and dark, over made-up data: it looks as it did (e2e/screens/), and axe finds
 * nothing. `npm run test:e2e -- screens --update-snapshots` makes all pictures anew.
 */
test.use({ trace: "off", screenshot: "off" });
test.describe.configure({ timeout: 30_000 });

const themes: readonly Theme[] = ["light", "dark"];

/** Left out is what another program's fonts draw: a mail's paper. */
const foreign = ({ page }: Stage) => ({ ...tolerance, mask: [page.locator("iframe")], maskColor: "#808080" });

for (const theme of themes) {
  test.describe(theme, () => {
    let stage: Stage;
    test.beforeAll(async ({ browser }) => {
      stage = await openStage(browser, theme);
    });
    test.afterAll(() => stage.close());

    for (const [name, scene] of Object.entries<Scene>(scenes)) {
      test(name, async () => {
        await stage.play(scene);
        await expect(stage.page).toHaveScreenshot(`${name}-${theme}.png`, foreign(stage));
        expect(await violations(stage.page)).toEqual([]);
      });
    }
  });
}

/** Plays scenes in a window of another size or zoom, on one page. */
async function across(
  browser: Browser,
  options: BrowserContextOptions,
  names: readonly SceneName[],
  look: (stage: Stage, name: SceneName) => Promise<void>,
): Promise<void> {
  const stage = await openStage(browser, "light", options);
  for (const name of names) {
    await stage.play(scenes[name]);
    await look(stage, name);
  }
  await stage.close();
}

const hero: readonly SceneName[] = ["sites", "site", "site-panel", "list"];
const everyPage: readonly SceneName[] = [
  ...hero,
  "empty",
  "new-site",
  "bring-plan",
  "peek",
  "rewind-running",
  "rewind-done",
  "mail",
  "logs",
  "health",
  "settings",
  "palette",
  "first-run",
  "docker-too-old",
  "host-full",
];

for (const [width, height] of [
  [900, 600],
  [1920, 1200],
] as const) {
  test(`a window of ${width} by ${height}`, async ({ browser }) => {
    await across(browser, { viewport: { width, height } }, hero, async (stage, name) => {
      await expect(stage.page).toHaveScreenshot(`${name}-${width}x${height}.png`, foreign(stage));
      expect.soft(await faults(stage.page), name).toEqual([]);
    });
  });
}

/** A zoomed page is a smaller (or larger) window of larger (or smaller) pixels: this is what zooming does in a browser. */
for (const { zoom, width, height } of [
  { zoom: 2, width: 1280, height: 800 },
  { zoom: 2, width: 900, height: 600 },
  { zoom: 0.8, width: 1280, height: 800 },
  { zoom: 0.8, width: 900, height: 600 },
]) {
  test(`at ${zoom * 100} % in a window of ${width} by ${height} nothing is cut off or out of reach`, async ({
    browser,
  }) => {
    test.setTimeout(60_000);
    const viewport = { width: width / zoom, height: height / zoom };
    await across(browser, { viewport, deviceScaleFactor: zoom }, everyPage, async ({ page }, name) => {
      expect.soft(await faults(page), name).toEqual([]);
    });
  });
}

test.describe("a small defect is caught", () => {
  const defects: readonly (readonly [what: string, css: string])[] = [
    ["a button two pixels off", "main header a { translate: 2px 0 }"],
    ["another shade of the accent", "html[data-theme] { --accent: oklch(0.52 0.091 222) !important }"],
    ["a line of text a pixel lower", "h1 { translate: 0 1px }"],
  ];
  for (const [what, css] of defects) {
    test(what, async ({ browser }) => {
      const { updateSnapshots } = test.info().config;
      test.skip(updateSnapshots === "all" || updateSnapshots === "changed", "a defect makes no picture");
      await across(browser, { bypassCSP: true }, ["site"], async (stage) => {
        await stage.page.addStyleTag({ content: css });
        const compared = expect(stage.page).toHaveScreenshot("site-light.png", { ...foreign(stage), timeout: 3_000 });
        await expect(compared).rejects.toThrow(/pixels .* are different/);
      });
    });
  }
});
