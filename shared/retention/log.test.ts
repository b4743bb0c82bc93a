import fc from "fast-check";
import { expect, test } from "vitest";
import { defaultRecording } from "../model/recording-policy";
import type { Lane } from "../model/site";
import { retain } from "./retain";
import { byTime, day, hour, oldestSecondKept, type RetainedVersion } from "./history";
import { logNeeds } from "./log";

const now = Date.parse("2026-11-29T12:30:00.000Z");
const policy = { ...defaultRecording.retention, everything: 24, seconds: 10 };
const instant = (at: number) => new Date(at).toISOString();
const version = (id: string, age: number, patch: Partial<RetainedVersion> = {}): RetainedVersion => ({
  id,
  branchId: "main",
  laneId: "l1",
  at: instant(now - age),
  cause: { kind: "automatic", why: "rest" },
  label: null,
  pinned: false,
  binlog: { file: `${id}.log`, position: 4, gtid: "" },
  ...patch,
});
const standing = (versions: readonly RetainedVersion[], patch: Partial<Lane> = {}) => {
  const lane: Lane = {
    id: "l1",
    siteId: "s",
    branchId: "main",
    fromVersionId: null,
    openedAt: instant(now - 100 * day),
    closedAt: null,
    number: 1,
    ...patch,
  };
  return { versions, branches: [{ id: "main", kind: "main" as const, from: null, headLaneId: "l1", lanes: [lane] }] };
};
const needOf = (...about: Parameters<typeof standing>) => logNeeds(standing(...about), policy, now).get("l1");

test("a log is needed from the version on that the oldest second is replayed onto", () => {
  const versions = [version("a", 40 * day), version("b", 12 * day), version("c", 5 * day)];
  expect(needOf(versions)).toEqual({ kind: "from", file: "b.log" });
});

test("before the first version there is nothing to replay onto", () => {
  const versions = [version("stood-still", 12 * day, { binlog: null }), version("first", 5 * day), version("c", hour)];
  expect(needOf(versions)).toEqual({ kind: "from", file: "first.log" });
});

test("all of it is needed where it is replayed onto what the lane was made from", () => {
  const versions = [version("origin", 50 * day, { laneId: "l0" }), version("own", 2 * day)];
  const openedAt = instant(now - 3 * day);
  expect(needOf(versions, { fromVersionId: "origin", openedAt })).toEqual({ kind: "all" });
  expect(
    needOf(versions, { fromVersionId: "origin", openedAt, replayed: { laneId: "l0", at: openedAt } }),
  ).toMatchObject({ file: "own.log" });
  expect(needOf(versions, { fromVersionId: "gone", openedAt })).toMatchObject({ file: "own.log" });
});

test("all of it is needed while the lane stands on a version that has no place in the log", () => {
  const versions = [version("origin", 50 * day, { laneId: "l0", binlog: null }), version("own", 20 * day)];
  expect(needOf(versions, { fromVersionId: "origin" })).toEqual({ kind: "all" });
});

test("all of it is needed where no version is there yet", () => {
  expect(needOf([])).toMatchObject({ kind: "all" });
});

test("of a lane that was closed before the oldest second nothing is needed", () => {
  expect(needOf([version("a", 20 * day)], { closedAt: instant(now - 11 * day) })).toEqual({ kind: "none" });
  expect(needOf([version("a", 20 * day)], { closedAt: instant(now - 9 * day) })).toMatchObject({ file: "a.log" });
});

test("what was dropped of a log is never missed later, whatever the policy", () => {
  const policies = fc.record({
    everything: fc.integer({ min: 1, max: 48 }),
    hourly: fc.integer({ min: 0, max: 9 }),
    daily: fc.integer({ min: 0, max: 45 }),
    weekly: fc.integer({ min: 0, max: 50 }),
    seconds: fc.integer({ min: 0, max: 40 }),
    budget: fc.constant(null),
  });
  const ages = fc.uniqueArray(fc.integer({ min: 0, max: 60 * 24 - 1 }), { minLength: 5, maxLength: 80 });
  fc.assert(
    fc.property(ages, policies, fc.integer({ min: 1, max: 40 }), (drawn, given, step) => {
      const all = [...drawn]
        .sort((a, b) => b - a)
        .map((age, index) => version(`v${index}`, age * hour, { binlog: { file: `${index}`, position: 4, gtid: "" } }));
      let held: readonly RetainedVersion[] = all;
      let dropped = 0;
      for (let at = now - 60 * day; at <= now; at += step * hour) {
        const then = held.filter((one) => Date.parse(one.at) <= at);
        const { keep } = retain({ ...standing(then), badTimes: [] }, given, at);
        held = held.filter((one) => Date.parse(one.at) > at || keep.has(one.id));
        const left = held.filter((one) => Date.parse(one.at) <= at);
        const need = logNeeds(standing(left), given, at).get("l1");
        if (need?.kind === "from") dropped = Math.max(dropped, Number(need.file));
        const since = oldestSecondKept(given, at);
        const base = byTime(left).findLast((one) => one.at <= since) ?? byTime(left)[0];
        if (base !== undefined) expect(Number(base.version.binlog?.file)).toBeGreaterThanOrEqual(dropped);
        // And there is one below the oldest second, if there ever was.
        if (then.some((one) => Date.parse(one.at) <= since)) expect(base?.at).toBeLessThanOrEqual(since);
      }
    }),
    { numRuns: 60 },
  );
});
