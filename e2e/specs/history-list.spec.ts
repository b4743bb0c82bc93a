import { expect, test } from "@playwright/test";
import { scenes } from "../fixtures/made-up/scenes";
import { openStage, type Stage } from "../fixtures/made-up/stage";
import { operationCard } from "../pages/operation-card";
import { palette } from "../pages/palette";

/** What happened between versions, as rows and in panels; how a site records. Over made-up data. */
test.describe.configure({ mode: "serial" });

let stage: Stage;
test.beforeAll(async ({ browser }) => {
  stage = await openStage(browser, "light");
});
test.afterAll(() => stage.close());

const list = () => stage.page.getByRole("list", { name: "Versions and events" });
const event = () => stage.page.getByRole("complementary", { name: "Selected event" });
const version = () => stage.page.getByRole("complementary", { name: "Selected version" });
const count = (text: string | RegExp) => stage.page.getByRole("status").filter({ hasText: text });

test("a search finds versions and events, and a question what was asked for", async () => {
  const { page } = stage;
  await stage.play(scenes.list);
  const search = page.getByLabel("Search versions and events");
  await search.fill("woocommerce");
  await expect(count("2 of 106 versions, 2 events")).toBeVisible();
  await expect(
    list()
      .getByRole("button", { name: /^WooCommerce updated/ })
      .first(),
  ).toBeVisible();
  await search.fill("who edited opening hours");
  await expect(
    list()
      .getByRole("button", { name: /^“Opening hours” edited/ })
      .first(),
  ).toBeVisible();
  await search.fill("zzzz");
  await expect(page.getByText("Nothing fits.")).toBeVisible();
});

test("filters leave what somebody did, or what it was about", async () => {
  const { page } = stage;
  await stage.play(scenes.list);
  await page.getByLabel("Who", { exact: true }).selectOption("Mateo Ruiz");
  await expect(count(/^\d+ events$/)).toBeVisible();
  await page.getByLabel("What", { exact: true }).selectOption("Plugins, themes, WordPress");
  await expect(
    list()
      .getByRole("button", { name: /Mateo Ruiz/ })
      .first(),
  ).toBeVisible();
  await expect(list().getByRole("button", { name: /^“/ })).toHaveCount(0);
  await page.getByRole("button", { name: "Clear", exact: true }).click();
  await expect(count("106 versions, 47 events")).toBeVisible();
});

test("arrow keys go through versions and events alike, and R rewinds to right before the event", async () => {
  const { page } = stage;
  await stage.play(scenes["list-event"]);
  await expect(event().getByRole("heading", { level: 2 })).toHaveText("WooCommerce updated 9.1.4 to 9.2.0");
  await list().getByRole("button", { pressed: true }).focus();
  await page.keyboard.press("ArrowDown");
  await expect(version().getByRole("heading", { level: 2 })).toHaveText("Before updating WooCommerce 9.1.4 to 9.2.0");
  await page.keyboard.press("ArrowUp");
  await expect(event()).toBeVisible();
  await expect(event().getByText("What is there now is kept.")).toBeVisible();
  await expect(event().getByRole("button", { name: "Rewind to just before this" })).toBeEnabled();
  await page.keyboard.press("r");
  await operationCard(page).waitFor("Back at 14:03:14");
});

test("a branch from right before an event is asked its name", async () => {
  const { page } = stage;
  await stage.play(scenes["list-event"]);
  await event().getByRole("button", { name: "Branch before it" }).click();
  const dialog = page.getByRole("dialog", { name: "Branch from just before 14:03:14" });
  await dialog.getByLabel("Name of the branch").fill("without-the-update");
  await dialog.getByRole("button", { name: "Branch", exact: true }).click();
  await operationCard(page).waitFor("Made the branch without-the-update from 14:03:14");
});

test("a version's panel leads from what changed to its event, and back to the version below it", async () => {
  await stage.play(scenes["panel-changes"]);
  await expect(version().getByText("Changed since 13:45:02")).toBeVisible();
  await version()
    .getByRole("button", { name: /^61 background changes/ })
    .click();
  await expect(version().getByText("38 rows")).toBeVisible();
  await version()
    .getByRole("button", { name: /^Order 1042/ })
    .click();
  await expect(event().getByRole("heading", { level: 2 })).toContainText("Order 1042");
  await event()
    .getByRole("button", { name: /13:45:02$/ })
    .click();
  await expect(version()).toBeVisible();
});

test("the palette answers when something happened, and opens the site at it", async () => {
  const { page } = stage;
  await stage.play(scenes.site);
  await palette(page).open();
  await page.keyboard.type("when was woocommerce updated");
  await palette(page).isOn("WooCommerce updated 9.1.4 to 9.2.0");
  await page.keyboard.press("Enter");
  await expect(event().getByRole("heading", { level: 2 })).toHaveText("WooCommerce updated 9.1.4 to 9.2.0");
  await expect(page).toHaveURL(/\/list\?event=/);
});

test("what a policy keeps is said before it is saved, and defaults come back", async () => {
  const { page } = stage;
  await stage.play(scenes.recording);
  const dialog = page.getByRole("dialog", { name: "Recording" });
  const save = dialog.getByRole("button", { name: "Save" });
  await expect(save).toBeDisabled();
  await dialog.getByLabel("Every second").selectOption("Never");
  await expect(dialog.getByText("No seconds between them.")).toBeVisible();
  await dialog.getByRole("switch", { name: "Versions that take themselves" }).click();
  await expect(dialog.getByLabel("After a burst of changes")).toBeDisabled();
  await save.click();
  await expect(dialog).toBeHidden();
  await page.getByRole("button", { name: "More for this site" }).click();
  await page.getByRole("menuitem", { name: "Recording…" }).click();
  await expect(dialog.getByLabel("Every second")).toHaveValue("0");
  await dialog.getByRole("button", { name: "Reset to defaults" }).click();
  await expect(dialog.getByLabel("Every second")).toHaveValue("30");
  await expect(dialog.getByRole("switch", { name: "Versions that take themselves" })).toBeChecked();
});

test("recording that stands still says what is safe, and leads to where room is made", async () => {
  const { page } = stage;
  await stage.play(scenes["recording-stopped"]);
  await expect(count("Your site goes on; nothing recorded is lost.")).toBeVisible();
  await page.getByRole("link", { name: "Free room" }).click();
  await expect(page).toHaveURL(/#\/health$/);
});
