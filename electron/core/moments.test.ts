import { describe, expect, it } from "vitest";
import type { MomentTarget } from "../../shared/model/recording";
import {
  at,
  branch,
  event,
  lane,
  laneId,
  place,
  type Recorded,
  recordedWorld,
  second,
  segments,
  version,
} from "./fixtures/recorded-world";
import { findMoment, laneAt, viewMoment } from "./moments";

const signal = new AbortController().signal;
const secondOf = (seconds: number, of = laneId): MomentTarget => ({ kind: "second", laneId: of, at: at(seconds) });
const before = (eventId: string): MomentTarget => ({ kind: "before-event", eventId });

/** Something committed in a second, up to a place in the log. */
const committed = (seconds: number, end: ReturnType<typeof place>) => ({
  second: second(seconds),
  end,
  transactions: 1,
  rows: 1,
  noise: 0,
});

const v1 = version("v00000000001", 10, [1, 1000]);
const v2 = version("v00000000002", 100, [2, 500]);

/** v1, then two seconds with something, then v2, then one more. */
const history: Recorded = {
  branches: [branch([lane()])],
  versions: [v1, v2],
  logs: { [laneId]: segments(1, 2, 3) },
  steps: [{ seconds: [committed(20, place(2, 100)), committed(50, place(2, 500)), committed(150, place(3, 90))] }],
};

const found = (target: MomentTarget, recorded: Partial<Recorded> = {}) =>
  findMoment(recordedWorld({ ...history, ...recorded }), target, signal);
const why = async (target: MomentTarget, recorded: Partial<Recorded> = {}) =>
  (await viewMoment(recordedWorld({ ...history, ...recorded }), target, signal)).unreachable;

describe("a second", () => {
  it("is the version below it and what was committed up to its end", async () => {
    const moment = { laneId, baseId: v1.id, from: place(1, 1000), transactions: 1, to: place(2, 100) };
    expect(await found(secondOf(20))).toMatchObject(moment);
    expect(await found(secondOf(49))).toMatchObject(moment);
    expect(await found(secondOf(50))).toMatchObject({ ...moment, to: place(2, 500), transactions: 2 });
    expect(await found(secondOf(200))).toMatchObject({
      baseId: v2.id,
      from: place(2, 500),
      to: place(3, 90),
      transactions: 1,
    });
  });

  it("takes the version of its own second: what came later in it came behind that", async () => {
    const own = version("v00000000003", 20.5, [2, 80]);
    expect(await found(secondOf(20), { versions: [v1, own, v2] })).toMatchObject({ baseId: own.id, to: place(2, 100) });
  });

  it("is a version itself where nothing was committed since", async () => {
    const itself = { baseId: v2.id, to: place(2, 500), transactions: 0 };
    expect(await found(secondOf(120))).toMatchObject(itself);
    // Its log needn't be there then.
    expect(await found(secondOf(120), { logs: { [laneId]: segments(3) } })).toMatchObject(itself);
  });

  it("before the lane's first transaction is its first version", async () => {
    expect(await found(secondOf(15))).toMatchObject({ baseId: v1.id, transactions: 0 });
    expect(await why(secondOf(9))).toBe("no-version");
    await expect(found(secondOf(9))).rejects.toMatchObject({ code: "unreachable", data: { reason: "no-version" } });
  });

  it("has the files of the version below it by time where the place alone would allow a later one", async () => {
    // Nobody wrote to the database between 50 and 100, but somebody may have changed files.
    expect(await found(secondOf(60))).toMatchObject({ baseId: v1.id, to: place(2, 500) });
  });

  it("is reached from the data's own order where a clock was wrong", async () => {
    const early = version("v00000000001", 5000, [1, 1000]);
    expect(await found(secondOf(20), { versions: [early] })).toMatchObject({ baseId: early.id, to: place(2, 100) });
  });

  it("can't be gone to where the log between has a hole, or is gone", async () => {
    expect(await why(secondOf(20), { logs: { [laneId]: segments(1, 3) } })).toBe("log-gone");
    expect(await why(secondOf(150), { logs: { [laneId]: segments(1, 3) } })).toBe("log-gone");
    expect(await why(secondOf(50), { logs: { [laneId]: segments(2, 3) } })).toBe("log-gone");
    expect(await why(secondOf(50), { logs: {} })).toBe("log-gone");
  });

  it("is not taken for the version below it where its seconds went with the log", async () => {
    const world = recordedWorld({ ...history, logs: { [laneId]: segments(2, 3) } });
    world.index.forgetSeconds(laneId, place(2, 501));
    expect((await viewMoment(world, secondOf(50), signal)).unreachable).toBe("log-gone");
  });

  it("can't be gone to before it comes, nor where nothing was recorded", async () => {
    expect(await why(secondOf(300), { now: 200 })).toBe("future");
    expect(await why(secondOf(200.9), { now: 200 })).toBeNull();
    expect(await why(secondOf(20), { logs: {}, versions: [] })).toBe("not-recorded");
    expect(await why(secondOf(20), { versions: [version("v00000000001", 10, null)] })).toBe("no-version");
  });

  it("of a lane or an event that nobody knows is not found", async () => {
    await expect(found(secondOf(1, "l00000000099"))).rejects.toMatchObject({ code: "not-found" });
    await expect(found(before("none"))).rejects.toMatchObject({ code: "not-found" });
  });
});

