import { expect, test } from "@playwright/test";
import { tolerance, violations } from "../fixtures/made-up/judge";
import { type Scene, scenes } from "../fixtures/made-up/scenes";
import { openStage, type Stage, type Theme } from "../fixtures/made-up/stage";

/**
 * Every main state of the interface, light and dark, over made-up data: it looks as it did (e2e/screens/), and axe finds
 * nothing. `npm run test:e2e -- screens --update-snapshots` makes all pictures anew.
 */
test.use({ trace: "off", screenshot: "off" });
test.describe.configure({ timeout: 30_000 });

for (const theme of ["light", "dark"] as const satisfies readonly Theme[]) {
  test.describe(theme, () => {
    let stage: Stage;
    test.beforeAll(async ({ browser }) => {
      stage = await openStage(browser, theme);
    });
    test.afterAll(() => stage.close());

    for (const [name, scene] of Object.entries<Scene>(scenes)) {
      test(name, async () => {
        await stage.play(scene);
        await expect(stage.page).toHaveScreenshot(`${name}-${theme}.png`, tolerance);
        expect(await violations(stage.page)).toEqual([]);
      });
    }
  });
}
