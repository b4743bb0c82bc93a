import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import type { SiteDetail } from "../../shared/model/views";
import { activityOf } from "../fixtures/made-up/activity";
import { eventsOf } from "../fixtures/made-up/events";
import { aSite } from "../fixtures/made-up/site";
import { saltmarsh } from "../fixtures/made-up/sites";
import { openStage, type Stage } from "../fixtures/made-up/stage";
import { now, second } from "../fixtures/made-up/time";
import { worldWith } from "../fixtures/made-up/world";
import { madeUpNow, manyVersions } from "../fixtures/made-up-site";
import { sitePage } from "../pages/site-page";
import { timelinePage } from "../pages/timeline";
import { versionPanel } from "../pages/version-panel";

/** The timeline and the list as a person uses them, over made-up data. */
const kitchen = saltmarsh().detail();

let stage: Stage;
const open = async (detail: SiteDetail = kitchen, rest = ""): Promise<Page> => {
  await stage.play({ world: worldWith({ sites: [detail] }), at: `#/site/${detail.site.id}${rest}` });
  return stage.page;
};

// A tab remembers where it was: every test has one of its own.
test.beforeEach(async ({ browser }) => {
  stage = await openStage(browser, "light");
});
test.afterEach(() => stage.close());

test("a card says what a version is, when in both ways, and what it takes on disk", async () => {
  const { plot, findMark } = timelinePage(await open());
  expect(await findMark("Spring menu live")).not.toBeNull();
  await expect(plot).toContainText("Mon 9 Mar, 10:12:00");
  await expect(plot).toContainText("3 days ago");
  await expect(plot).toContainText("9.8 MB");
});

test("the wheel zooms about the time under the pointer", async () => {
  const page = await open();
  const timeline = timelinePage(page);
  await timeline.goTo("mon 9 mar 10:20");
  await page.keyboard.press("Escape");
  const mark = await timeline.findMark("Spring menu live");
  if (mark === null) throw new Error("the mark is not shown");
  const before = await timeline.range();
  await page.mouse.wheel(0, -400);
  await expect.poll(timeline.range).not.toBe(before);
  await page.mouse.move(mark.x + 1, mark.y);
  await expect(timeline.card.filter({ hasText: "Spring menu live" })).toBeVisible();
});

test("Shift and the wheel, a drag, and the wheel's other direction go through time without zooming", async () => {
  const page = await open();
  const { range, box } = timelinePage(page);
  const { x, y, width } = await box();
  await page.mouse.move(x + width / 2, y + 200);
  const ranges = new Set([await range()]);
  const went = async () => {
    await expect.poll(async () => ranges.has(await range())).toBe(false);
    ranges.add(await range());
  };
  await page.mouse.wheel(-700, 0);
  await went();
  await page.keyboard.down("Shift");
  await page.mouse.wheel(0, -700);
  await page.keyboard.up("Shift");
  await went();
  await page.mouse.down();
  await page.mouse.move(x + width / 2 + 300, y + 200, { steps: 5 });
  await page.mouse.up();
  await went();
  await expect(page.getByRole("group", { name: "Zoom" }).getByRole("button", { pressed: true })).toHaveText("Week");
});

test("marks stand still under the pointer while time goes on, and catch up when it leaves", async () => {
  const page = await open();
  const { preset, range, box, plot } = timelinePage(page);
  await preset("Minutes");
  await expect.poll(range).toContain("16:42");
  const { x, y, width } = await box();
  await page.mouse.move(x + width / 2, y + 200);
  const start = async () => (await range())?.split(" to ")[0];
  const stood = await start();
  await page.clock.setFixedTime(now + 180 * second);
  let aim = 0;
  const timePassed = async () => {
    await page.mouse.move(x + width / 2 + (++aim % 3), y + 200);
    return plot.getByText("16:45:07").count();
  };
  await expect.poll(timePassed, { intervals: [200] }).toBeGreaterThan(0);
  expect(await start()).toBe(stood);
  await page.mouse.move(x + width / 2, 5);
  await expect.poll(start).not.toBe(stood);
});

test("keys go from version to version, to those that stand out, open one and let go of it", async () => {
  const page = await open();
  const { focus, spoken } = timelinePage(page);
  await focus();
  await page.keyboard.press("End");
  await expect(spoken).toContainText("12 Mar, 16:39:50");
  await page.keyboard.press("ArrowLeft");
  await expect(spoken).toContainText("Easter menu, draft");
  await page.keyboard.press(",");
  await expect(spoken).not.toContainText("Easter menu, draft");
  await page.keyboard.press("Home");
  await expect(spoken).toContainText("5 Jan, 09:12:40");
  await page.keyboard.press("ArrowDown");
  await expect(spoken).toContainText("on redesign");
  await page.keyboard.press("Enter");
  await expect(versionPanel(page).panel).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(versionPanel(page).panel).toBeHidden();
});

