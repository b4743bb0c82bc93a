import path from "node:path";
import type { Browser, Page } from "@playwright/test";
import { openPage, viewport } from "./browser";
import type { MadeUpSite } from "./host/made-up-site";

const folder = path.resolve("node_modules/vis-timeline");
const script = path.join(folder, "standalone/umd/vis-timeline-graph2d.min.js");
const styles = path.join(folder, "styles/vis-timeline-graph2d.min.css");

export interface PeerPage {
  readonly page: Page;
  /** From handing over the data to the first frame that shows it, in milliseconds. */
  readonly firstDraw: number;
}

/**
 * The same versions in vis-timeline, in a page with nothing else: a group for each branch, a point for each version.
 * Without stacking, as ours; its clustering was left out because it was several times slower in every size tried.
 * Null where nothing was drawn within the given milliseconds.
 */
export async function openPeer(browser: Browser, made: MadeUpSite, within: number): Promise<PeerPage | null> {
  const page = await openPage(browser);
  await page.setContent("<!doctype html><title>vis-timeline</title><body style='margin: 0'><div id='plot'></div>");
  await page.addStyleTag({ path: styles });
  await page.addScriptTag({ path: script });
  const items = made.versions.map(({ id, branchId, at, label }) => ({
    id,
    group: branchId,
    start: Date.parse(at),
    content: label ?? "",
    type: "point",
  }));
  const groups = made.branches.map(({ id, name }) => ({ id, content: name }));
  const drawn = page.evaluate(draw, { items, groups, height: viewport.height });
  const gaveUp = Symbol("gave up");
  const result = await Promise.race([
    drawn.catch(() => gaveUp),
    new Promise<typeof gaveUp>((resolve) => setTimeout(() => resolve(gaveUp), within).unref()),
  ]);
  if (typeof result === "number") return { page, firstDraw: result };
  await page.close();
  return null;
}

interface Vis {
  readonly DataSet: new (items: readonly object[]) => object;
  readonly Timeline: new (place: HTMLElement | null, items: object, groups: object, options: object) => object;
}

/** Runs in the page. */
async function draw(given: {
  readonly items: readonly object[];
  readonly groups: readonly object[];
  readonly height: number;
}): Promise<number> {
  const { vis } = window as unknown as { readonly vis: Vis };
  const began = performance.now();
  const options = { stack: false, height: given.height, zoomMin: 600_000 };
  const timeline = new vis.Timeline(
    document.getElementById("plot"),
    new vis.DataSet(given.items),
    new vis.DataSet(given.groups),
    options,
  );
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  Object.assign(window, { timeline });
  return performance.now() - began;
}
