import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { newHome, openHost, removeAll } from "./host.mjs";
import { composeStrip } from "./strip.mjs";

/** Six frames of a newcomer's first minute, as one picture for each theme: made on a home that is empty, by the clicks a person makes. */
export async function recordDemo(browser, target) {
  for (const colorScheme of ["light", "dark"]) {
    const home = newHome(mkdtempSync(join(tmpdir(), "tidemark-demo-")));
    try {
      const frames = await withHost(home, (host) => play(host, browser, colorScheme));
      await composeStrip(browser, frames, colorScheme, join(target, `demo-${colorScheme}.png`));
    } finally {
      await removeAll(home);
      rmSync(home.folder, { recursive: true, force: true });
    }
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

async function play(host, browser, colorScheme) {
  const context = await browser.newContext({
    viewport: { width: 1120, height: 700 },
    deviceScaleFactor: 2,
    colorScheme,
  });
  context.setDefaultTimeout(120_000);
  const page = await context.newPage();
  await page.goto(host.address);
  const frames = [];
  const guide = page.getByRole("region", { name: "What to try on the demo site" });
  const button = (name) => guide.getByRole("button", { name });
  /** The picture just before a click, with the place of the click; or of what a click has led to. */
  const keep = async (caption, shown, target) => {
    const box = target === undefined ? null : await target.boundingBox();
    await shown.mouse.move(5, 350);
    await settled(shown);
    frames.push({ caption, picture: await shown.screenshot({ type: "jpeg", quality: 92 }), box });
  };
  const opened = async (click) => {
    const tab = context.waitForEvent("page");
    await click();
    const found = await tab;
    await found.waitForURL(/^http/);
    await found.waitForLoadState("networkidle");
    return found;
  };

  const tryIt = page.getByRole("button", { name: "Try it" });
  await tryIt.waitFor();
  await keep("Try the demo: a small magazine, ready in seconds", page, tryIt);
  await tryIt.click();
  await button("Open Plugins").waitFor();

  const plugins = await opened(() => button("Open Plugins").click());
  const update = plugins.getByRole("link", { name: "Update Saltmarsh Reading Time now" });
  await update.waitFor();
  await keep("Update a plugin in WordPress", plugins, update);
  await update.click();
  await plugins.locator(".updated-message").first().waitFor();
  await plugins.close();

  await button(/^Rewind to /).waitFor();
  const failing = await opened(() => guide.getByRole("link", { name: "See it fail" }).click());
  await keep("The update had a mistake: the home page fails", failing);
  await keep("Tidemark offers the way back", page, button(/^Rewind to /));
  await button(/^Rewind to /).click();
  const card = page.getByRole("region", { name: "Operation" });
  await card.getByText(/^Back at /).waitFor();
  await card.getByRole("button", { name: "Undo rewind" }).waitFor();
  await failing.reload({ waitUntil: "networkidle" });
  await keep("About a second later all of it is back", failing);
  await button("Make a branch").click();
  await card.getByText(/^Made the branch /).waitFor();
  await keep("And a branch is a private copy to try things on", page);
  await context.close();
  return frames;
}

/** Until what moves or loads has come to rest, as far as the passing seconds let it. */
async function settled(page) {
  await page.evaluate(() => document.fonts.ready);
  await page.waitForTimeout(700);
}
