import { array, assert, boolean, integer, property, uniqueArray } from "fast-check";
import { describe, expect, it } from "vitest";
import type { Lane, Version } from "../../shared/model/site";
import { at, lane, laneId, place, segments, version } from "./fixtures/recorded-world";
import { holesOf } from "./holes";
import type { LogHole, LogSegment } from "./recording-ports";
import { basesOf, reachOf, unbroken } from "./reach";

const origin = version("v00000000000", -9000, [7, 400], { laneId: "l00000000009" });

describe("what a lane's log can be replayed onto", () => {
  const ids = (of: Lane, versions: readonly Version[], from: Version | null, log: readonly LogSegment[]) =>
    basesOf(of, versions, from, log, new Map()).map((base) => [
      base.version.id,
      base.place.file.slice(-2),
      base.place.position,
    ]);

  it("is each of its versions whose place in the log is known, in the order of the log", () => {
    const [first, later, unknown] = [version("v1", 10, [1, 900]), version("v2", 5, [2, 300]), version("v3", 7, null)];
    const elsewhere = version("v4", 8, [1, 5], { laneId: "l00000000002" });
    expect(ids(lane(), [later, unknown, elsewhere, first], null, segments(1, 2))).toEqual([
      ["v1", "01", 900],
      ["v2", "02", 300],
    ]);
  });

  it("needs no more than the next segment where nothing was committed behind the version", () => {
    const versions = [version("v1", 10, [1, 900])];
    const begin = (ends: ReadonlyMap<string, number>, log = segments(1, 2)) =>
      basesOf(lane(), versions, null, log, ends).map((base) => base.place)[0];
    expect(begin(new Map([[place(1, 0).file, 900]]))).toEqual(place(2, 4));
    expect(begin(new Map([[place(1, 0).file, 901]]))).toMatchObject(place(1, 900));
    // It may be gone then.
    expect(begin(new Map([[place(1, 0).file, 700]]), segments(2))).toEqual(place(2, 4));
    expect(begin(new Map(), segments(2))).toMatchObject(place(1, 900));
    // Nothing but the word that the next one follows fits in behind it.
    const packed = (size: number) => segments(1, 2).map((one) => ({ ...one, size }));
    expect(begin(new Map(), packed(947))).toEqual(place(2, 4));
    expect(begin(new Map(), packed(1100))).toMatchObject(place(1, 900));
    expect(begin(new Map(), packed(800))).toMatchObject(place(1, 900));
    // There is no next one yet.
    expect(begin(new Map([[place(1, 0).file, 900]]), segments(1))).toMatchObject(place(1, 900));
  });

  it("is the version it was cloned from, too, as long as the beginning of its log is there", () => {
    const of = lane({ fromVersionId: origin.id });
    expect(ids(of, [], origin, segments(8, 9))).toEqual([[origin.id, "08", 4]]);
    expect(ids(of, [], origin, segments(9))).toEqual([]);
    expect(ids(of, [], null, segments(8))).toEqual([]);
    expect(ids(of, [], origin, [])).toEqual([]);
  });

  it("is the version it was cloned from where nobody knows that one's place in a log", () => {
    const unknown = { ...origin, binlog: null };
    expect(ids(lane({ fromVersionId: origin.id }), [], unknown, segments(5))).toEqual([[origin.id, "05", 4]]);
  });

  it("is not the version below a moment: the lane began with more than that", () => {
    const of = lane({ fromVersionId: origin.id, replayed: { laneId: "l00000000009", at: at(0) } });
    expect(ids(of, [version("v1", 1, [8, 4])], origin, segments(8))).toEqual([["v1", "08", 4]]);
  });
});