test("the selection is the same in the list and on the timeline, and after a reload", async () => {
  const page = await open();
  const site = sitePage(page);
  await site.showList();
  await page.getByLabel("Search versions").fill("shop opened");
  await site.selectInList("Shop opened");
  await site.showTimeline();
  await expect(versionPanel(page).title).toHaveText("Shop opened");
  const { spoken, range } = timelinePage(page);
  await expect(spoken).toContainText("Shop opened");
  await expect.poll(range).toContain("Feb");
  const shown = await range();
  await page.reload();
  await expect(versionPanel(page).title).toHaveText("Shop opened");
  await expect.poll(range).toBe(shown);
  await site.showList();
  await expect(site.list.getByRole("button", { name: /^Shop opened,/ })).toHaveAttribute("aria-pressed", "true");
});

test("the scrubber stops at a version and opens it; with Alt it stays between versions", async () => {
  const page = await open();
  const timeline = timelinePage(page);
  await timeline.goTo("mon 9 mar 10:20");
  await page.keyboard.press("Escape");
  const mark = await timeline.findMark("Spring menu live");
  if (mark === null) throw new Error("the mark is not shown");
  await timeline.scrubTo(mark.x - 4, true);
  await expect(timeline.moment).toContainText("This moment");
  await expect(versionPanel(page).panel).toBeHidden();
  await timeline.scrubTo(mark.x - 4);
  await expect(versionPanel(page).title).toHaveText("Spring menu live");
});

test("a second says what happened on either side of it and what it is made of, and is gone to by a click", async () => {
  const page = await open();
  const { goTo, moment, saidChosen } = timelinePage(page);
  await goTo("14:02:48");
  await expect(moment).toContainText("Order 1042");
  await expect(moment).toContainText("WooCommerce updated 9.1.4 to 9.2.0");
  await expect(moment).toContainText("Version of 13:45:02 plus 18 min of changes");
  await expect(moment).toContainText("Files are as of 13:45:02; 4 changed until 14:03:13");
  await expect(saidChosen).toContainText("14:02:48, on main");
  await moment.getByRole("button", { name: "Branch", exact: true }).click();
  await expect(page.getByRole("dialog")).toContainText("14:02:48");
  await page.keyboard.press("Escape");
  await moment.getByRole("button", { name: "Rewind to this second" }).click();
  const operation = page.getByRole("region", { name: "Operation" });
  await expect(operation).toContainText("14:02:48");
  // However small the window, what runs lies above the second's card.
  await page.setViewportSize({ width: 1000, height: 560 });
  await expect(moment).toBeVisible();
  for (const button of await operation.getByRole("button").all()) await button.click({ trial: true });
});

test("the keys and the palette act on the second that is shown, and it can be one of another branch", async () => {
  const page = await open();
  const { goTo, moment, focus } = timelinePage(page);
  await goTo("14:02:48");
  await focus();
  await page.keyboard.press("ArrowDown");
  await expect(moment).toContainText("on redesign");
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox").pressSequentially("peek at 14:02");
  await expect(page.getByRole("option", { name: /Peek at 14:02:48/ })).toBeVisible();
  await page.keyboard.press("Escape");
  await focus();
  await page.keyboard.press("p");
  await expect(page.getByRole("region", { name: "Operation" })).toContainText("14:02:48");
});

test("where the log is gone a second says so, and the nearest version is one click away", async () => {
  const page = await open();
  const { goTo, moment } = timelinePage(page);
  await goTo("2 feb 11:32:30");
  await expect(moment).toContainText("The log of that time is gone.");
  await expect(moment.getByRole("button", { name: "Rewind to this second" })).toBeHidden();
  await moment.getByRole("button", { name: "Open the version of 11:30:00" }).click();
  await expect(versionPanel(page).title).toHaveText("Shop opened");
});

test("what happened is read under the pointer, and chosen by a click it can be gone back to right before", async () => {
  const page = await open();
  const timeline = timelinePage(page);
  const { x, y } = await timeline.findEvent("2 comments approved");
  await expect(timeline.events.getByRole("button")).toHaveCount(0);
  await page.mouse.click(x, y);
  await timeline.events.getByRole("button", { name: "Rewind to just before" }).click();
  await expect(page.getByRole("region", { name: "Operation" })).toBeVisible();
});

