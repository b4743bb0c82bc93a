import { describe, expect, it } from "vitest";
import { AppError } from "../../shared/errors";
import type { FileGroup } from "../../shared/model/recording";
import { changesOf, filesAfter } from "./changes";
import {
  at,
  branch,
  branchId,
  event,
  lane,
  laneId,
  place,
  type Recorded,
  recordedWorld,
  second,
  version,
} from "./fixtures/recorded-world";

const signal = new AbortController().signal;
const first = version("v00000000001", 100, [1, 1000]);
const next = version("v00000000002", 400, [2, 500], { parentId: first.id });
const uploads: FileGroup = {
  kind: "uploads",
  name: null,
  fromRelease: null,
  toRelease: null,
  added: 1,
  changed: 0,
  removed: 0,
  bytes: 7,
  files: [],
};

const history: Recorded = { branches: [branch([lane()])], versions: [first, next], group: async () => [uploads] };
const happened = (...events: ReturnType<typeof event>[]): Recorded => ({ ...history, steps: [{ events }] });
const changes = (recorded: Recorded, id = next.id) => changesOf(recordedWorld(recorded), id, signal);
const ids = async (recorded: Recorded, id = next.id) => (await changes(recorded, id)).events.map((one) => one.id);

describe("what changed in a version", () => {
  it("is what happened between it and the one before it, newest first, and the files that differ", async () => {
    const view = await changes(happened(event("e0", 50), event("e1", 150), event("e2", 300), event("e3", 450)));
    expect(view).toMatchObject({ since: { versionId: first.id, at: first.at }, moreEvents: 0, files: [uploads] });
    expect(view.events.map(({ id }) => id)).toEqual(["e2", "e1"]);
  });

  it("is by the place in the log near a version, whatever the clocks say", async () => {
    const logged = (id: string, seconds: number, segment: number, position: number) =>
      event(id, seconds, { from: place(segment, position), to: place(segment, position + 50) });
    const recorded = happened(
      logged("before-first", 101, 1, 900),
      logged("right-behind-first", 99, 1, 1000),
      logged("right-before-next", 402, 2, 450),
      logged("behind-next", 398, 2, 500),
      event("note-before", 399.9),
      event("note-behind", 400.1),
    );
    expect(await ids(recorded)).toEqual(["right-before-next", "note-before", "right-behind-first"]);
  });

  it("is by the place, too, between versions seconds apart", async () => {
    const soon = version("v00000000003", 402, [2, 900], { parentId: next.id });
    const mine = event("mine", 399, { from: place(2, 500), to: place(2, 600) });
    const theirs = event("theirs", 401, { from: place(2, 450), to: place(2, 500) });
    const recorded = { ...happened(mine, theirs), versions: [first, next, soon] };
    expect(await ids(recorded, soon.id)).toEqual(["mine"]);
    expect(await ids(recorded)).toEqual(["theirs"]);
  });

  it("shows two hundred events and counts the rest", async () => {
    const events = Array.from({ length: 250 }, (_, number) => event(`e${number}`, 110 + number));
    const view = await changes(happened(...events, event("near-first", 101), event("near-next", 399)));
    expect(view.events).toHaveLength(200);
    expect(view.events.slice(0, 2).map(({ id }) => id)).toEqual(["near-next", "e249"]);
    expect(view.moreEvents).toBe(52);
  });

  it("is since the nearest older one on the lane where the one before it was dropped", async () => {
    const later = version("v00000000004", 900, [4, 500], { parentId: "v00000000003" });
    const view = await changes({ ...history, versions: [first, next, later] }, later.id);
    expect(view.since?.versionId).toBe(next.id);
  });

  it("is since the version its lane came from for the first of a lane, with what happened on that lane", async () => {
    const head = lane({ id: "l00000000002", number: 2, fromVersionId: first.id, openedAt: at(500) });
    const start = version("v00000000005", 600, [2, 80], { laneId: head.id, parentId: first.id });
    const recorded: Recorded = {
      ...happened(event("old", 450), event("new", 550, { laneId: head.id, from: place(2, 40), to: place(2, 60) })),
      branches: [branch([lane({ closedAt: at(500) }), head])],
      versions: [first, next, start],
    };
    expect(await changes(recorded, start.id)).toMatchObject({
      since: { versionId: first.id },
      events: [{ id: "new" }],
    });
    const orphaned = { ...recorded, versions: [next, start] };
    expect(await changes(orphaned, start.id)).toMatchObject({ since: null, events: [{ id: "new" }], files: null });
  });

  it("is since nothing for the first version there is", async () => {
    const view = await changes(happened(event("e0", 50), event("e1", 150)), first.id);
    expect(view).toMatchObject({ since: null, events: [{ id: "e0" }], files: null });
  });

  it("tells noise by what it is, and that of one minute once", async () => {
    const noise = [99, 160, 250, 399, 490].map((seconds) => ({ second: second(seconds), kind: "cron", rows: 1 }));
    const recorded = { ...history, steps: [{ noise: [...noise, { second: second(300), kind: "cache", rows: 9 }] }] };
    expect((await changes(recorded)).noise).toEqual([
      { kind: "cache", rows: 9 },
      { kind: "cron", rows: 3 },
    ]);
    expect((await changes(recorded, first.id)).noise).toEqual([{ kind: "cron", rows: 1 }]);
  });

  it("is told without its files where these can't be compared", async () => {
    const failing = (error: Error) =>
      recordedWorld({
        ...history,
        async group() {
          throw error;
        },
      });
    const gone = failing(new AppError("not-found", { what: "volume", id: first.id }, "Gone.", "Look again."));
    expect(await changesOf(gone, next.id, signal)).toMatchObject({ files: null });
    expect(gone.warnings).toEqual([]);
    const broken = failing(new Error("broken"));
    expect(await changesOf(broken, next.id, signal)).toMatchObject({ files: null });
    expect(broken.warnings).toHaveLength(1);
  });

  it("waits for the log to be read up to the version, and not where it has been", async () => {
    const waited: string[] = [];
    const settle = async (id: string) => void waited.push(id);
    const read = (position: number): Recorded => ({
      ...history,
      settle,
      steps: [{ progress: { log: place(2, position), notes: null, last: 0 } }],
    });
    await changes(read(500));
    expect(waited).toEqual([]);
    await changes(read(499));
    expect(waited).toEqual([laneId]);
  });

  it("breaks off with whoever asked", async () => {
    const asking = new AbortController();
    const world = recordedWorld({ ...history, group: async () => asking.signal.throwIfAborted() ?? [] });
    asking.abort();
    await expect(changesOf(world, next.id, asking.signal)).rejects.toThrow("aborted");
  });

  it("of a version nobody knows is not found", async () => {
    await expect(changes(history, "v00000000099")).rejects.toMatchObject({ code: "not-found" });
  });
});

describe("files that changed behind a version", () => {
  const asked = async (of: ReturnType<typeof lane>, base: typeof first, seconds: number) => {
    const pairs: string[] = [];
    const group = async (one: string, other: string) => {
      pairs.push(`${one} ${other}`);
      return [];
    };
    const files = await filesAfter(recordedWorld({ ...history, group }), of, base, at(seconds), signal);
    return files === null ? null : pairs[0];
  };

  it("are those up to the next one of the lane behind the instant", async () => {
    expect(await asked(lane(), first, 200)).toBe(`${first.id} ${next.id}`);
    expect(await asked(lane(), first, 99.5)).toBe(`${first.id} ${next.id}`);
  });

  it("are those up to now where there is none yet, and unknown on a lane that was closed", async () => {
    expect(await asked(lane(), next, 500)).toBe(`${next.id} ${laneId}`);
    expect(await asked(lane({ closedAt: at(600), branchId }), next, 500)).toBeNull();
  });
});