describe("the stretches whose seconds can be gone to", () => {
  const reach = (log: readonly number[], versions = [version("v1", 10, [1, 900])], of = lane()) => {
    const all = segments(...log);
    return reachOf(of, basesOf(of, versions, origin, all, new Map()), all, []).map(({ from, to }) => [from, to]);
  };

  it("go from the first version on to now", () => {
    expect(reach([1, 2, 3])).toEqual([[at(10), null]]);
  });

  it("end where a rewind closed the lane", () => {
    expect(reach([1, 2, 3], undefined, lane({ closedAt: at(99) }))).toEqual([[at(10), at(99)]]);
  });

  it("begin with a lane, not with the older version it was cloned from", () => {
    expect(reach([8], [], lane({ fromVersionId: origin.id }))).toEqual([[at(0), null]]);
  });

  it("begin with a lane's own first version once the beginning of its log was dropped", () => {
    const own = version("v1", 50, [10, 400]);
    expect(reach([8, 9, 10, 11], [own], lane({ fromVersionId: origin.id }))).toEqual([[at(0), null]]);
    expect(reach([10, 11], [own], lane({ fromVersionId: origin.id }))).toEqual([[at(50), null]]);
  });

  it("end before a hole in the log and begin again with the next version behind it", () => {
    const versions = [
      version("v1", 10, [1, 900]),
      version("v2", 20, [2, 900]),
      version("v3", 30, [3, 900]),
      version("v4", 40, [4, 900]),
    ];
    expect(reach([1, 2, 4, 5], versions)).toEqual([
      [at(10), at(20)],
      [at(40), null],
    ]);
    expect(reach([1, 2, 3, 5], versions)).toEqual([[at(10), at(30)]]);
  });

  it("end with the last version before a hole also where the log was rotated without one", () => {
    const versions = [version("v1", 10, [1, 900]), version("v2", 20, [2, 900])];
    expect(reach([1, 2, 3, 5], versions)).toEqual([[at(10), at(20)]]);
    expect(reach([1, 3], [version("v1", 10, [1, 900])])).toEqual([]);
  });

  it("end with the last version whose log is there where the end of a closed lane's is gone", () => {
    const versions = [version("v1", 10, [1, 900]), version("v2", 20, [2, 900]), version("v3", 30, [3, 900])];
    expect(reach([1, 2], versions, lane({ closedAt: at(99) }))).toEqual([[at(10), at(20)]]);
  });

  it("end before what can't be read, and begin again with the next version behind that", () => {
    const versions = [10, 20, 30, 40].map((when, index) => version(`v${when}`, when, [index + 1, 900]));
    const torn = (hole: LogHole, of = lane()) => {
      const all = segments(1, 2, 3, 4, 5);
      const bases = basesOf(of, versions, null, all, new Map());
      return reachOf(of, bases, all, holesOf([hole], bases, all)).map(({ from, to }) => [from, to]);
    };
    expect(torn({ from: place(3, 100), until: null })).toEqual([
      [at(10), at(20)],
      [at(40), null],
    ]);
    expect(torn({ from: place(3, 100), until: 900 })).toEqual([
      [at(10), at(20)],
      [at(30), null],
    ]);
    expect(torn({ from: place(3, 950), until: null })).toEqual([
      [at(10), at(30)],
      [at(40), null],
    ]);
    expect(torn({ from: place(5, 200), until: null }, lane({ closedAt: at(99) }))).toEqual([[at(10), at(40)]]);
    expect(torn({ from: place(5, 200), until: null })).toEqual([[at(10), at(40)]]);
  });

  it("end where a closed segment has lost its end since a version was taken there", () => {
    const versions = [version("v1", 10, [1, 900]), version("v2", 20, [2, 900]), version("v3", 30, [3, 900])];
    const all = segments(1, 2, 3, 4).map((one) => (one.file === place(2, 0).file ? { ...one, size: 800 } : one));
    const bases = basesOf(lane(), versions, null, all, new Map());
    expect(reachOf(lane(), bases, all, holesOf([], bases, all)).map(({ from, to }) => [from, to])).toEqual([
      [at(30), null],
    ]);
  });

  it("are none where there is no version, no log, or neither", () => {
    expect(reach([1], [])).toEqual([]);
    expect(reach([])).toEqual([]);
    expect(reach([2, 3])).toEqual([]);
  });

  it("never overlap and never cross a hole, whatever is left of versions and log", () => {
    const numbers = uniqueArray(integer({ min: 1, max: 12 }), { maxLength: 12 });
    assert(
      property(numbers, array(boolean(), { minLength: 12, maxLength: 12 }), boolean(), (log, taken, open) => {
        const all = segments(...log.toSorted((a, b) => a - b));
        const versions = taken.flatMap((there, number) =>
          there ? [version(`v${number}`, number * 10, [number, 900])] : [],
        );
        const of = lane({ closedAt: open ? null : at(1000) });
        const stretches = reachOf(of, basesOf(of, versions, null, all, new Map()), all, []);
        const newest = Math.max(...log);
        let last = "";
        for (const { from, to } of stretches) {
          expect(from > last).toBe(true);
          last = to ?? "9";
          expect(from < last).toBe(true);
          const inside = versions.filter((one) => one.at >= from && one.at < last);
          const known = inside.filter((one) => !open || Number(one.binlog?.file.slice(-2)) <= newest);
          for (const one of known) expect(log).toContain(Number(one.binlog?.file.slice(-2)));
        }
        expect(stretches.every((one) => one.laneId === laneId)).toBe(true);
        const base = versions.at(-1);
        if (base?.binlog?.file === place(newest, 0).file) expect(last).toBe(open ? "9" : at(1000));
      }),
    );
  });
});

describe("segments without a hole", () => {
  it("are those from one on up to the first that is missing", () => {
    const files = (from: number) =>
      unbroken(segments(2, 3, 5, 6), place(from, 0).file).map(({ file }) => Number(file.slice(-2)));
    expect(files(2)).toEqual([2, 3]);
    expect(files(5)).toEqual([5, 6]);
    expect(files(4)).toEqual([]);
  });

  it("go on beyond the last number of six figures", () => {
    const log = ["mysql-bin.999999", "mysql-bin.1000000"].map((file) => ({ file, size: 1, disk: 1, archived: true }));
    expect(unbroken(log, "mysql-bin.999999")).toHaveLength(2);
  });
});
