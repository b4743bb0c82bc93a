import { rm } from "node:fs/promises";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { placeOf } from "../../shared/log-place";
import type { SiteEvent } from "../../shared/model/event";
import type { Version } from "../../shared/model/site";
import { openRealApp, type RealApp } from "../fixtures/real-app";

let app: RealApp;
let siteId: string;
let branchId: string;
let laneId: string;

beforeAll(async () => {
  app = await openRealApp("recording", 23_300);
  ({ siteId, branchId } = await app.createSite("Tides", "tides"));
  laneId = app.headOf(branchId);
  // What a test does not ask for takes no versions meanwhile.
  await app.useCases.recording.changePolicy({ siteId, change: { automatic: false, noiseSeconds: 0 } }, app.signal);
}, 400_000);
afterAll(() => app?.close(), 120_000);

/** Of the whole site, in the order in which they were committed. */
async function events(): Promise<readonly SiteEvent[]> {
  await app.world().recorder.settle(laneId, app.signal);
  const page = await app.useCases.recording.events(
    { siteId, text: "", branchId: null, topics: [], who: null, from: null, to: null, after: null, most: 500 },
    app.signal,
  );
  expect(page.next).toBeNull();
  return page.events.toReversed();
}

const told = (all: readonly SiteEvent[]) => all.map(({ id, kind, subject }) => `${id} ${kind} ${subject}`);
const published = (all: readonly SiteEvent[]) =>
  all.flatMap(({ kind, subject }) => (kind === "post-published" ? [subject] : []));

/** Publishes posts, one transaction after the other; by PHP within WordPress, and past it. */
async function publish(...titles: readonly string[]): Promise<void> {
  const list = titles.map((title) => `'${title}'`).join(", ");
  const post =
    "array('post_title' => $title, 'post_content' => 'Words.', 'post_status' => 'publish', 'post_author' => 1)";
  await app.php(laneId, `foreach (array(${list}) as $title) { wp_insert_post(${post}); }`);
}

async function publishBySql(title: string): Promise<void> {
  const columns =
    "post_author, post_date, post_date_gmt, post_content, post_title, post_excerpt, post_status, post_name, to_ping, pinged, post_modified, post_modified_gmt, post_content_filtered, post_type";
  const values = `1, NOW(), NOW(), 'Words.', '${title}', '', 'publish', LOWER('${title}'), '', '', NOW(), NOW(), '', 'post'`;
  await app.sql(laneId, `INSERT INTO wp_posts (${columns}) VALUES (${values})`);
}

const idOf = async (title: string): Promise<string> =>
  (await app.sql(laneId, `SELECT ID FROM wp_posts WHERE post_title = '${title}'`)).trim();

async function eventually<T>(what: string, milliseconds: number, look: () => Promise<T | null | false>): Promise<T> {
  for (const end = Date.now() + milliseconds; Date.now() < end; await delay(250)) {
    const found = await look();
    if (found !== null && found !== false) return found;
  }
  throw new Error(`${what}: not within ${milliseconds} ms`);
}

const versions = () => app.world().catalogue.versions(siteId);
const taken = (before: readonly Version[]) => versions().filter(({ id }) => !before.some((one) => one.id === id));

test("what is done while Tidemark is open, closed and open again is told once, in the order of the commits", {
  timeout: 240_000,
}, async () => {
  const expected: string[] = [];
  const write = async (of: string) => {
    await publish(`${of}-1`, `${of}-2`);
    await publishBySql(`${of}-3`);
    await publish(`${of}-4`);
    expected.push(`${of}-1`, `${of}-2`, `${of}-3`, `${of}-4`);
  };
  await write("open");
  await eventually("the last post of now", 10_000, async () => published(await events()).includes("open-4"));
  await app.reopen(() => write("closed"));
  await write("opened");
  // Closed in the middle of it: some of it was read, some of it not.
  await Promise.all([write("across"), delay(1500).then(() => app.reopen())]);
  await app.reopen();
  const all = await events();
  expect(published(all)).toEqual(expected);
  expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
  const places = all.flatMap(({ from }) => (from === null ? [] : [placeOf(from)]));
  expect(places).toEqual(places.toSorted((a, b) => a - b));
  // What happens now is in the index within a second, without anybody asking for it.
  await publish("live");
  const live = () => (app.world().index.around(laneId, Date.now() + 60_000).before?.subject === "live" ? true : null);
  await eventually("an event of now", 3000, async () => live());
});

