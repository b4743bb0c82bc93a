import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Version } from "../../shared/model/site";
import { retain } from "../../shared/retention/retain";
import { type KeptSite, hoursAgo, keptSite, now } from "./fixtures/kept-site";
import { atOnce, prune } from "./prune";
import { gatherHistory } from "./prune-plan";
import { policyOf } from "./recording-policy";

let kept: KeptSite;
beforeEach(() => {
  kept = keptSite();
});
afterEach(() => kept.close());

const signal = new AbortController().signal;
const run = () => prune(kept.world, kept.site.id, signal);
const left = () => kept.world.catalogue.versions(kept.site.id).map(({ id }) => id);
const segment = (number: number, archived = true) => ({
  file: `mysql-bin.${String(number).padStart(6, "0")}`,
  size: 900,
  disk: archived ? 100 : 0,
  archived,
});
const files = (laneId = kept.lane.id) => (kept.logs.get(laneId) ?? []).map(({ file }) => Number(file.slice(-6)));

/** One version every three hours over 60 days; a segment for each. */
function longHistory(): readonly Version[] {
  const made: Version[] = [];
  for (let number = 1; number <= 480; number++) {
    const binlog = { file: segment(number).file, position: 400, gtid: "" };
    const manual = number % 100 === 0;
    made.push(kept.add({ at: hoursAgo(1440 - 3 * number), binlog, ...(manual ? { cause: { kind: "manual" } } : {}) }));
  }
  kept.logs.set(
    kept.lane.id,
    Array.from({ length: 481 }, (_, index) => segment(index + 1, index < 480)),
  );
  kept.read.set(kept.lane.id, { file: segment(481).file, position: 500 });
  return made;
}

const wanted = () => {
  const policy = policyOf(kept.world, kept.site.id).retention;
  return [...retain(gatherHistory(kept.world, kept.site.id, policy), policy, now.getTime()).keep.keys()].sort();
};

async function untilDone(): Promise<number> {
  for (let turns = 1; turns < 100; turns++) if ((await run()).left === 0) return turns;
  throw new Error("it never ends");
}

describe("pruning", () => {
  it("lets go of what the policy does not keep, a few at a time", async () => {
    longHistory();
    const goal = wanted();
    const first = await run();
    expect(first.retired).toHaveLength(atOnce);
    expect(first.left).toBe(480 - goal.length - atOnce);
    await untilDone();
    expect(left().sort()).toEqual(goal);
    expect([...kept.stored.versions.keys()].sort()).toEqual(goal);
    expect(await run()).toMatchObject({ retired: [], left: 0, logs: [] });
  });

  it("drops the log before the version that the oldest second is replayed onto", async () => {
    const made = longHistory();
    await untilDone();
    const monthAgo = hoursAgo(24 * 30);
    const staying = new Set(left());
    const base = made.filter(({ id, at }) => staying.has(id) && at <= monthAgo).at(-1);
    expect(files()[0]).toBe(Number(base?.binlog?.file.slice(-6)));
    expect(kept.forgotten.get(kept.lane.id)?.file).toBe(segment((files()[0] ?? 0) - 1).file);
  });

  it("keeps log that was not read yet, however old", async () => {
    longHistory();
    kept.read.set(kept.lane.id, { file: segment(7).file, position: 500 });
    await untilDone();
    expect(files()[0]).toBe(7);
  });

  it("leaves a site in the trash as it is", async () => {
    longHistory();
    kept.world.catalogue.putSite({ ...kept.site, trashedAt: now.toISOString() });
    expect((await run()).retired).toEqual([]);
    expect(left()).toHaveLength(480);
  });

  it("takes nothing while the record of a site or branch can't be read", async () => {
    longHistory();
    kept.unreadable.push({ path: "branches/b00000000001.json", detail: "I/O error" });
    expect(await run()).toMatchObject({ retired: [], logs: [], unreadable: ["branches/b00000000001.json"] });
    expect(left()).toHaveLength(480);
  });

  it("takes no log while a version can't be read: it may be replayed onto that one", async () => {
    longHistory();
    kept.unreadable.push({ path: "live/v00000000001/about.json", detail: "I/O error" });
    await untilDone();
    expect(files()).toHaveLength(481);
  });

  it("leaves a version that was pinned after it was decided", async () => {
    longHistory();
    const victim = left()[0] ?? "";
    const { readAll } = kept.world.store;
    const pinned = {
      ...kept.world,
      store: {
        ...kept.world.store,
        readAll: async (given: AbortSignal) => {
          const version = kept.world.catalogue.version(victim);
          if (version !== null) kept.world.catalogue.putVersion({ ...version, pinned: true });
          return readAll(given);
        },
      },
    };
    const { retired } = await prune(pinned, kept.site.id, signal);
    expect(retired).toHaveLength(atOnce);
    expect(retired).not.toContain(victim);
    expect(left()).toContain(victim);
  });

  it("gives way at once", async () => {
    longHistory();
    const give = new AbortController();
    const { retire } = kept.world.store;
    let count = 0;
    const world = {
      ...kept.world,
      store: {
        ...kept.world.store,
        retire: async (id: string, given: AbortSignal) => {
          if (++count === 3) give.abort();
          await retire(id, given);
        },
      },
    };
    await expect(prune(world, kept.site.id, give.signal)).rejects.toThrow(/abort/i);
    expect(left()).toHaveLength(477);
    expect(kept.hints).toEqual([{ kind: "site", siteId: kept.site.id }]);
  });

  it("takes the log of a lane that nobody knows any more, and of no other", async () => {
    const known = kept.addBranch({});
    kept.logs.set("l00000000009", [segment(1)]);
    kept.logs.set(known.headLaneId, [segment(1)]);
    kept.add({ laneId: "l00000000008", pinned: true });
    kept.logs.set("l00000000008", [segment(1)]);
    kept.unreadable.push({ path: "live/v00000000001/about.json", detail: "I/O error" });
    await run();
    expect(kept.logs.size).toBe(3);
    kept.unreadable.length = 0;
    expect((await run()).logs).toEqual(["l00000000009"]);
    expect([...kept.logs.keys()].sort()).toEqual([known.headLaneId, "l00000000008"].sort());
  });

  it("takes all of the log of a lane that was closed before the oldest second", async () => {
    kept.world.catalogue.putBranch({
      ...kept.main,
      headLaneId: "l00000000002",
      lanes: [
        { ...kept.lane, closedAt: hoursAgo(24 * 40) },
        { ...kept.lane, id: "l00000000002", number: 2, openedAt: hoursAgo(24 * 40) },
      ],
    });
    kept.logs.set(kept.lane.id, [segment(1), segment(2)]);
    await run();
    expect(kept.logs.has(kept.lane.id)).toBe(true);
    kept.read.set(kept.lane.id, { file: segment(2).file, position: 800 });
    expect((await run()).logs).toEqual([kept.lane.id]);
    expect(kept.logs.has(kept.lane.id)).toBe(false);
  });
});

