import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { defaultRecording, type RetentionPolicy } from "../model/recording-policy";
import type { Cause, Lane } from "../model/site";
import { retain } from "./retain";
import { day, hour, oldestSecondKept, type RetainedHistory, type RetainedVersion, weekOf } from "./history";

const now = Date.parse("2026-11-29T12:30:00.000Z");
const standard = defaultRecording.retention;

const version = (id: string, at: number, patch: Partial<RetainedVersion> = {}): RetainedVersion => ({
  id,
  branchId: "main",
  laneId: "l1",
  at: new Date(at).toISOString(),
  cause: { kind: "automatic", why: "rest" },
  label: null,
  pinned: false,
  binlog: { file: "binlog.000001", position: 4, gtid: "" },
  ...patch,
});
const lane = (id: string, patch: Partial<Lane> = {}): Lane => ({
  id,
  siteId: "s",
  branchId: "main",
  fromVersionId: null,
  openedAt: new Date(0).toISOString(),
  closedAt: null,
  number: 1,
  ...patch,
});
const history = (
  versions: readonly RetainedVersion[],
  lanes: readonly Lane[] = [lane("l1")],
  patch: Partial<RetainedHistory> = {},
): RetainedHistory => ({
  versions,
  branches: [{ id: "main", kind: "main", from: null, headLaneId: lanes.at(-1)?.id ?? "", lanes: [...lanes] }],
  badTimes: [],
  ...patch,
});
const kept = (of: RetainedHistory, policy: RetentionPolicy = standard, at = now) =>
  [...retain(of, policy, at).keep.keys()].sort();

const automatic = (why: "rest" | "busy" | "noise"): Cause => ({ kind: "automatic", why });
const cause: fc.Arbitrary<Cause> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom("rest" as const, "busy" as const, "noise" as const).map(automatic) },
  fc.constantFrom<Cause>(
    { kind: "created" },
    { kind: "manual" },
    { kind: "set-aside" },
    { kind: "branch-start" },
    { kind: "before", action: "stop" },
    {
      kind: "risk",
      risk: { deed: "plugin-update", subject: "Shop", from: "1", to: "2", count: null },
    },
  ),
);
const policies: fc.Arbitrary<RetentionPolicy> = fc.record({
  everything: fc.integer({ min: 1, max: 72 }),
  hourly: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 20 })),
  daily: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 60 })),
  weekly: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 120 })),
  seconds: fc.oneof(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 60 })),
  budget: fc.constant(null),
});

