import type { Page } from "@playwright/test";
import { answerToWheel, framesDuring } from "./browser";
import { type Place, yearsToMinutes, zoomOut } from "./gestures";
import { startHost } from "./host/host-process";
import { madeUpSite } from "./host/made-up-site";
import { openPeer } from "./peer";
import { type InterfaceBench, largeSite } from "./rows";
import { openTimeline, type TimelinePage } from "./timeline-page";

/** How many versions vis-timeline is offered, until it takes longer than a second to answer one step of the wheel. */
const peerSizes = [1000, 5000, 10_000, 20_000, 50_000];
const bearable = 1000;
const peerPlace: Place = { x: 1200, y: 300 };

/** The timeline in motion, with 100,000 versions; beside it vis-timeline with as many as it can bear, and with all of them. */
export async function measureDrawing(bench: InterfaceBench): Promise<void> {
  const versions = bench.quick ? 5000 : 100_000;
  await withTimeline(bench, versions, async (timeline) => {
    bench.record("draw/100k/tidemark", "ms", timeline.firstDraw);
    bench.record("open/100k/tidemark", "ms", timeline.opened);
    await zoomOut(timeline.page, timeline.place);
    for (let turn = 0; turn < bench.samples; turn++) {
      await recordWheel(bench, "wheel/100k/tidemark", timeline.page, timeline.place);
    }
    for (let turn = 0; turn < bench.samples; turn++) await recordFrames(bench, "100k/tidemark", timeline);
  });
  const size = await measurePeer(bench, versions);
  await withTimeline(bench, size, async (timeline) => {
    await zoomOut(timeline.page, timeline.place);
    await recordFrames(bench, "bearable/tidemark", timeline);
  });
}

async function withTimeline(
  { browser, signal, say }: InterfaceBench,
  versions: number,
  work: (timeline: TimelinePage) => Promise<void>,
): Promise<void> {
  say(`a site of ${versions} versions`);
  const host = await startHost([largeSite(versions)], signal);
  try {
    const timeline = await openTimeline(browser, host.address);
    await work(timeline);
    await timeline.page.close();
  } finally {
    await host.close();
  }
}

/** Returns how many versions it was measured with. */
async function measurePeer(bench: InterfaceBench, versions: number): Promise<number> {
  let size = peerSizes[0] ?? versions;
  for (const candidate of peerSizes.filter((one) => one <= versions)) {
    const peer = await openPeer(bench.browser, madeUpSite(largeSite(candidate)), 60_000);
    if (peer === null) break;
    await zoomOut(peer.page, peerPlace);
    const answer = await answerToWheel(peer.page, -40);
    await peer.page.close();
    bench.say(
      `  vis-timeline with ${candidate}: drawn in ${peer.firstDraw.toFixed(0)} ms, a wheel step in ${answer.toFixed(0)} ms`,
    );
    if (answer > bearable) break;
    size = candidate;
  }
  const bears = await openPeer(bench.browser, madeUpSite(largeSite(size)), 60_000);
  if (bears === null) throw new Error("vis-timeline drew nothing");
  await zoomOut(bears.page, peerPlace);
  await recordFrames(bench, "bearable/vis-timeline", { page: bears.page, place: peerPlace });
  await bears.page.close();
  bench.note("vis-timeline", `bears ${size} versions: with more, a step of the wheel takes it over ${bearable} ms`);
  await measurePeerInFull(bench, versions);
  return size;
}

async function measurePeerInFull(bench: InterfaceBench, versions: number): Promise<void> {
  const minutes = 2;
  const all = await openPeer(bench.browser, madeUpSite(largeSite(versions)), minutes * 60_000);
  if (all === null) {
    bench.note("vis-timeline in full", `drew nothing of ${versions} versions within ${minutes} minutes`);
    return;
  }
  bench.record("draw/100k/vis-timeline", "ms", all.firstDraw);
  await all.page.mouse.move(peerPlace.x, peerPlace.y);
  await recordWheel(bench, "wheel/100k/vis-timeline", all.page, peerPlace);
  await all.page.close();
}

async function recordWheel(bench: InterfaceBench, measure: string, page: Page, place: Place): Promise<void> {
  await page.mouse.move(place.x, place.y);
  bench.record(measure, "ms", await answerToWheel(page, -40));
}

async function recordFrames(
  bench: InterfaceBench,
  what: string,
  { page, place }: { readonly page: Page; readonly place: Place },
): Promise<void> {
  const frames = await framesDuring(page, () => yearsToMinutes(page, place));
  bench.record(`frame/${what}`, "ms", ...frames.work);
  bench.record(`processor/${what}`, "ms", ...frames.processor);
  bench.record(`script-and-paint/${what}`, "ms", ...frames.scriptAndPaint);
  bench.record(`dropped/${what}`, "%", (100 * frames.dropped) / frames.wanted);
}