describe("a budget", () => {
  const withBudget = (budget: number) =>
    kept.world.catalogue.putSite({ ...kept.site, recording: { retention: { budget } } });

  it("takes no more than it has to where versions share what only they hold", async () => {
    // All but the newest hold the same 1,000 bytes: of their own they have 10 each.
    for (let number = 0; number < 8; number++)
      kept.add({ at: hoursAgo(20 - number) }, { shared: 1000, [`own-${number}`]: 10 });
    kept.add({ pinned: true }, { newest: 5 });
    withBudget(1045);
    const { retired, overBudget } = await run();
    expect([retired.length, overBudget]).toEqual([4, 0]);
  });

  it("that can't be met takes what may go, and says by how much it is missed", async () => {
    for (let number = 0; number < 5; number++) kept.add({ at: hoursAgo(20 - number), pinned: number > 2 });
    withBudget(5);
    expect(await run()).toMatchObject({ overBudget: 15, left: 0 });
    expect(left()).toHaveLength(2);
  });

  it("takes from a sixty days' history what is worth the least, in as many turns as it takes", async () => {
    longHistory();
    withBudget(40 * 10 + 100 * 481);
    await untilDone();
    expect(left().length).toBeLessThanOrEqual(240);
    expect(kept.stored.versions.size).toBe(left().length);
  });
});

describe("pruning that breaks off at any call", () => {
  it.each(["before", "after"] as const)("%s its work ends, once it goes on, as if it had not", async (when) => {
    longHistory();
    kept.logs.set("l00000000009", [segment(1)]);
    const goal = wanted();
    let broke = 0;
    for (let at = 1; ; at += 3) {
      kept.failAt(at, when);
      let failed = false;
      try {
        await run();
      } catch {
        // What a crash leaves: the store as it is, and an index made of it anew.
        failed = true;
      }
      for (const id of goal) expect(kept.stored.versions.has(id)).toBe(true);
      kept.world.catalogue.rebuild(await rebuilt());
      if (kept.calls() < at && !failed) break;
      broke++;
    }
    expect(broke).toBeGreaterThan(5);
    kept.failAt(null);
    await untilDone();
    expect([...kept.stored.versions.keys()].sort()).toEqual(goal);
    expect(kept.logs.has("l00000000009")).toBe(false);
  });
});

async function rebuilt() {
  kept.failAt(null);
  return kept.world.store.readAll(signal);
}