describe("a second beside a stretch of the log that can't be read", () => {
  const hole = (from: ReturnType<typeof place>, until: number | null = null): Partial<Recorded> => ({
    versions: [v1, v2, v3],
    steps: [...(history.steps ?? []), { holes: [{ from, until }] }],
  });
  const v3 = version("v00000000009", 190, [3, 400]);
  const unreadable = "log-unreadable";

  it("inside it is refused: what was committed there is not known", async () => {
    const torn = hole(place(3, 90));
    for (const seconds of [150, 160, 189, 300]) {
      expect({ seconds, why: await why(secondOf(seconds), torn) }).toEqual({ seconds, why: unreadable });
    }
    await expect(found(secondOf(160), torn)).rejects.toMatchObject({ code: "unreachable" });
  });

  it("before it is reached as ever, up to the last version that says so", async () => {
    const torn = hole(place(3, 90));
    expect(await found(secondOf(50), torn)).toMatchObject({ baseId: v1.id, to: place(2, 500) });
    expect(await found(secondOf(120), torn)).toMatchObject({ baseId: v2.id, transactions: 0 });
    expect(await found(secondOf(149), torn)).toMatchObject({ baseId: v2.id, transactions: 0 });
    // Nothing says whether it began after 99 s or right away.
    expect(await why(secondOf(51), hole(place(2, 500)))).toBeNull();
    expect(await why(secondOf(99), { ...hole(place(2, 500)), versions: [v1] })).toBe(unreadable);
  });

  it("behind it is reached from a version behind it, and not across it", async () => {
    const torn = hole(place(3, 90), 400);
    expect(await found(secondOf(195), torn)).toMatchObject({ baseId: v3.id, to: place(3, 400), transactions: 0 });
    expect(await why(secondOf(195), { ...torn, versions: [v1, v2] })).toBe(unreadable);
    const later = { seconds: [committed(220, place(3, 700))] };
    const gone = { ...torn, steps: [...(torn.steps ?? []), later] };
    expect(await found(secondOf(220), gone)).toMatchObject({ baseId: v3.id, to: place(3, 700), transactions: 1 });
    expect(await why(secondOf(220), { ...gone, versions: [v1, v2] })).toBe(unreadable);
  });

  it("in what a closed segment has lost since it was read is refused", async () => {
    const logs = {
      [laneId]: segments(1, 2, 3).map((one) => (one.file === place(2, 0).file ? { ...one, size: 300 } : one)),
    };
    expect(await found(secondOf(20), { logs })).toMatchObject({ baseId: v1.id, to: place(2, 100) });
    expect(await why(secondOf(50), { logs })).toBe(unreadable);
    expect(await why(secondOf(150), { logs })).toBe(unreadable);
  });
});

describe("a second behind a version with nothing committed since the one before", () => {
  it("has that version's files", async () => {
    const code = version("v00000000003", 120, [3, 40], { cause: { kind: "manual" } });
    const moment = await found(secondOf(130), { versions: [v1, v2, code] });
    expect(moment).toMatchObject({ baseId: code.id, to: place(3, 40), transactions: 0 });
    expect(await found(secondOf(119), { versions: [v1, v2, code] })).toMatchObject({ baseId: v2.id });
    expect(await found(secondOf(150), { versions: [v1, v2, code] })).toMatchObject({
      baseId: code.id,
      transactions: 1,
    });
  });
});

