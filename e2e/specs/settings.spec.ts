import { expect, test } from "@playwright/test";
import { AppError } from "../../shared/errors";
import { openStage, type Stage } from "../fixtures/made-up/stage";
import { worldWith } from "../fixtures/made-up/world";

let stage: Stage;
test.beforeEach(async ({ browser }) => {
  stage = await openStage(browser, "light");
  await stage.play({ world: worldWith(), at: "#/settings" });
});
test.afterEach(() => stage.close());

const theme = () => stage.page.evaluate(() => document.documentElement.dataset["theme"]);
const settings = () => stage.host.world().settings;

test("the theme and its menu are one and the same, and a reload paints in it at once", async () => {
  const { page } = stage;
  await page.getByRole("group", { name: "Theme" }).getByRole("button", { name: "Dark" }).click();
  await expect.poll(theme).toBe("dark");
  await expect.poll(() => settings().theme).toBe("dark");
  // Before any script of the page has run, the page says it.
  const html = await (await page.request.get(new URL(stage.host.address).origin)).text();
  expect(html).toContain('data-chosen-theme="dark"');
  await page.reload();
  expect(await theme()).toBe("dark");
  await page.getByRole("button", { name: "Light or dark" }).click();
  await page.getByRole("menuitem", { name: "Light", exact: true }).click();
  await expect(page.getByRole("group", { name: "Theme" }).getByRole("button", { name: "Light" })).toHaveAttribute(
    "aria-pressed",
    "true",
  );
  expect(await theme()).toBe("light");
});

test("the limit is set from the keyboard, said in words, and kept", async () => {
  const slider = stage.page.getByRole("slider", { name: "Space for Tidemark" });
  await expect(slider).toHaveAttribute("aria-valuetext", "No limit");
  await slider.focus();
  await slider.press("Home");
  await expect(slider).toHaveAttribute("aria-valuetext", "5 GB");
  await expect.poll(() => settings().storeLimit).toBe(5e9);
  await expect(stage.page.getByText("That is less than is used now.")).toBeVisible();
  await slider.press("End");
  await expect.poll(() => settings().storeLimit).toBeNull();
  await expect(stage.page.getByText("That is less than is used now.")).toBeHidden();
});

test("a new site starts with the versions that are set", async () => {
  const { page } = stage;
  const which = page.getByRole("group", { name: "Versions of new sites" });
  await which.getByRole("button", { name: "Always these" }).click();
  const wordpress = page.getByRole("combobox", { name: "WordPress" });
  const other = await wordpress.locator("option").last().getAttribute("value");
  await wordpress.selectOption(other);
  await expect.poll(() => settings().software?.wordpress).toBe(other);
  await page.goto(`${new URL(stage.host.address).origin}/#/`);
  await page.getByRole("button", { name: "New site" }).first().click();
  await expect(page.getByRole("dialog").getByRole("combobox", { name: "WordPress" })).toHaveValue(other ?? "");
});

test("what could not be kept is taken back, and said beside its control", async () => {
  const { page } = stage;
  const full = new AppError("host-full", { freeBytes: 0, neededBytes: 1 }, "The disk is full.", "Make room.");
  stage.host.refuse("settings.change", full);
  const atQuit = page.getByRole("group", { name: "When Tidemark quits" });
  await atQuit.getByRole("button", { name: "Stop all sites" }).click();
  await expect(page.getByRole("status").filter({ hasText: "nearly full" })).toBeVisible();
  await expect(atQuit.getByRole("button", { name: "Keep sites running" })).toHaveAttribute("aria-pressed", "true");
});

test("the list of parts leads to each, and a browser is offered nothing only a desktop has", async () => {
  const { page } = stage;
  const parts = page.getByRole("navigation", { name: "Parts of the settings" });
  await parts.getByRole("button", { name: "Leaving" }).press("Enter");
  await expect(page.getByRole("heading", { name: "Leaving" })).toBeFocused();
  await expect(page.getByRole("heading", { name: "Leaving" })).toBeInViewport();
  await expect(page.getByRole("heading", { name: "Notifications" })).toHaveCount(0);
  await expect(page.getByRole("heading", { name: "Updates" })).toHaveCount(0);
  await page.getByRole("link", { name: "On the Health page" }).press("Enter");
  await expect(page.getByRole("heading", { name: "Health", level: 1 })).toBeVisible();
});

test("the data folder's move is asked for, said, and taken back", async () => {
  const { page } = stage;
  await page.getByRole("button", { name: "Move…" }).click();
  await page.getByLabel("New place").fill("/mnt/big/Tidemark");
  await page.getByRole("button", { name: "Move at the next start" }).click();
  await expect(page.getByText("When Tidemark starts next, it moves to /mnt/big/Tidemark")).toBeVisible();
  await page.getByRole("button", { name: "Leave it here" }).click();
  await expect(page.getByText("When Tidemark starts next, it moves to")).toBeHidden();
});

test("a place that can't be had is refused in the dialog, and nothing moves", async () => {
  const { page } = stage;
  stage.host.refuse("settings.move", new AppError("refused", { reason: "place-taken" }, "No.", "No."));
  await page.getByRole("button", { name: "Move…" }).click();
  await page.getByLabel("New place").fill("/home");
  await page.getByRole("button", { name: "Move at the next start" }).click();
  await expect(page.getByRole("dialog").getByRole("alert")).toContainText("Choose an empty folder");
  await page.keyboard.press("Escape");
  await expect(page.getByText("When Tidemark starts next, it moves to")).toBeHidden();
});
