import { expect, test } from "@playwright/test";
import { outsideTheCatalogue, speakPseudo, textsOn } from "../fixtures/made-up/pseudo";
import { type Scene, type SceneName, scenes } from "../fixtures/made-up/scenes";
import { openStage, type Stage } from "../fixtures/made-up/stage";

/** With every text of the catalogue in ⟦brackets⟧, what stands outside of them can't be translated. */
const shown: readonly SceneName[] = [
  "empty",
  "creating",
  "sites",
  "sites-trash",
  "new-site",
  "bring",
  "site",
  "site-panel",
  "site-menu",
  "site-key",
  "list",
  "list-panel",
  "list-event",
  "event-panel",
  "panel-changes",
  "recording-stopped",
  "recording-behind",
  "recording",
  "peek",
  "mail",
  "mail-none",
  "logs",
  "health",
  "health-trouble",
  "settings",
  "palette",
  "shortcuts",
  "take-version",
  "first-run",
  "docker-unreachable",
  "docker-denied",
  "docker-too-old",
  "store-unavailable",
  "store-in-use",
  "image-missing",
  "store-full",
  "host-full",
  "port-taken",
  "not-found",
  "site-not-found",
  "ready",
  "bring-plan",
  "site-new",
  "rewind-running",
  "rewind-done",
  "rewind-failed",
  "log-in",
  "rename",
  "duplicate",
  "delete",
  "switcher",
  "palette-nothing",
];

let stage: Stage;
test.beforeAll(async ({ browser }) => {
  stage = await openStage(browser, "light");
  await speakPseudo(stage.page);
});
test.afterAll(() => stage.close());

for (const name of shown) {
  test(`${name} has no text outside the catalogue`, async () => {
    const scene: Scene = scenes[name];
    await stage.play(scene);
    const texts = await textsOn(stage.page);
    expect(texts.some((text) => text.includes("⟦"))).toBe(true);
    expect(texts).not.toContain("⟦Connecting to Tidemark⟧");
    expect(outsideTheCatalogue(texts, stage.host.world())).toEqual([]);
  });
}