test("a post that is deleted past WordPress says so", { timeout: 60_000 }, async () => {
  await publish("doomed");
  await app.sql(laneId, `DELETE FROM wp_posts WHERE ID = ${await idOf("doomed")}`);
  expect((await events()).at(-1)).toMatchObject({ kind: "post-deleted", subject: "doomed", via: "sql", who: null });
});

test("an index that is lost is filled again from the logs: the same events, the same seconds", {
  timeout: 120_000,
}, async () => {
  await app.act(app.useCases.versions.take({ branchId, label: "in the middle" }, app.signal));
  await publish("behind it");
  const before = await events();
  const seconds = (all: readonly SiteEvent[]) =>
    all.flatMap(({ from, to }) => (from === null || to === null ? [] : [[placeOf(from), placeOf(to)]]));
  await app.reopen(async () => {
    for (const ending of ["", "-wal", "-shm"])
      await rm(path.join(app.dataFolder, `recording.sqlite${ending}`), { force: true });
  });
  const after = await events();
  expect(told(after)).toEqual(told(before));
  expect(seconds(after)).toEqual(seconds(before));
  expect(app.world().index.holes(laneId)).toEqual([]);
});

test("a version takes itself at rest after a burst, and none while nothing happens", { timeout: 240_000 }, async () => {
  await app.useCases.recording.changePolicy({ siteId, change: { automatic: true, restSeconds: 5 } }, app.signal);
  // What was changed up to here is a burst of its own.
  const first = await eventually(
    "a version at rest",
    60_000,
    async () => versions().find(({ cause }) => cause.kind === "automatic") ?? null,
  );
  expect(first.cause).toEqual({ kind: "automatic", why: "rest" });
  await delay(20_000);
  const before = versions();
  expect(before.filter(({ cause }) => cause.kind === "automatic")).toHaveLength(1);
  for (let round = 0; round < 4; round++) {
    await publish(`burst-${round}`);
    await delay(1000);
  }
  const last = Date.now();
  await eventually("the next version at rest", 60_000, async () => taken(before).length > 0);
  const [next, ...more] = taken(before);
  expect(more).toEqual([]);
  expect(next?.cause).toEqual({ kind: "automatic", why: "rest" });
  expect(Date.parse(next?.at ?? "")).toBeGreaterThan(last);
  // All of the burst is in it: nothing was committed since.
  expect(app.world().index.behind(laneId, next?.binlog ?? null).rows).toBe(0);
  await delay(22_000);
  expect(taken(before)).toHaveLength(1);
  expect(app.world().recorder.state(branchId)).toEqual({ kind: "live" });
});

test("before a plugin is activated a version is taken, which is named by that and is from before", {
  timeout: 120_000,
}, async () => {
  await app.useCases.recording.changePolicy(
    { siteId, change: { automatic: true, restSeconds: 3600, busySeconds: 86_400 } },
    app.signal,
  );
  const before = versions();
  const plugin = "<?php /* Plugin Name: Sea Level */";
  const code = `require_once ABSPATH . 'wp-admin/includes/plugin.php';
    file_put_contents(WP_PLUGIN_DIR . '/sea-level.php', base64_decode('${Buffer.from(plugin).toString("base64")}'));
    wp_cache_delete('plugins', 'plugins'); echo var_export(activate_plugin('sea-level.php'), true);`;
  expect((await app.php(laneId, code)).trim()).toMatch(/NULL$/);
  // It waited for it: nobody has to.
  const [version, ...more] = taken(before);
  if (version === undefined) throw new Error(`no version was taken: ${app.warnings.join("\n")}`);
  expect(more).toEqual([]);
  expect(version.cause).toMatchObject({ kind: "risk", risk: { deed: "plugin-activate", subject: "Sea Level" } });
  const event = await eventually(
    "the activation",
    10_000,
    async () => (await events()).find(({ kind }) => kind === "plugin-activated") ?? null,
  );
  if (event.from === null || version.binlog === null) throw new Error("no place in the log");
  expect(placeOf(version.binlog)).toBeLessThanOrEqual(placeOf(event.from));
  const view = await app.useCases.recording.moment({ kind: "before-event", eventId: event.id }, app.signal);
  expect(view).toMatchObject({ base: { versionId: version.id }, transactions: 0, unreachable: null });
  await app.useCases.recording.changePolicy({ siteId, change: { beforeRisks: false } }, app.signal);
  await app.php(laneId, "require_once ABSPATH . 'wp-admin/includes/plugin.php'; deactivate_plugins('sea-level.php');");
  expect(taken(before)).toHaveLength(1);
});
