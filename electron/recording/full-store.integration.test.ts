import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openRealApp, type RealApp } from "../fixtures/real-app";

const mib = 1024 ** 2;
const limits = { initialBytes: 1024 * mib, maximumBytes: 1024 * mib, storeReserveBytes: 128 * mib };

let app: RealApp;
let siteId: string;
let branchId: string;
let laneId: string;
let limitsBefore: string | undefined;

beforeAll(async () => {
  limitsBefore = process.env["TIDEMARK_STORE_LIMITS"];
  process.env["TIDEMARK_STORE_LIMITS"] = JSON.stringify(limits);
  app = await openRealApp("full store", 23_600);
  ({ siteId, branchId } = await app.createSite("Flood", "flood"));
  laneId = app.headOf(branchId);
  await app.useCases.recording.changePolicy({ siteId, change: { restSeconds: 5, noiseSeconds: 0 } }, app.signal);
}, 400_000);
afterAll(async () => {
  await app?.close();
  if (limitsBefore === undefined) delete process.env["TIDEMARK_STORE_LIMITS"];
  else process.env["TIDEMARK_STORE_LIMITS"] = limitsBefore;
}, 120_000);

const columns =
  "post_author, post_date, post_date_gmt, post_content, post_title, post_excerpt, post_status, post_name, to_ping, pinged, post_modified, post_modified_gmt, post_content_filtered, post_type";
const written: string[] = [];
async function publish(title: string): Promise<void> {
  const values = `1, NOW(), NOW(), 'Words.', '${title}', '', 'publish', '${title}', '', '', NOW(), NOW(), '', 'post'`;
  await app.sql(laneId, `INSERT INTO wp_posts (${columns}) VALUES (${values})`);
  written.push(title);
}

async function told(): Promise<readonly string[]> {
  await app.world().recorder.settle(laneId, app.signal);
  const page = await app.useCases.recording.events(
    { siteId, text: "wave", branchId: null, topics: [], who: null, from: null, to: null, after: null, most: 200 },
    app.signal,
  );
  return page.events.map(({ subject }) => subject).toReversed();
}

async function eventually(what: string, milliseconds: number, look: () => Promise<boolean>): Promise<void> {
  let last: unknown = null;
  for (const end = Date.now() + milliseconds; Date.now() < end; await delay(300)) {
    try {
      if (await look()) return;
    } catch (error) {
      last = error;
    }
  }
  throw new Error(`${what}: not within ${milliseconds} ms. ${String(last)} ${app.warnings.slice(-5).join("\n")}`);
}

const state = () => app.world().recorder.state(branchId);
const versions = () => app.world().catalogue.versions(siteId).length;
const fill = (megabytes: number) =>
  app.php(
    laneId,
    `passthru('dd if=/dev/urandom of=/site/html/noise bs=1M count=${megabytes} oflag=append conv=notrunc,fsync status=none 2>&1');`,
  );

/** Until there is less than a version asks for above the reserve, and more than nothing. */
async function fillToReserve(): Promise<void> {
  for (let round = 0; round < 20; round++) {
    const { freeBytes } = await app.world().store.usage(app.signal);
    const spare = Math.floor((freeBytes - limits.storeReserveBytes) / mib);
    if (spare < 16) return;
    await fill(spare - 8);
  }
  throw new Error("the store does not fill up");
}

test("at the reserve no version takes itself, and it is said; the site and its record go on, and versions, too, once there is room", {
  timeout: 240_000,
}, async () => {
  await fillToReserve();
  const before = versions();
  await publish("wave-1");
  await eventually("it is said", 60_000, async () => state().kind === "stopped");
  expect(state()).toEqual({ kind: "stopped", reason: "store-full" });
  expect(app.warnings.filter((text) => text.includes("store-full"))).toHaveLength(1);
  for (const title of ["wave-2", "wave-3"]) await publish(title);
  expect(await told()).toEqual(written);
  expect((await app.php(laneId, "echo wp_count_posts()->publish;")).trim()).toMatch(/^\d+$/);
  expect(versions()).toBe(before);
  // Opened anew, it records as well as it can: what is there is known.
  await app.reopen();
  await publish("wave-4");
  expect(await told()).toEqual(written);
  expect(app.world().recorder.segments(laneId)).not.toEqual([]);
  await app.php(laneId, "unlink('/site/html/noise');");
  await eventually("a version at rest", 90_000, async () => versions() > before);
  expect(state()).toEqual({ kind: "live" });
  expect(await told()).toEqual(written);
});

test("at the very last byte the server ends by itself; with room again it and its record go on, and nothing is lost", {
  timeout: 300_000,
}, async () => {
  await publish("wave-5");
  await fill(2000);
  // What it has in its own hands it may still keep; sooner or later it needs a byte.
  for (let count = 6; count < 60; count++) {
    try {
      await publish(`wave-${count}`);
    } catch {
      break;
    }
  }
  await eventually("it is said", 60_000, async () => state().kind === "stopped");
  await app.inKeeper(`rm -f /store/live/${laneId}/tree/html/noise; sync -f /store`);
  await eventually("the database answers", 120_000, async () => (await app.sql(laneId, "SELECT 1")).trim() === "1");
  await app.connected();
  await eventually("it records", 120_000, async () => state().kind === "live");
  await publish("wave-last");
  const there = await app.sql(laneId, "SELECT post_title FROM wp_posts WHERE post_title LIKE 'wave-%' ORDER BY ID");
  expect(await told()).toEqual(there.split("\n").filter(Boolean));
  // What was answered is there: the server had written it down.
  expect(await told()).toEqual(expect.arrayContaining(written));
  const at = new Date(Date.now() - 1000).toISOString();
  const moment = await app.useCases.recording.moment({ kind: "second", branchId, laneId, at }, app.signal);
  expect(moment.unreachable).toBeNull();
});