test("Shift and the arrows go from event to event, aloud; Enter shows one, Escape lets go", async () => {
  const page = await open();
  const { focus, saidChosen, events, goTo } = timelinePage(page);
  await goTo("14:02:48");
  await focus();
  await page.keyboard.press("Shift+ArrowRight");
  await expect(saidChosen).toContainText("WooCommerce updated 9.1.4 to 9.2.0, Thu 12 Mar, 14:03:14, Anna");
  await page.keyboard.press("Shift+ArrowLeft");
  await expect(saidChosen).toContainText("Order 1042");
  await expect(events).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(saidChosen).toBeEmpty();
  await page.keyboard.press("Shift+ArrowLeft");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("complementary", { name: "Selected event" })).toBeVisible();
});

test("going to “before the WooCommerce update” finds it, and says so where nothing fits", async () => {
  const page = await open();
  const { goTo, saidChosen, events } = timelinePage(page);
  await goTo("before the WooCommerce update");
  await expect(saidChosen).toContainText("WooCommerce updated 9.1.4 to 9.2.0");
  await expect(events.getByRole("button", { name: "Rewind to just before" })).toBeVisible();
  await goTo("when was Gutenberg updated");
  await expect(page.getByRole("alert")).toContainText("Nothing in the history says “when was Gutenberg updated”.");
});

test("a lane grows as somebody works on the site: an event is there within a second of the hint", async () => {
  const page = await open();
  const { findEvent } = timelinePage(page);
  const [newest] = eventsOf(kitchen).slice(-1);
  if (newest === undefined) throw new Error("nothing happened");
  const event = {
    ...newest,
    id: "enew",
    at: new Date(now - 200 * second).toISOString(),
    subject: "Just now",
    detail: {},
  };
  const asked = { siteId: kitchen.site.id, from: now - 16 * 86_400_000, to: now + 86_400_000, buckets: 3072 };
  const activity = activityOf(kitchen, asked);
  stage.host.show(
    worldWith({
      sites: [kitchen],
      answers: {
        "recording.activity": { ...activity, events: [...activity.events, { ...event, kind: "post-edited" }] },
      },
    }),
  );
  stage.host.hint({ kind: "activity", siteId: kitchen.site.id });
  await timelinePage(page).preset("Minutes");
  await findEvent("Just now");
});

test("out of view the present says how far away it is, and is one click away", async () => {
  const page = await open();
  const { goTo, nowAhead } = timelinePage(page);
  await expect(nowAhead).toBeHidden();
  await goTo("yesterday 14:00");
  await expect(nowAhead).toHaveText("Now is 1 day ahead");
  await nowAhead.click();
  await expect(nowAhead).toBeHidden();
});

test("the overview's brush is dragged, resized, and moved by keys", async () => {
  const page = await open();
  const { brush, range, plot } = timelinePage(page);
  const first = await range();
  const box = await brush.boundingBox();
  if (box === null) throw new Error("there is no brush");
  await page.mouse.move(box.x + box.width / 2, box.y + 20);
  await page.mouse.down();
  await page.mouse.move(box.x - 300, box.y + 20, { steps: 5 });
  await page.mouse.up();
  await expect.poll(range).not.toBe(first);
  await expect(page.getByRole("group", { name: "Zoom" }).getByRole("button", { pressed: true })).toHaveText("Week");
  await brush.focus();
  await page.keyboard.press("End");
  await expect.poll(range).toBe(first);
  for (let presses = 0; presses < 8; presses++) await page.keyboard.press("Shift+ArrowRight");
  await expect(page.getByRole("group", { name: "Zoom" }).getByRole("button", { pressed: true })).toHaveText("Month");
  await page.getByRole("button", { name: /^All of it/ }).click();
  await expect.poll(range).toContain("Dec 2025");
  await expect(plot).toBeVisible();
});

test("versions of a site that is a minute old stand apart", async () => {
  const detail = aSite("Fieldnotes", "fieldnotes", "here", "2026-03-12 16:41:07", 96e6)
    .version("main", now - 12 * second, { label: "Before the upgrade" })
    .version("main", now - 5 * second, { label: "After it" })
    .detail();
  const { findMark } = timelinePage(await open(detail));
  const [one, other] = [await findMark("After it"), await findMark("Before the upgrade")];
  expect((one?.x ?? 0) - (other?.x ?? 0)).toBeGreaterThan(60);
});

test("without motion a key's zoom is at its end at once", async () => {
  const page = await open();
  const { focus, range } = timelinePage(page);
  await focus();
  await page.keyboard.press("+");
  const after = await range();
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  expect(await range()).toBe(after);
});

