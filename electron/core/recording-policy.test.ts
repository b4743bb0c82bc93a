import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { defaultRecording } from "../../shared/model/recording-policy";
import { type KeptSite, hoursAgo, keptSite } from "./fixtures/kept-site";
import type { GuardSettings } from "./ports";
import { prune } from "./prune";
import { changePolicy, policyOf, previewRetention } from "./recording-policy";
import { spaceOf } from "./space";

let kept: KeptSite;
beforeEach(() => {
  kept = keptSite();
});
afterEach(() => kept.close());

const signal = new AbortController().signal;
const stored = () => kept.stored.sites.get(kept.site.id)?.recording;
const change = (...[what]: [Parameters<typeof changePolicy>[2]]) =>
  changePolicy(kept.world, kept.site.id, what, signal);

describe("a site's policy", () => {
  it("is the default but for what was chosen, and the record holds only that", async () => {
    expect(policyOf(kept.world, kept.site.id)).toEqual(defaultRecording);
    const changed = await change({ restSeconds: 60, retention: { daily: 90 } });
    expect(changed).toEqual({
      ...defaultRecording,
      restSeconds: 60,
      retention: { ...defaultRecording.retention, daily: 90 },
    });
    expect(stored()).toEqual({ restSeconds: 60, retention: { daily: 90 } });
    expect(kept.hints).toEqual([{ kind: "site", siteId: kept.site.id }]);
  });

  it("changes only what is named", async () => {
    await change({ automatic: false, retention: { budget: 5_000_000 } });
    await change({ retention: { daily: 90 } });
    expect(stored()).toEqual({ automatic: false, retention: { budget: 5_000_000, daily: 90 } });
  });

  it("follows the default again where it is the same", async () => {
    await change({ automatic: false, retention: { budget: 5_000_000 } });
    await change({ automatic: true, retention: { budget: null } });
    expect(stored()).toBeUndefined();
    expect(kept.stored.sites.get(kept.site.id)).toEqual(kept.site);
  });
});

describe("whether guards ask", () => {
  /** What was laid into which running lane. */
  const told: [laneId: string, asks: unknown][] = [];
  let broken: string | null = null;

  beforeEach(() => {
    told.length = 0;
    broken = null;
    const { world } = kept;
    Object.assign(world.store, { readSecrets: async () => ({}) });
    Object.assign(world, {
      port: 8080,
      wordpress: { settingsFiles: ({ beforeRisks }: GuardSettings) => beforeRisks },
      stacks: {
        writeWebFiles: async (laneId: string, asks: unknown) => {
          if (laneId === broken) throw new Error("it has stopped");
          told.push([laneId, asks]);
        },
      },
    });
  });

  it("is told to every running branch of the site, and to no other", async () => {
    const draft = kept.addBranch({});
    kept.addBranch({ kind: "peek" });
    for (const laneId of [kept.lane.id, draft.headLaneId, "of another site"]) kept.world.activity.running.add(laneId);
    await change({ beforeRisks: false });
    const both = (asks: boolean) => [kept.lane.id, draft.headLaneId].map((laneId) => [laneId, asks]);
    expect(told).toHaveLength(2);
    expect(told).toEqual(expect.arrayContaining(both(false)));
    told.length = 0;
    await change({ beforeRisks: true });
    expect(told).toEqual(expect.arrayContaining(both(true)));
  });

  it("is told only where it changed", async () => {
    kept.world.activity.running.add(kept.lane.id);
    await change({ restSeconds: 60, beforeRisks: true });
    expect(told).toEqual([]);
  });

  it("holds also where a branch can't be told, and the others are", async () => {
    const draft = kept.addBranch({});
    for (const laneId of [kept.lane.id, draft.headLaneId]) kept.world.activity.running.add(laneId);
    broken = kept.lane.id;
    expect(await change({ beforeRisks: false })).toMatchObject({ beforeRisks: false });
    expect(told).toEqual([[draft.headLaneId, false]]);
    expect(kept.warnings).toHaveLength(1);
  });
});

describe("the preview of a policy", () => {
  it("says what is then kept and given back, to the byte", async () => {
    for (let number = 0; number < 48; number++) {
      kept.add(
        { at: hoursAgo(24 * 20 + 47 - number) },
        { [`day-${Math.floor(number / 24)}`]: 500, [`own-${number}`]: 10 },
      );
    }
    kept.add({ at: hoursAgo(1) });
    kept.logs.set(kept.lane.id, [{ file: "mysql-bin.000001", size: 9000, disk: 300, archived: true }]);
    const retention = { ...defaultRecording.retention, seconds: 1 };
    const preview = await previewRetention(kept.world, kept.site.id, retention, signal);
    const before = await spaceOf(kept.world, kept.site.id, signal);
    expect(preview.historyBytes).toBe(before.versions + before.log);
    await change({ retention });
    let left = 1;
    while (left > 0) left = (await prune(kept.world, kept.site.id, signal)).left;
    const after = await spaceOf(kept.world, kept.site.id, signal);
    expect(preview.freedBytes).toBe(before.total - after.total);
    expect(preview.kept).toBe(kept.world.catalogue.versions(kept.site.id).length);
    expect(preview.kept + preview.dropped).toBe(49);
    expect(preview.tiers.reduce((sum, { versions }) => sum + versions, 0)).toBe(preview.kept);
    expect(preview.oldestVersion).toBe(kept.world.catalogue.versions(kept.site.id)[0]?.at);
    expect(preview.oldestSecond).toBe(hoursAgo(24));
  });

  it("changes nothing", async () => {
    kept.add({ at: hoursAgo(24 * 500) });
    kept.add({ at: hoursAgo(1) });
    const tiny = { everything: 1, hourly: 0, daily: 0, weekly: 0, seconds: 0, budget: 1 };
    expect(await previewRetention(kept.world, kept.site.id, tiny, signal)).toMatchObject({ kept: 1, dropped: 1 });
    expect(kept.stored.versions.size).toBe(2);
    expect(kept.hints).toEqual([]);
  });
});

it("the space of a site is counted once, and what is shared is nobody's own", async () => {
  const branch = kept.addBranch({});
  kept.volumes.set(branch.headLaneId, { base: 1000, both: 70, draft: 7 });
  kept.volumes.set(kept.lane.id, { base: 1000, present: 300 });
  kept.add({}, { old: 40, both: 70 });
  kept.logs.set(kept.lane.id, [{ file: "mysql-bin.000001", size: 900, disk: 25, archived: true }]);
  expect(await spaceOf(kept.world, kept.site.id, signal)).toEqual({
    siteId: kept.site.id,
    site: 1300,
    branches: 7,
    versions: 40,
    log: 25,
    total: 1300 + 7 + 40 + 70 + 25,
  });
});
