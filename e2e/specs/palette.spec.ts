import { expect, test } from "@playwright/test";
import { violations } from "../fixtures/made-up/judge";
import { scenes } from "../fixtures/made-up/scenes";
import { openStage, type Stage } from "../fixtures/made-up/stage";
import { palette } from "../pages/palette";

/** Everything by keys alone: find, go, do, get out again. Over made-up data. */
test.describe.configure({ mode: "serial" });

let stage: Stage;
test.beforeAll(async ({ browser }) => {
  stage = await openStage(browser, "light");
});
test.afterAll(() => stage.close());

test("opens anywhere, says what it is on, and gives the focus back", async () => {
  const { page } = stage;
  await stage.play(scenes.site);
  const admin = page.getByRole("button", { name: "Admin", exact: true });
  await admin.focus();
  const { field, options, open, isOn } = palette(page);
  await open();
  await expect(field).toHaveAttribute("aria-expanded", "true");
  await isOn("Open site");
  await page.keyboard.press("ArrowDown");
  await isOn("Admin");
  await expect(options.filter({ hasText: "Admin" }).first()).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Escape");
  await expect(field).toBeHidden();
  await expect(admin).toBeFocused();
});

test("letters typed at once are not lost, even before its code is there", async () => {
  const { page } = stage;
  await stage.play(scenes.site);
  await page.reload();
  await page.getByRole("button", { name: "Admin", exact: true }).waitFor();
  await page.keyboard.press("Control+k");
  await page.keyboard.type("spring menu");
  await expect(palette(page).field).toHaveValue("spring menu");
  await page.keyboard.press("Escape");
  await expect(palette(page).field).toBeHidden();
});

test("a slash opens it, but in a field it is a slash", async () => {
  const { page } = stage;
  await stage.play(scenes.list);
  await page.keyboard.press("/");
  await expect(palette(page).field).toBeFocused();
  await page.keyboard.press("Escape");
  const search = page.getByRole("searchbox", { name: "Search versions" });
  await search.focus();
  await page.keyboard.press("/");
  await expect(palette(page).field).toBeHidden();
  await expect(search).toHaveValue("/");
});

test("finds a version and goes to it", async () => {
  const { page } = stage;
  await stage.play(scenes.site);
  const { open, search, isOn } = palette(page);
  await open();
  await search("spring menu");
  await isOn("Spring menu live");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("complementary", { name: "Selected version" })).toContainText("Spring menu live");
});

test("finds another site from anywhere and goes there", async () => {
  const { page } = stage;
  await stage.play(scenes.health);
  const { open, search } = palette(page);
  await open();
  await search("saltm");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Saltmarsh Kitchen");
});

test("does what the button does", async () => {
  const { page } = stage;
  await stage.play(scenes.site);
  const { open, search, field } = palette(page);
  await open();
  await search("take ver");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: "Take a version" })).toBeVisible();
  await expect(field).toBeHidden();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
});

test("a time leads to that stretch of the timeline", async () => {
  const { page } = stage;
  await stage.play(scenes.site);
  const { open, search, isOn } = palette(page);
  await open();
  await search("yesterday 14:00");
  await isOn("Wed 11 Mar, 14:00");
  await page.keyboard.press("Enter");
  await expect(page.getByText(/^Wed 11 Mar/).first()).toBeVisible();
});

test("what was chosen last is offered first", async () => {
  const { page } = stage;
  await stage.play(scenes.site);
  const { open, search } = palette(page);
  await open();
  await search("health");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Health" })).toBeVisible();
  await open();
  await expect(page.getByRole("group", { name: "Recent" }).getByRole("option").first()).toHaveAccessibleName("Health");
  await page.keyboard.press("Escape");
});

test("says so when nothing fits", async () => {
  const { page } = stage;
  await stage.play(scenes.site);
  const { open, search } = palette(page);
  await open();
  await search("qqzzxx");
  await expect(page.getByText("Nothing fits “qqzzxx”.")).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press("Enter");
  await page.keyboard.press("Escape");
});

test("keys act on the selected version, and all of them stand on one sheet", async () => {
  const { page } = stage;
  await stage.play(scenes["site-panel"]);
  const selected = page.getByRole("complementary", { name: "Selected version" });
  const title = () => selected.getByRole("heading", { level: 2 }).textContent();
  const first = await title();
  await page.keyboard.press("[");
  await expect.poll(title).not.toBe(first);
  await page.keyboard.press("]");
  await expect.poll(title).toBe(first);
  await page.keyboard.press("b");
  await expect(page.getByLabel("Name of the branch")).toBeFocused();
  await page.keyboard.press("Escape");
  await page.locator("body").press("?");
  const sheet = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  await expect(sheet.getByText("Rewind to it")).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press("Escape");
  await expect(sheet).toBeHidden();
});

test("the chevron beside the site's name leads to another site", async () => {
  const { page } = stage;
  await stage.play(scenes.sites);
  await page
    .getByRole("link", { name: /Saltmarsh Kitchen/ })
    .first()
    .press("Enter");
  await page.getByRole("button", { name: /^Switch from Saltmarsh Kitchen/ }).press("Enter");
  await expect(page.getByRole("combobox", { name: "Find a site" })).toBeFocused();
  await page.keyboard.type("quay");
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("North Quay Cycles");
});