/** A main branch with rewinds, and a branch beside it; versions over 90 days. */
const histories: fc.Arbitrary<RetainedHistory> = fc
  .record({
    ages: fc.array(
      fc.record({
        age: fc.integer({ min: 0, max: 90 * 24 * 12 }).map((fives) => fives * 5 * 60_000),
        cause,
        pinned: fc.integer({ min: 0, max: 20 }).map((one) => one === 0),
        label: fc.integer({ min: 0, max: 20 }).map((one) => (one === 0 ? "Named" : null)),
        side: fc.integer({ min: 0, max: 3 }).map((one) => one === 0),
        still: fc.integer({ min: 0, max: 5 }).map((one) => one === 0),
      }),
      { maxLength: 120 },
    ),
    rewinds: fc.array(fc.record({ age: fc.integer({ min: 0, max: 90 * 24 }), to: fc.nat() }), { maxLength: 3 }),
    bad: fc.array(fc.record({ age: fc.integer({ min: 0, max: 90 * 24 }), open: fc.boolean() }), { maxLength: 2 }),
    from: fc.nat(),
  })
  .map(({ ages, rewinds, bad, from }) => {
    const opened = [...rewinds].sort((a, b) => b.age - a.age);
    const laneAt = (age: number) => `l${1 + opened.filter((rewind) => rewind.age * hour >= age).length}`;
    const versions = ages
      .sort((a, b) => b.age - a.age)
      .map(({ age, side, still, ...rest }, index) =>
        version(`v${index}`, now - age, {
          ...rest,
          ...(still ? { binlog: null } : {}),
          ...(side ? { branchId: "side", laneId: "ls" } : { laneId: laneAt(age) }),
        }),
      );
    const before = (age: number, pick: number) => {
      const older = versions.filter(({ at }) => Date.parse(at) < now - age * hour);
      return older[pick % Math.max(1, older.length)]?.id ?? null;
    };
    const lanes = [
      lane("l1", { closedAt: opened[0] === undefined ? null : new Date(now - opened[0].age * hour).toISOString() }),
      ...opened.map(({ age, to }, index) => {
        const next = opened[index + 1];
        return lane(`l${index + 2}`, {
          openedAt: new Date(now - age * hour).toISOString(),
          closedAt: next === undefined ? null : new Date(now - next.age * hour).toISOString(),
          fromVersionId: before(age, to),
        });
      }),
    ];
    const base = history(versions, lanes);
    const origin = versions[from % Math.max(1, versions.length)]?.id;
    const side = {
      id: "side",
      kind: "branch" as const,
      from: origin === undefined ? null : { branchId: "main", versionId: origin },
      headLaneId: "ls",
      lanes: [lane("ls", { branchId: "side", fromVersionId: origin ?? null })],
    };
    const badTimes = bad.map(({ age, open }) => ({
      laneId: laneAt(age * hour),
      from: new Date(now - age * hour).toISOString(),
      to: open ? null : new Date(now - age * hour + 60_000).toISOString(),
    }));
    return { ...base, branches: [...base.branches, side], badTimes };
  });

const left = (of: RetainedHistory, drop: readonly string[]): RetainedHistory => {
  const gone = new Set(drop);
  return { ...of, versions: of.versions.filter(({ id }) => !gone.has(id)) };
};

