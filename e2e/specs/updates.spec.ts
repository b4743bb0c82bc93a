import { expect, test } from "@playwright/test";
import { AppError } from "../../shared/errors";
import type { UpdateState } from "../../shared/model/update";
import { violations } from "../fixtures/made-up/judge";
import { type Scene, scenes } from "../fixtures/made-up/scenes";
import { openStage, type Stage } from "../fixtures/made-up/stage";

/** What a person sees of the next Tidemark, on the desktop, where there are updates. Made-up data; the updater has tests of its own. */
test.use({ trace: "off", screenshot: "off" });

let stage: Stage;
test.beforeAll(async ({ browser }) => {
  stage = await openStage(browser, "light");
});
test.afterAll(() => stage.close());

const desktop = { kind: "electron", chooseFile: true };
const knowing = ({ world, at }: Scene, update: UpdateState): Scene => ({
  at,
  world: {
    ...world,
    answers: { "system.platform": desktop, "updates.state": update, "updates.restart": {}, "updates.fetch": {} },
  },
});
const status = () => stage.page.getByRole("region", { name: "Behaviour" }).getByRole("status");

test("without an update the bar is as it is, and the settings say when it was looked for", async () => {
  await stage.play(knowing(scenes.settings, { kind: "none", lookedAt: "2026-03-12T15:40:00.000Z", failed: false }));
  await expect(stage.page.getByRole("banner")).not.toContainText(/update|Tidemark \d/);
  await expect(status().filter({ hasText: "newest version" })).toBeVisible();
  await expect(stage.page.getByRole("button", { name: "Look now" })).toBeVisible();
});

test("a newer Tidemark is told in the bar, which leads to where it can be got", async () => {
  await stage.play(knowing(scenes.site, { kind: "available", version: "0.3.0" }));
  await stage.page.getByRole("link", { name: "Tidemark 0.3.0 is out" }).click();
  await expect(status().filter({ hasText: "Version 0.3.0 is out." })).toBeVisible();
  await stage.page.getByRole("button", { name: "Get 0.3.0" }).click();
  await expect(stage.page.getByRole("alert")).toHaveCount(0);
  expect(await violations(stage.page)).toEqual([]);
});

test("while it is fetched, the settings say how far it is", async () => {
  await stage.play(knowing(scenes.settings, { kind: "fetching", version: "0.3.0", share: 0.42 }));
  await expect(stage.page.getByRole("progressbar", { name: "Fetching 0.3.0" })).toHaveAttribute("aria-valuenow", "42");
  await expect(status().filter({ hasText: "42 %" })).toBeVisible();
  expect(await violations(stage.page)).toEqual([]);
});

test("when it is ready, one click restarts into it, and a refusal says what to wait for", async () => {
  await stage.play(knowing(scenes.site, { kind: "ready", version: "0.3.0" }));
  const restart = stage.page.getByRole("banner").getByRole("button", { name: "Restart to update" });
  stage.host.refuse("updates.restart", new AppError("refused", { reason: "under-way" }, "", ""));
  await restart.click();
  await expect(stage.page.getByText("Something is still under way.")).toBeVisible();
  expect(await violations(stage.page)).toEqual([]);
});
