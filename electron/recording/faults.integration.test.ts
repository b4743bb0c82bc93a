import { rm } from "node:fs/promises";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { AppError } from "../../shared/errors";
import type { Version } from "../../shared/model/site";
import { prune } from "../core/prune";
import { siteDetail } from "../core/views";
import { openRealApp, type RealApp } from "../fixtures/real-app";

/** A post as its writer knows it: not there before `sent`, there from `answered` on. */
interface Written {
  readonly id: number;
  readonly sent: number;
  readonly answered: number;
}

let app: RealApp;
let siteId: string;
let branchId: string;
let written: Written[] = [];
let ids = 1000;

beforeAll(async () => {
  app = await openRealApp("faults", 23_500);
  ({ siteId, branchId } = await app.createSite("Storm", "storm"));
  await app.useCases.recording.changePolicy({ siteId, change: { automatic: false } }, app.signal);
  await writeSome(3);
}, 400_000);
afterAll(() => app?.close(), 120_000);

const columns =
  "ID, post_author, post_date, post_date_gmt, post_content, post_title, post_excerpt, post_status, post_name, to_ping, pinged, post_modified, post_modified_gmt, post_content_filtered, post_type";

/** One post, one transaction. Where the answer is lost with the server, the database itself is asked later. */
async function write(): Promise<void> {
  const id = ++ids;
  const sent = Date.now();
  const values = `${id}, 1, NOW(), NOW(), REPEAT('storm ', 40), 'post ${id}', '', 'publish', 'p-${id}', '', '', NOW(), NOW(), '', 'post'`;
  const laneId = laneOf();
  await app.sql(laneId, `INSERT INTO wp_posts (${columns}) VALUES (${values})`);
  written.push({ id, sent, answered: Date.now() });
}

let laneId = "";
const laneOf = (): string => (laneId === "" ? (laneId = app.headOf(branchId)) : laneId);

async function writeSome(count: number): Promise<void> {
  for (let done = 0; done < count; done++) {
    await write();
    await delay(300);
  }
}

const inDatabase = async (): Promise<readonly string[]> => {
  const said = await app.sql(laneOf(), "SELECT post_title FROM wp_posts WHERE post_title LIKE 'post %' ORDER BY ID");
  return said.split("\n").filter(Boolean);
};