describe("what is kept of a history", () => {
  it("is every version of the last day, the last of each hour for a week, of each day for a month, of each week for a year", () => {
    const at = (text: string) => Date.parse(`${text}:00.000Z`);
    const versions = [
      version("week-early", at("2026-08-03T10:00")),
      version("week-last", at("2026-08-09T23:59")),
      version("next-week", at("2026-08-10T00:00")),
      version("day-early", at("2026-11-10T08:00")),
      version("day-last", at("2026-11-10T23:00")),
      version("hour-early", at("2026-11-26T10:05")),
      version("hour-last", at("2026-11-26T10:55")),
      version("young", at("2026-11-29T12:01")),
      version("younger", at("2026-11-29T12:02")),
    ];
    const { keep, drop } = retain(history(versions), { ...standard, seconds: 0 }, now);
    expect(drop).toEqual(["week-early", "day-early", "hour-early"]);
    expect(Object.fromEntries(keep)).toEqual({
      "week-last": "weekly",
      "next-week": "weekly",
      "day-last": "daily",
      "hour-last": "hourly",
      young: "everything",
      younger: "everything",
    });
  });

  it("is forever what somebody made, named or pinned, and the beginning", () => {
    const old = now - 1000 * day;
    const versions = [
      version("created", old, { cause: { kind: "created" } }),
      version("taken", old + 1, { cause: { kind: "manual" } }),
      version("named", old + 2, { label: "Before the sale" }),
      version("pinned", old + 3, { pinned: true }),
      version("plain", old + 4),
      version("newest", now - 500 * day),
    ];
    const tiny = { ...standard, budget: 1 };
    const { keep, overBudget } = retain(history(versions), tiny, now, {
      historyBytes: 60,
      own: new Map(versions.map(({ id }) => [id, 10])),
    });
    expect([...keep.keys()].sort()).toEqual(["created", "named", "newest", "pinned", "taken"]);
    expect(overBudget).toBe(49);
  });

  it("is what branches and peeks were made from, and what an open lane stands on", () => {
    const old = now - 700 * day;
    const versions = [version("a", old), version("b", old + 1), version("c", old + 2), version("d", old + 3)];
    const lanes = [lane("l1", { closedAt: new Date(old + 9).toISOString() }), lane("l2", { fromVersionId: "b" })];
    const peek = {
      id: "p",
      kind: "peek" as const,
      from: { branchId: "main", versionId: "a" },
      headLaneId: "lp",
      lanes: [],
    };
    const base = history(versions, lanes);
    expect(kept({ ...base, branches: [...base.branches, peek] })).toEqual(["a", "b", "d"]);
  });

  it("is the last one before pages began to fail, as long as they do", () => {
    const versions = [
      version("good", now - 400 * day),
      version("bad", now - 399 * day),
      version("newest", now - 398 * day),
    ];
    const from = new Date(now - 399.5 * day).toISOString();
    expect(kept(history(versions, undefined, { badTimes: [{ laneId: "l1", from, to: null }] }))).toContain("good");
    const to = new Date(now - 399 * day).toISOString();
    expect(kept(history(versions, undefined, { badTimes: [{ laneId: "l1", from, to }] }))).not.toContain("good");
  });

  it("is no longer held once a rewind left the lane that failed", () => {
    const left = { ...lane("l1"), closedAt: new Date(now - 399 * day).toISOString() };
    const lanes = [left, { ...lane("l2"), fromVersionId: "other" }];
    const versions = [
      version("other", now - 401 * day),
      version("good", now - 400 * day),
      version("newest", now - 398 * day, { laneId: "l2" }),
    ];
    const from = new Date(now - 399.5 * day).toISOString();
    expect(kept(history(versions, lanes, { badTimes: [{ laneId: "l1", from, to: null }] }))).not.toContain("good");
  });

  it("is, for a month, each one from before something risky and each last state of what a rewind left", () => {
    const risk = {
      cause: { kind: "risk", risk: { deed: "core-update", subject: "", from: "6.7", to: "6.8", count: null } },
    } as const;
    const aside = { cause: { kind: "set-aside" } } as const;
    const young = Math.floor((now - 20 * day) / day) * day;
    const old = Math.floor((now - 40 * day) / day) * day;
    const versions = [
      version("old-risk", old, risk),
      version("old-aside", old + 1, aside),
      version("old-plain", old + 2),
      version("risk", young, risk),
      version("aside", young + 1, aside),
      version("plain", young + 2),
      version("last", young + 3),
      version("newest", now),
    ];
    expect(kept(history(versions), { ...standard, seconds: 0 })).toEqual([
      "aside",
      "last",
      "newest",
      "old-plain",
      "risk",
    ]);
  });

  it("is where a rewind went back to, as long as anything of what it left is there", () => {
    const old = now - 300 * day;
    const closed = new Date(old + 10 * day).toISOString();
    const lanes = [lane("l1", { closedAt: closed }), lane("l2", { fromVersionId: "to", openedAt: closed })];
    const week = Math.floor(old / day) * day - ((Math.floor(old / day) + 3) % 7) * day;
    const versions = [
      version("to", week),
      version("after", week + 1),
      version("mid", now - 60 * day, { laneId: "l2" }),
      version("new", now, { laneId: "l2" }),
    ];
    expect(kept(history(versions, lanes))).toEqual(["after", "mid", "new", "to"]);
    expect(kept(history(versions, lanes), { ...standard, weekly: 100 })).toEqual(["mid", "new"]);
  });

  it("is a version to replay onto for every second that is promised", () => {
    const versions = [version("long-ago", now - 200 * day), version("last-week", now - 8 * day)];
    const sparse = { ...standard, hourly: 0, daily: 0, weekly: 0 };
    expect(kept(history([...versions, version("newest", now)]), sparse)).toEqual(["last-week", "long-ago", "newest"]);
    expect(kept(history([...versions, version("newest", now)]), { ...sparse, seconds: 1 })).toEqual([
      "last-week",
      "newest",
    ]);
  });
});