test("the list finds words of the day, sorts by size, and goes by keys", async () => {
  const page = await open(kitchen, "/list");
  const { list } = sitePage(page);
  await page.getByLabel("Search versions").fill("yesterday checkout");
  await expect(page.getByText(/^1 of /)).toBeVisible();
  await expect(list.getByRole("button", { name: /^Checkout works,/ })).toBeVisible();
  await page.getByRole("button", { name: "Clear" }).click();
  await page.getByLabel("What", { exact: true }).selectOption("The beginning");
  await expect(page.getByText(/^1 of /)).toBeVisible();
  await page.getByRole("button", { name: "Clear" }).click();
  await page.getByRole("button", { name: "Own size: Largest first" }).click();
  await list.getByRole("button", { name: /^Brought in,/ }).click();
  await page.keyboard.press("ArrowDown");
  await expect(versionPanel(page).title).toHaveText("Before the photo cleanup");
});

test("when the selected version is deleted, the one before it is selected", async () => {
  const selected = kitchen.versions.find((version) => version.label === "Shop opened")?.id ?? "";
  const page = await open(kitchen, `?version=${selected}`);
  await expect(versionPanel(page).title).toHaveText("Shop opened");
  stage.host.show(
    worldWith({ sites: [{ ...kitchen, versions: kitchen.versions.filter(({ id }) => id !== selected) }] }),
  );
  await expect(versionPanel(page).title).toHaveText("At rest after edits");
});

test("one of 200 branches is found, and only it is on the timeline", async () => {
  const page = await open(fitted(manyVersions(2_000, 200)));
  const { heads } = timelinePage(page);
  await page.getByRole("button", { name: "200 branches" }).click();
  const dialog = page.getByRole("dialog", { name: "Branches" });
  await dialog.getByLabel("Find a branch").fill("branch-117");
  await dialog.getByRole("button", { name: "Show only these on the timeline" }).click();
  await page.keyboard.press("Escape");
  await expect(heads.getByRole("listitem")).toHaveText([/^main/, /^branch-117/]);
});

test("axe finds nothing about a moment, the filters of the list, and the search among many branches", async () => {
  test.slow();
  const violations = async (page: Page) => {
    const found: string[] = [];
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      await expect(page.locator("html")).toHaveAttribute("data-theme", colorScheme);
      const { violations } = await new AxeBuilder({ page }).analyze();
      for (const { id, nodes } of violations) {
        for (const { target, failureSummary } of nodes)
          found.push(`${id}: ${target.join(" ")}: ${failureSummary ?? ""}`);
      }
    }
    return found;
  };
  const page = await open(fitted(manyVersions(2_000, 200)));
  await timelinePage(page).goTo("yesterday 14:00");
  await expect(timelinePage(page).moment).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await page.getByRole("button", { name: "200 branches" }).click();
  await page.getByLabel("Find a branch").fill("branch-11");
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press("Escape");
  await sitePage(page).showList();
  await page.getByLabel("Search versions").fill("march");
  expect(await violations(page)).toEqual([]);
});

test("100,000 versions on 12 branches are drawn, told apart and opened", async () => {
  test.slow();
  const detail = fitted(manyVersions(100_000, 12));
  const page = await open(detail);
  const timeline = timelinePage(page);
  await expect(timeline.plot).toBeVisible({ timeout: 60_000 });
  await timeline.preset("Year");
  const y = await timeline.lineOf("main");
  const { x, width } = await timeline.box();
  await page.mouse.move(x + width / 2, y);
  await expect(timeline.plot).toContainText(/Stands for \d+ versions/);
  const wanted = detail.versions.filter((one) => one.label !== null && one.branchId === detail.branches[0]?.id).at(-20);
  await timeline.goTo(new Date(Date.parse(wanted?.at ?? "") + 3_600_000).toISOString().slice(0, 19));
  await timeline.preset("Minutes");
  const mark = await timeline.findMark(wanted?.label ?? "");
  if (mark === null) throw new Error("its mark is not where its time is");
  expect(Math.abs(mark.x - (x + width / 2))).toBeLessThan(16);
  await page.mouse.click(mark.x, mark.y);
  await expect(versionPanel(page).title).toHaveText(wanted?.label ?? "");
});

/** Made-up data of another fixed present, moved to the stage's. */
function fitted(detail: SiteDetail): SiteDetail {
  const shift = (text: string) => new Date(Date.parse(text) + now - madeUpNow).toISOString();
  return {
    ...detail,
    site: { ...detail.site, createdAt: shift(detail.site.createdAt) },
    branches: detail.branches.map((one) => ({ ...one, createdAt: shift(one.createdAt), failingSince: null })),
    lanes: detail.lanes.map((one) => ({ ...one, openedAt: shift(one.openedAt) })),
    versions: detail.versions.map((one) => ({ ...one, at: shift(one.at) })),
  };
}