async function told(): Promise<readonly string[]> {
  await app.world().recorder.settle(laneOf(), app.signal);
  const page = await app.useCases.recording.events(
    { siteId, text: "", branchId: null, topics: [], who: null, from: null, to: null, after: null, most: 500 },
    app.signal,
  );
  const posts = page.events.filter(({ kind }) => kind === "post-published").map(({ subject }) => subject);
  return posts.filter((subject) => subject.startsWith("post ")).toReversed();
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

const answers = () =>
  eventually("the database answers", 90_000, async () => (await app.sql(laneOf(), "SELECT 1")).trim() === "1");
const isLive = () => eventually("it records", 60_000, async () => app.world().recorder.state(branchId).kind === "live");
const second = (at: number) => ({ kind: "second", laneId: laneOf(), at: new Date(at).toISOString() }) as const;
const viewOf = (at: number) => app.useCases.recording.moment({ ...second(at), branchId }, app.signal);
const take = () => app.act(app.useCases.versions.take({ branchId, label: null }, app.signal));
const newestSegment = async (): Promise<string> =>
  (await app.inKeeper(`ls /store/live/${laneOf()}/tree/db | grep -E '^mysql-bin\\.[0-9]+$' | tail -1`)).trim();

/** Everything the recorder owes, whatever happened: it goes on, each event once, every version there, the last second reachable. */
async function expectWhole(before: readonly Version[]): Promise<void> {
  await app.connected();
  await answers();
  await isLive();
  await write();
  expect(await told()).toEqual(await inDatabase());
  const kept = (await app.world().store.readAll(app.signal)).versions.map(({ id }) => id);
  expect(kept).toEqual(expect.arrayContaining(before.map(({ id }) => id)));
  expect((await viewOf(Date.now() - 1000)).unreachable).toBeNull();
  expect(await app.inKeeper("ls /store/init")).toBe("");
  expect(await app.inKeeper("ls -d /store/live/*/tree/replay /store/live/*/tree/.replay-* 2>/dev/null | cat")).toBe("");
}

const versions = () => app.world().catalogue.versions(siteId);

/** Does something, has something killed after a while, and waits until both are over, however they ended. */
async function killedDuring(work: () => Promise<unknown>, which: "keeper" | "database", after: number): Promise<void> {
  const doing = work().catch((error: unknown) => error);
  await delay(after);
  await app.kill(which, laneOf());
  await doing;
  // Whether it is missed is found out at the next look only.
  await delay(500);
}

for (const which of ["database", "keeper"] as const) {
  test(`the ${which} killed while things are recorded: each is told once`, { timeout: 240_000 }, async () => {
    for (const after of [150, 900]) {
      const before = versions();
      await killedDuring(() => writeSome(4), which, after);
      await expectWhole(before);
    }
  });

  test(`the ${which} killed while a version is taken`, { timeout: 240_000 }, async () => {
    for (const after of [30, 250]) {
      const before = versions();
      await killedDuring(take, which, after);
      await expectWhole(before);
      await take();
    }
  });

  test(`the ${which} killed while the log is replayed, and while it is archived and pruned`, {
    timeout: 300_000,
  }, async () => {
    for (const after of [500, 2500]) {
      const before = versions();
      const peek = () => app.act(app.useCases.moments.peek({ target: second(Date.now() - 1000) }, app.signal));
      await killedDuring(peek, which, after);
      await expectWhole(before);
    }
    const before = versions();
    const shorten = async () => {
      await app.world().recorder.refresh(laneOf(), app.signal);
      await prune(app.world(), siteId, app.signal);
    };
    await killedDuring(shorten, which, 60);
    await expectWhole(before);
  });
}

/** The second is either what its writer says, or it is refused with why: never something else in silence. */
async function expectRightOrRefused(at: number): Promise<string> {
  const end = Math.floor(at / 1000) * 1000 + 1000;
  let said: string;
  try {
    said = await app.sqlAt(branchId, second(at), "SELECT ID FROM wp_posts WHERE ID > 1000");
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return error.code === "unreachable" ? String(error.data["reason"]) : error.code;
  }
  const there = new Set(said.split("\n").filter(Boolean).map(Number));
  const missing = written.filter(({ id, answered }) => answered < end && !there.has(id)).map(({ id }) => id);
  const early = written.filter(({ id, sent }) => sent >= end && there.has(id)).map(({ id }) => id);
  expect({ at: new Date(at).toISOString(), missing, early }).toMatchObject({ missing: [], early: [] });
  return "right";
}

const secondsOf = (some: readonly Written[]): readonly number[] => [
  ...new Set(some.map(({ answered }) => Math.floor(answered / 1000) * 1000)),
];

/** What the instance has in Docker and in the store. */
async function everything(): Promise<readonly string[]> {
  const filters = JSON.stringify({ label: [`tidemark.instance=${app.instance}`] });
  const containers = await app.docker.listContainers({ all: true, filters });
  const { Volumes } = await app.docker.listVolumes({ filters });
  const live = await app.inKeeper("ls /store/live");
  return [...containers.flatMap(({ Names }) => Names), ...Volumes.map(({ Name }) => Name), ...live.split("\n")].sort();
}

test("what the database refuses while a second is prepared: the site stays as it is, and nothing is left of it", {
  timeout: 240_000,
}, async () => {
  await take();
  await app.sql(laneOf(), "SET sql_log_bin = 0; CREATE TABLE unlogged (id INT PRIMARY KEY)");
  await app.sql(laneOf(), "INSERT INTO unlogged VALUES (1)");
  await writeSome(3);
  const before = await everything();
  for (const go of [app.useCases.moments.rewind, app.useCases.moments.peek]) {
    const target = second(Date.now());
    await expect(app.act(go({ branchId, target }, app.signal))).rejects.toThrow(/replay-failed.*unlogged/);
    expect(await everything()).toEqual(before);
  }
  expect(app.headOf(branchId)).toBe(laneOf());
  await app.sql(laneOf(), "DROP TABLE unlogged");
  // What is replayed onto it from here on has nothing of that.
  await take();
  await expectWhole(versions());
});

test("the end of a stopped lane's log is lost: what it said is refused, before and behind it all is right", {
  timeout: 400_000,
}, async () => {
  for (const [bytes, isRead] of [
    [40, true],
    [700, false],
  ] as const) {
    await take();
    written = [];
    await writeSome(2);
    await delay(1500);
    const lost = async () => {
      const from = written.length;
      await writeSome(3);
      return written.slice(from);
    };
    let gone: readonly Written[] = [];
    const cut = async () => {
      const file = `/store/live/${laneOf()}/tree/db/${await newestSegment()}`;
      await app.inKeeper(`truncate -s -${bytes} ${file}`);
    };
    if (isRead) {
      gone = await lost();
      await told();
      await app.act(app.useCases.branches.stop({ branchId }, app.signal));
      await cut();
      await app.act(app.useCases.branches.start({ branchId }, app.signal));
    } else {
      await app.reopen(async () => {
        gone = await lost();
        await app.docker.getContainer(app.databaseOf(laneOf())).stop();
        await cut();
      });
    }
    await answers();
    await isLive();
    const afterwards = written.length;
    await writeSome(2);
    const events = await told();
    expect(events).toHaveLength(new Set(events).size);
    expect(events.at(-1)).toBe(`post ${ids}`);
    const results = new Map<number, string>();
    for (const at of secondsOf(written)) results.set(at, await expectRightOrRefused(at));
    expect([...results.values()]).toContain("log-unreadable");
    expect(results.get(secondsOf(written)[0] ?? 0)).toBe("right");
    expect(gone.length).toBe(3);
    // A version is right again, and so is every second behind it.
    await take();
    await writeSome(1);
    await delay(1100);
    expect(await expectRightOrRefused(Date.now() - 1000)).toBe("right");
    expect((await viewOf(written[afterwards]?.answered ?? 0)).unreachable).toBe("log-unreadable");
  }
});

/** Versions with something between them, all in the archive. Returns when each stretch was written, oldest first. */
async function stretches(
  count: number,
): Promise<readonly { readonly file: string; readonly written: readonly Written[] }[]> {
  const found = [];
  await take();
  for (let one = 0; one < count; one++) {
    const file = await newestSegment();
    const from = written.length;
    await writeSome(3);
    found.push({ file, written: written.slice(from) });
    // A version of the same second would be the answer, log or not.
    await delay(1100);
    await take();
  }
  await app.world().recorder.settle(laneOf(), app.signal);
  await app.world().recorder.refresh(laneOf(), app.signal);
  return found;
}

test("garbage in an archived segment: its seconds are refused, before it is read again and after; all others are right", {
  timeout: 400_000,
}, async () => {
  written = [];
  const [, broken, after] = await stretches(3);
  if (broken === undefined || after === undefined) throw new Error("nothing was written");
  const packed = `/store/logs/${laneOf()}/${broken.file}.zst`;
  await app.inKeeper(
    `size=$(stat -c %s ${packed}); dd if=/dev/urandom of=${packed} bs=1 seek=$((size / 2)) count=40 conv=notrunc status=none`,
  );
  const inside = broken.written.at(-1)?.answered ?? 0;
  expect(await expectRightOrRefused(inside)).toMatch(/^(log-unreadable|replay-failed)$/);
  expect(await expectRightOrRefused(after.written[0]?.answered ?? 0)).toBe("right");
  await app.reopen(async () => {
    for (const ending of ["", "-wal", "-shm"])
      await rm(path.join(app.dataFolder, `recording.sqlite${ending}`), { force: true });
  });
  await isLive();
  const events = await told();
  expect(events).toHaveLength(new Set(events).size);
  expect(events).toEqual(expect.arrayContaining(after.written.map(({ id }) => `post ${id}`)));
  expect(await expectRightOrRefused(inside)).toBe("log-unreadable");
  expect(await expectRightOrRefused(after.written[1]?.answered ?? 0)).toBe("right");
});

test("a segment that is removed by hand: its seconds are gone and it says so, all else goes on", {
  timeout: 300_000,
}, async () => {
  written = [];
  const [first, removed, after] = await stretches(3);
  if (first === undefined || removed === undefined || after === undefined) throw new Error("nothing was written");
  const inside = removed.written.at(-1)?.answered ?? 0;
  expect((await viewOf(inside)).unreachable).toBeNull();
  await app.inKeeper(`rm /store/logs/${laneOf()}/${removed.file}.zst`);
  expect((await viewOf(inside)).unreachable).toBe("log-gone");
  await expect(app.useCases.moments.peek({ target: second(inside) }, app.signal)).rejects.toMatchObject({
    code: "unreachable",
    data: { reason: "log-gone" },
  });
  expect((await viewOf(first.written[0]?.answered ?? 0)).unreachable).toBeNull();
  expect(await expectRightOrRefused(after.written[0]?.answered ?? 0)).toBe("right");
  const site = app.world().catalogue.site(siteId);
  if (site === null) throw new Error("the site is gone");
  const reach = siteDetail(app.world(), site).reach.filter((one) => one.laneId === laneOf());
  const at = new Date(inside).toISOString();
  expect(reach.some(({ from, to }) => from <= at && (to === null || at < to))).toBe(false);
  expect(reach.at(-1)?.to).toBeNull();
  await app.useCases.recording.activity({ siteId, from: 0, to: Date.now(), buckets: 10, most: 10 }, app.signal);
  await prune(app.world(), siteId, app.signal);
  await write();
  expect((await told()).at(-1)).toBe(`post ${ids}`);
});