describe("right before an event", () => {
  const happened = event("e1", 50, { from: place(2, 300), to: place(2, 500) });
  const withEvents = (...events: ReturnType<typeof event>[]): Partial<Recorded> => ({
    steps: [...(history.steps ?? []), { events }],
  });

  it("stops where its first transaction begins, in the middle of a second", async () => {
    const moment = await found(before("e1"), withEvents(happened));
    expect(moment).toMatchObject({ baseId: v1.id, from: place(1, 1000), to: place(2, 300), at: at(50) });
  });

  it("takes the version that was taken for it in the same second", async () => {
    const risk = version("v00000000003", 50.4, [2, 300]);
    const moment = await found(before("e1"), { ...withEvents(happened), versions: [v1, risk, v2] });
    expect(moment).toMatchObject({ baseId: risk.id, transactions: 0 });
  });

  it("never takes a version of the same second that is behind it", async () => {
    const behind = version("v00000000003", 50.6, [2, 500]);
    expect(await found(before("e1"), { ...withEvents(happened), versions: [v1, behind] })).toMatchObject({
      baseId: v1.id,
    });
  });

  it("is the second before for what only a note tells, or a version right before it", async () => {
    const note = event("n1", 50.7);
    expect(await found(before("n1"), withEvents(note))).toMatchObject({ baseId: v1.id, to: place(2, 100) });
    const risk = version("v00000000003", 50.4, [2, 450]);
    const later = version("v00000000004", 50.9, [2, 450]);
    const moment = await found(before("n1"), { ...withEvents(note), versions: [v1, risk, later, v2] });
    expect(moment).toMatchObject({ baseId: risk.id, transactions: 0 });
  });

  it("says the event itself is what comes next", async () => {
    const earlier = event("e0", 20);
    const view = await viewMoment(
      recordedWorld({ ...history, ...withEvents(earlier, happened) }),
      before("e1"),
      signal,
    );
    expect(view).toMatchObject({ before: { id: "e0" }, after: { id: "e1" } });
  });
});

describe("lanes", () => {
  const aside = lane({ closedAt: at(200) });
  const [next, head] = ["l00000000002", "l00000000003"];
  const rewound = lane({ id: next, number: 2, fromVersionId: v2.id, openedAt: at(200), closedAt: at(300) });
  const replayed = lane({
    id: head,
    number: 3,
    fromVersionId: v1.id,
    openedAt: at(300),
    replayed: { laneId, at: at(20) },
  });
  const start = version("v00000000005", 301, [2, 4], { laneId: head, cause: { kind: "branch-start" } });
  const lanes: Partial<Recorded> = {
    branches: [branch([aside, rewound, replayed])],
    versions: [v1, v2, start],
    logs: { [laneId]: segments(1, 2, 3), [next]: segments(3, 4), [head]: segments(2) },
    steps: [
      ...(history.steps ?? []),
      { laneId: next, seconds: [committed(250, place(3, 80))] },
      { laneId: head, seconds: [committed(350, place(2, 70))] },
    ],
  };

  it("that were set aside keep their seconds", async () => {
    expect(await found(secondOf(150), lanes)).toMatchObject({ laneId, baseId: v2.id, to: place(3, 90) });
  });

  it("begin with the version they were cloned from", async () => {
    expect(await found(secondOf(260, next), lanes)).toMatchObject({
      baseId: v2.id,
      from: place(3, 4),
      to: place(3, 80),
      transactions: 1,
    });
    expect(await found(secondOf(210, next), lanes)).toMatchObject({ baseId: v2.id, transactions: 0 });
    const headless = { ...lanes, logs: { [next]: segments(4) } };
    expect(await why(secondOf(260, next), headless)).not.toBeNull();
  });

  it("that began with replayed log begin with their own first version", async () => {
    expect(await found(secondOf(350, head), lanes)).toMatchObject({
      baseId: start.id,
      to: place(2, 70),
      transactions: 1,
    });
    expect(await why(secondOf(300, head), lanes)).toBe("no-version");
  });

  it("of a branch are told by the instant", () => {
    const of = branch([aside, rewound, replayed]);
    expect([100, 200, 250, 999].map((seconds) => laneAt(of, at(seconds))?.id)).toEqual([laneId, next, next, head]);
  });
});

describe("what going to a moment would mean", () => {
  it("has the events of its whole second before it, and the files that changed up to the next version", async () => {
    const pairs: string[] = [];
    const world = recordedWorld({
      ...history,
      steps: [...(history.steps ?? []), { events: [event("e1", 50.8), event("e2", 51)] }],
      group: async (one, other) => {
        pairs.push(`${one} ${other}`);
        return [];
      },
    });
    const view = await viewMoment(world, secondOf(50), signal);
    expect(view).toMatchObject({
      base: { versionId: v1.id, at: v1.at },
      before: { id: "e1" },
      after: { id: "e2" },
      files: [],
    });
    await viewMoment(world, secondOf(150), signal);
    // Behind the last version it is the lane itself that files are compared with.
    expect(pairs).toEqual([`${v1.id} ${v2.id}`, `${v2.id} ${laneId}`]);
  });

  it("names the version below it also where it can't be gone to", async () => {
    const view = await viewMoment(
      recordedWorld({ ...history, logs: { [laneId]: segments(1, 3) } }),
      secondOf(50),
      signal,
    );
    expect(view).toMatchObject({ unreachable: "log-gone", base: { versionId: v1.id }, transactions: 0, files: null });
  });
});