describe("the budget", () => {
  const versions = [
    version("risk", now - 9 * hour, {
      cause: { kind: "risk", risk: { deed: "import", subject: "", from: null, to: null, count: null } },
    }),
    version("before", now - 8 * hour, { cause: { kind: "before", action: "stop" } }),
    version("rest", now - 7 * hour),
    version("busy", now - 6 * hour, { cause: { kind: "automatic", why: "busy" } }),
    version("noise-old", now - 5 * hour, { cause: { kind: "automatic", why: "noise" } }),
    version("noise", now - 4 * hour, { cause: { kind: "automatic", why: "noise" } }),
    version("aside", now - 3 * hour, { cause: { kind: "set-aside" } }),
    version("newest", now),
  ];
  const sizes = { historyBytes: 80, own: new Map(versions.map(({ id }) => [id, 10])) };
  const within = (budget: number) => retain(history(versions), { ...standard, budget }, now, sizes);

  it("takes the least valuable first, older ones first", () => {
    expect(within(35).drop).toEqual(["noise-old", "noise", "busy", "rest", "before"]);
    expect(within(80).drop).toEqual([]);
    expect(within(79)).toMatchObject({ drop: ["noise-old"], thinned: 1, overBudget: 0 });
  });

  it("leaves what a rewind of today can be taken back to, and says by how much it is missed", () => {
    expect(within(5)).toMatchObject({ thinned: 6, spare: [], overBudget: 15 });
  });
});

