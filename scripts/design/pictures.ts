import { mkdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { type Locator, type Page, test } from "@playwright/test";
import { type Scene, scenes } from "../../e2e/fixtures/made-up/scenes";
import { openStage } from "../../e2e/fixtures/made-up/stage";

const folder = fileURLToPath(new URL("../../docs/screenshots/design/", import.meta.url));

interface Picture {
  readonly scene: Scene;
  /** The part that is meant; all of the page without it. */
  readonly part?: (page: Page) => Locator;
  readonly window?: { readonly width: number; readonly height: number };
}

const dialog = (page: Page) => page.getByRole("dialog");
const operation = (page: Page) => page.getByRole("region", { name: "Operation" });

const pictures: Readonly<Record<string, Picture>> = {
  site: { scene: scenes.site },
  panel: { scene: scenes["site-panel"] },
  "sites-small": { scene: scenes.sites, window: { width: 900, height: 600 } },
  key: { scene: scenes["site-key"], part: dialog },
  running: { scene: scenes["rewind-running"], part: operation },
  done: { scene: scenes["rewind-done"], part: operation },
  failed: { scene: scenes["rewind-failed"], part: operation },
  "new-site": { scene: scenes["new-site"], part: dialog },
  palette: { scene: scenes.palette },
  problem: { scene: scenes["first-run"] },
};

for (const theme of ["light", "dark"] as const) {
  test(theme, async ({ browser }) => {
    test.setTimeout(300_000);
    await mkdir(folder, { recursive: true });
    const stage = await openStage(browser, theme);
    for (const [name, { scene, part, window = { width: 1280, height: 800 } }] of Object.entries(pictures)) {
      await stage.page.setViewportSize(window);
      await stage.play(scene);
      await (part?.(stage.page).first() ?? stage.page).screenshot({ path: `${folder}${name}-${theme}.png` });
    }
    await stage.close();
  });
}
