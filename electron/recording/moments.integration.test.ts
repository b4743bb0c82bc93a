import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { newId } from "../../shared/ids";
import { headLane } from "../core/find";
import { findMoment } from "../core/moments";
import { replayOnto } from "../core/replay";
import { stackSpec } from "../core/run-stack";
import { openRealApp, type RealApp } from "../fixtures/real-app";

/** How many moments are gone to, and for how long is written before. */
const moments = 100;
const writingMs = 40_000;

/** A transaction as its writer knows it: not there before `sent`, there from `answered` on. */
interface Written {
  readonly id: number;
  readonly rows: number;
  readonly sent: number;
  readonly answered: number;
}

let app: RealApp;
let siteId: string;
let branchId: string;
const written: Written[] = [];
beforeAll(async () => {
  app = await openRealApp("moments", 23_100);
  ({ siteId, branchId } = await app.createSite("Ledger", "ledger"));
  const lane = app.headOf(branchId);
  await app.sql(
    lane,
    "CREATE TABLE ledger (id INT, part INT, filler VARCHAR(100), PRIMARY KEY (id, part)) ENGINE=InnoDB",
  );
  const secrets = await app.world().store.readSecrets(siteId, app.signal);
  await app.world().databases.query(
    { laneId: lane, secrets },
    `CREATE PROCEDURE wordpress.write_one(which INT, parts INT) BEGIN
      DECLARE part INT DEFAULT 0;
      START TRANSACTION;
      WHILE part < parts DO
        INSERT INTO wordpress.ledger VALUES (which, part, REPEAT(CHAR(97 + which % 26), 90)); SET part = part + 1;
      END WHILE;
      COMMIT;
    END`,
    [],
    app.signal,
  );
  await writeFor(writingMs);
}, 400_000);
afterAll(() => app?.close(), 120_000);

/** Small transactions one after the other, every tenth one large; meanwhile versions are taken as somebody would. */
async function writeFor(milliseconds: number): Promise<void> {
  const laneId = app.headOf(branchId);
  const secrets = await app.world().store.readSecrets(siteId, app.signal);
  const until = Date.now() + milliseconds;
  const versions = (async () => {
    for (let count = 1; count <= 3; count++) {
      await delay(milliseconds / 4);
      await app.act(app.useCases.versions.take({ branchId, label: `after ${count} quarters` }, app.signal));
    }
  })();
  for (let id = 1; Date.now() < until; id++) {
    const rows = id % 10 === 0 ? 40 : 1 + (id % 4);
    const sent = Date.now();
    await app.world().databases.query({ laneId, secrets }, "CALL wordpress.write_one(?, ?)", [id, rows], app.signal);
    written.push({ id, rows, sent, answered: Date.now() });
    if (id % 97 === 0) await delay(1200);
  }
  await versions;
}

/** The transactions there are at a second of the lane: a clone is brought to it and asked. */
async function contentAt(laneId: string, at: Date): Promise<{ ids: number[]; broken: number[] }> {
  const world = app.world();
  const moment = await findMoment(world, { kind: "second", laneId, at: at.toISOString() }, app.signal);
  const branch = world.catalogue.branch(branchId);
  const site = world.catalogue.site(siteId);
  if (branch === null || site === null) throw new Error("the site is gone");
  const lane = { ...headLane(branch), id: newId("l"), number: 60 };
  await world.store.clone(moment.baseId, lane.id, "writable", app.signal);
  await world.store.publish(lane.id, { kind: "lane", lane }, app.signal);
  try {
    const { spec } = await stackSpec(world, site, branch, lane, true, app.signal);
    await replayOnto(world, spec, moment, () => undefined, app.signal);
    const said = await app.sql(lane.id, "SELECT id, COUNT(*) FROM ledger GROUP BY id ORDER BY id");
    const rows = said
      .split("\n")
      .filter(Boolean)
      .map((line) => line.split("\t").map(Number));
    const parts = new Map(written.map((one) => [one.id, one.rows]));
    return {
      ids: rows.map(([id]) => id ?? 0),
      broken: rows.filter(([id, count]) => parts.get(id ?? 0) !== count).map(([id]) => id ?? 0),
    };
  } finally {
    await world.databases.release(lane.id);
    await world.stacks.discard(lane.id, app.signal);
    await world.store.retire(lane.id, app.signal);
  }
}

test(`${moments} random seconds are what their writer says was committed by then, transactions whole or not at all`, {
  timeout: 900_000,
}, async () => {
  const laneId = app.headOf(branchId);
  const first = (written[0]?.sent ?? 0) + 1500;
  const last = (written.at(-1)?.answered ?? 0) - 500;
  expect(written.length).toBeGreaterThan(200);
  for (let count = 0; count < moments; count++) {
    // The second, up to its end.
    const second = Math.floor((first + Math.random() * (last - first)) / 1000) * 1000;
    const end = second + 1000;
    const { ids, broken } = await contentAt(laneId, new Date(second + Math.floor(Math.random() * 1000)));
    const there = new Set(ids);
    const about = { second: new Date(second).toISOString(), broken };
    expect({
      ...about,
      missing: written.filter(({ id, answered }) => answered < end && !there.has(id)).map(({ id }) => id),
      early: written.filter(({ id, sent }) => sent >= end && there.has(id)).map(({ id }) => id),
    }).toEqual({ ...about, broken: [], missing: [], early: [] });
  }
});

test("a rewind to a second, its undo and a rewind into what was set aside are exact, too", {
  timeout: 240_000,
}, async () => {
  const laneId = app.headOf(branchId);
  const middle = written[Math.floor(written.length / 2)];
  if (middle === undefined) throw new Error("nothing was written");
  const second = new Date(Math.floor(middle.answered / 1000) * 1000 - 1000);
  const count = async () => Number(await app.sql(app.headOf(branchId), "SELECT COUNT(DISTINCT id) FROM ledger"));
  const all = await count();
  const target = { kind: "second", laneId, at: second.toISOString() } as const;
  const { id } = await app.act(app.useCases.moments.rewind({ branchId, target }, app.signal));
  const some = await count();
  expect(some).toBeLessThan(all);
  expect(some).toBe((await contentAt(laneId, second)).ids.length);
  await app.act(app.useCases.operations.undo({ operationId: id }, app.signal));
  expect(await count()).toBe(all);
  // The lane that was left stays reachable, to the second.
  await app.act(app.useCases.moments.rewind({ branchId, target }, app.signal));
  expect(await count()).toBe(some);
});