describe("any history under any policy", () => {
  it("never loses what must stay", () => {
    fc.assert(
      fc.property(histories, policies, fc.integer({ min: 1, max: 1000 }), (of, policy, budget) => {
        const own = new Map(of.versions.map(({ id }) => [id, 100]));
        const drop = new Set(
          retain(of, { ...policy, budget }, now, { historyBytes: of.versions.length * 100, own }).drop,
        );
        for (const one of of.versions) {
          const somebodys =
            one.pinned || one.label !== null || one.cause.kind === "manual" || one.cause.kind === "created";
          if (somebodys) expect(drop.has(one.id)).toBe(false);
        }
        for (const branch of of.branches) {
          expect(drop.has(branch.from?.versionId ?? "")).toBe(false);
          expect(drop.has(of.versions.findLast(({ branchId }) => branchId === branch.id)?.id ?? "")).toBe(false);
          const head = branch.lanes.find(({ id }) => id === branch.headLaneId);
          const newest = of.versions.findLast(({ laneId }) => laneId === head?.id)?.id ?? head?.fromVersionId;
          expect(drop.has(newest ?? "")).toBe(false);
        }
      }),
    );
  });

  it("is divided into what is kept and what is dropped", () => {
    fc.assert(
      fc.property(histories, policies, (of, policy) => {
        const { keep, drop } = retain(of, policy, now);
        expect([...keep.keys(), ...drop].sort()).toEqual(of.versions.map(({ id }) => id).sort());
      }),
    );
  });

  it("loses nothing more when it is applied again", () => {
    fc.assert(
      fc.property(histories, policies, (of, policy) => {
        expect(retain(left(of, retain(of, policy, now).drop), policy, now).drop).toEqual([]);
      }),
    );
  });

  it("keeps at least as much under a policy that is larger in every part", () => {
    fc.assert(
      fc.property(histories, policies, policies, (of, policy, more) => {
        const larger = {
          everything: policy.everything + more.everything,
          hourly: policy.hourly + more.hourly,
          daily: policy.daily + more.daily,
          weekly: policy.weekly + more.weekly,
          seconds: policy.seconds + more.seconds,
          budget: null,
        };
        const under = new Set(kept(of, larger));
        expect(kept(of, policy).filter((id) => !under.has(id))).toEqual([]);
      }),
    );
  });

  it("ends the same however often it was applied on the way", () => {
    fc.assert(
      fc.property(
        histories,
        policies,
        fc.array(fc.integer({ min: 0, max: 80 * 24 }), { maxLength: 8 }),
        (of, policy, times) => {
          let stepwise: RetainedHistory = of;
          for (const hours of times.sort((a, b) => b - a)) {
            const at = now - hours * hour;
            const { drop } = retain(asItWas(stepwise, at), policy, at);
            stepwise = left(stepwise, drop);
          }
          expect(kept(stepwise, policy)).toEqual(kept(of, policy));
          const since = new Date(oldestSecondKept(policy, now)).toISOString();
          for (const { id } of of.branches.flatMap(({ lanes }) => lanes)) {
            const bases = (versions: readonly RetainedVersion[]) =>
              versions.some((one) => one.laneId === id && one.binlog !== null && one.at <= since);
            const open = of.branches.some(({ lanes }) =>
              lanes.some((one) => one.id === id && (one.closedAt ?? since) >= since),
            );
            if (open) expect(bases(stepwise.versions)).toBe(bases(of.versions));
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});

/** What there was at an instant; that lanes and branches are known before they are made only holds more. */
function asItWas(of: RetainedHistory, at: number): RetainedHistory {
  const then = new Date(at).toISOString();
  return { ...of, versions: of.versions.filter((one) => one.at <= then) };
}

it("applied every hour for 60 days, leaves what the policy promises", () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ fives: fc.integer({ min: 0, max: 60 * 24 * 12 - 1 }), cause }), {
        minLength: 50,
        maxLength: 400,
      }),
      (drawn) => {
        const start = now - 60 * day;
        const taken = drawn
          .sort((a, b) => a.fives - b.fives)
          .map((one, index) => version(`v${index}`, start + one.fives * 5 * 60_000, { cause: one.cause }));
        let held: RetainedVersion[] = [];
        let next = 0;
        for (let at = start; at <= now; at += hour) {
          for (let one = taken[next]; one !== undefined && Date.parse(one.at) <= at; one = taken[next]) {
            held.push(one);
            next++;
          }
          const drop = new Set(retain(history(held), standard, at).drop);
          held = held.filter(({ id }) => !drop.has(id));
        }
        const buckets = (versions: readonly RetainedVersion[], days: number, bucket: (at: number) => number) =>
          [
            ...new Set(
              versions
                .map(({ at }) => Date.parse(at))
                .filter((at) => now - at < days * day)
                .map(bucket),
            ),
          ].sort((a, b) => a - b);
        const all = taken.slice(0, next);
        expect(buckets(held, 1, (at) => at)).toEqual(buckets(all, 1, (at) => at));
        expect(buckets(held, 7, (at) => Math.floor(at / hour))).toEqual(buckets(all, 7, (at) => Math.floor(at / hour)));
        expect(buckets(held, 30, (at) => Math.floor(at / day))).toEqual(buckets(all, 30, (at) => Math.floor(at / day)));
        expect(buckets(held, 365, weekOf)).toEqual(buckets(all, 365, weekOf));
      },
    ),
    { numRuns: 8 },
  );
});

it("looks at each of 100,000 versions a handful of times", () => {
  let reads = 0;
  const counted = Array.from({ length: 100_000 }, (_, index) => {
    const one = version(`v${index}`, now - index * 5 * 60_000);
    return new Proxy(one, {
      get(target, key, receiver) {
        reads++;
        return Reflect.get(target, key, receiver);
      },
    });
  });
  const lanes = Array.from({ length: 50 }, (_, index) =>
    lane(`l${index + 1}`, { closedAt: index === 49 ? null : new Date(now - index * day).toISOString() }),
  );
  const badTimes = Array.from({ length: 200 }, (_, index) => ({
    laneId: "l1",
    from: new Date(now - index * day).toISOString(),
    to: null,
  }));
  retain(history(counted, lanes, { badTimes }), { ...standard, budget: 1 }, now, { historyBytes: 1, own: new Map() });
  // A property read in a comparison counts, too: sorting is n log n of them.
  expect(reads).toBeLessThan(100_000 * (20 + 4 * Math.log2(100_000)));
});
