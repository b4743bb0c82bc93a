// npm run screenshots: makes docs/screenshots/*.png from a real Tidemark on a data folder of its own, and removes all of it again.
// npm run screenshots -- sites: only those of the sites. -- demo: only the strip of the demo. -- design: only those of
// docs/design.md, over made-up data.
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "@playwright/test";
import { runNode24 } from "./node24.mjs";
import { seconds, step } from "./run.mjs";
import { recordDemo } from "./screenshots/demo.mjs";
import { newHome, openHost, removeAll } from "./screenshots/host.mjs";
import { tellStory } from "./screenshots/story.mjs";
import { stretch } from "./screenshots/stretch.mjs";
import { findChromium } from "./setup/chromium.mjs";

const root = fileURLToPath(new URL("../", import.meta.url));
const target = join(root, "docs", "screenshots");
const width = 1280;

async function ofTheDesign() {
  const status = await runNode24("playwright", ["test", "--config", "scripts/design/playwright.config.ts"]);
  if (status !== 0) throw new Error("not every picture of the design could be made");
}

async function main() {
  if ((await runNode24("scripts/build.mjs", ["--if-changed"])) !== 0) throw new Error("the build failed");
  const wants = (part) => process.argv[2] === undefined || process.argv[2] === part;
  if (wants("design")) await ofTheDesign();
  if (!wants("sites") && !wants("demo")) return;
  const browser = await chromium.launch({
    executablePath: findChromium(),
    args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
  });
  mkdirSync(target, { recursive: true });
  try {
    if (wants("sites")) await ofTheSites(browser);
    if (wants("demo")) await step("recording the demo", () => recordDemo(browser, target));
  } finally {
    await browser.close();
  }
}

async function ofTheSites(browser) {
  const home = newHome(mkdtempSync(join(tmpdir(), "tidemark-screenshots-")));
  try {
    const story = await withHost(home, (host) => step("making the sites", () => tellStory(host, browser)));
    await step("moving their dates apart", () => stretch(home, story.chapters));
    await withHost(home, (host) => step("taking the pictures", () => takePictures(host, browser, story)));
  } finally {
    await step("removing everything", () => removeAll(home));
    rmSync(home.folder, { recursive: true, force: true });
  }
}

async function withHost(home, work) {
  const host = await openHost(home);
  try {
    return await work(host);
  } finally {
    await host.close();
  }
}

async function takePictures(host, browser, story) {
  await host.settled(story.running);
  const pages = [
    { name: "sites", hash: "#/", height: 440 },
    { name: "timeline", hash: `#/site/${story.siteId}?event=${story.chosen}`, height: 720 },
    { name: "list", hash: `#/site/${story.siteId}/list`, height: 720 },
  ];
  for (const colorScheme of ["light", "dark"]) {
    const page = await browser.newPage({ viewport: { width, height: 720 }, deviceScaleFactor: 2, colorScheme });
    await page.goto(host.address);
    await page.getByText(story.title).first().waitFor();
    for (const { name, hash, height } of pages) {
      await page.setViewportSize({ width, height });
      await page.evaluate((to) => (window.location.hash = to), hash);
      await page.waitForLoadState("networkidle");
      if (name === "timeline") {
        await page.getByRole("button", { name: "Hide what to try" }).click();
        await page.getByRole("button", { name: "Week", exact: true }).click();
      }
      await page.mouse.move(width / 2, 5);
      await quiet(page);
      await page.screenshot({ path: join(target, `${name}-${colorScheme}.png`) });
    }
    await page.close();
  }
}

/** Waits until two pictures in a row are the same, as far as the passing seconds let them be. */
async function quiet(page) {
  let before = null;
  for (let attempt = 0; attempt < 12; attempt++) {
    const now = await page.screenshot({ type: "jpeg", quality: 20 });
    if (before !== null && now.equals(before)) return;
    before = now;
    await page.waitForTimeout(400);
  }
}

const since = Date.now();
await main();
console.log(`Pictures are in ${target} (${seconds(since)}).`);
