import { describe, expect, it } from "vitest";
import { madeUpNow, madeUpSite, manyVersions } from "../../e2e/fixtures/made-up-site";
import type { SiteDetail } from "../model/views";
import { type History, historyOf } from "./history";
import { newestIn } from "./newest";
import { overviewMarks, overviewSpan } from "./overview";
import { nearestVersion, step } from "./snapping";

const detail = madeUpSite();
const history = historyOf(detail);
const [main, redesign] = history.rows;
const at = (text: string) => new Date(text).getTime();

/** The made-up site after its last lane was rewound to a version of any label or cause. */
function rewound(to: (version: SiteDetail["versions"][number]) => boolean, when: string): History {
  const version = detail.versions.find(to);
  const old = detail.lanes[2];
  if (version === undefined || old === undefined) throw new Error("The made-up site has changed.");
  const lane = {
    ...old,
    id: "l00000000009",
    fromVersionId: version.id,
    openedAt: new Date(when).toISOString(),
    number: 9,
  };
  return historyOf({
    ...detail,
    branches: detail.branches.map((branch) => (branch.name === "main" ? { ...branch, headLaneId: lane.id } : branch)),
    lanes: [...detail.lanes.map((one) => (one.id === old.id ? { ...one, closedAt: lane.openedAt } : one)), lane],
  });
}

describe("a site's history", () => {
  it("has a row for each branch, main first, and leaves out peeks and the trash", () => {
    expect(history.rows.map((row) => row.branch.name)).toEqual(["main", "redesign", "woo-test"]);
    const [first, second, third] = detail.branches;
    if (first === undefined || second === undefined || third === undefined)
      throw new Error("The made-up site has changed.");
    const fewer = historyOf({
      ...detail,
      branches: [{ ...second, kind: "peek" }, { ...third, trashedAt: third.createdAt }, first],
    });
    expect(fewer.rows.map((row) => row.branch.name)).toEqual(["main"]);
  });

  it("knows where each version is, and its mark", () => {
    for (const row of history.rows) {
      row.versions.forEach((version, index) => {
        expect(history.places.get(version.id)).toEqual({ row: history.rows.indexOf(row), index });
        expect(row.marks.sources[row.markOf[index] ?? -1]).toBe(index);
      });
      expect([...row.marks.times]).toEqual([...row.marks.times].sort((a, b) => a - b));
      expect(row.marks.count).toBe(row.versions.length + row.rewinds.length);
    }
  });

  it("reads every instant as the calendar does", () => {
    for (const row of history.rows) {
      row.versions.forEach((version, index) => {
        expect(row.times[index]).toBe(Date.parse(version.at));
      });
    }
  });

  it("sets aside what came after the point rewound to, until the rewind", () => {
    expect(main?.asides.map(({ from, to }) => [from, to])).toEqual([
      [at("2026-03-09T17:55:00"), at("2026-03-10T11:41:30")],
      [at("2026-03-12T14:03:13"), at("2026-03-12T14:09:05")],
    ]);
    main?.versions.forEach((version, index) => {
      const time = Date.parse(version.at);
      const closed = version.laneId !== main.branch.headLaneId;
      const within = main.asides.findIndex((aside) => closed && time > aside.from && time <= aside.to + 2_000);
      expect(main.marks.asides[main.markOf[index] ?? 0]).toBe(within);
    });
  });

  it("draws a branch from the version it was made from", () => {
    expect(redesign?.origin).toEqual({ row: 0, at: at("2026-03-06T14:30:02"), aside: -1 });
  });

  it("brings back what was set aside when a rewind is undone", () => {
    const undone = rewound(
      (one) => one.laneId === "l00000000002" && one.cause.kind === "set-aside",
      "2026-03-12T14:20:00",
    );
    const row = undone.rows[0];
    expect(row?.asides).toHaveLength(2);
    expect(row?.asides[1]).toMatchObject({ to: at("2026-03-12T14:20:00"), leavesLine: false });
    const woo =
      row?.versions.findIndex((version) => version.at === new Date("2026-03-12T14:05:20").toISOString()) ?? -1;
    expect(row?.marks.asides[row.markOf[woo] ?? 0]).toBe(-1);
    expect(row?.rewinds.at(-1)?.aside).toBe(-1);
    expect(row?.rewinds.at(-2)?.aside).toBe(1);
  });

  it("keeps rewinds that were themselves rewound in one stretch", () => {
    const nested = rewound((one) => one.label === "Spring menu live", "2026-03-12T15:00:00");
    const row = nested.rows[0];
    expect(row?.asides).toHaveLength(1);
    expect(row?.asides[0]?.breaks).toEqual([at("2026-03-10T11:41:30"), at("2026-03-12T14:09:05")]);
    expect(row?.line.map((stretch) => stretch.to)).toEqual([at("2026-03-09T10:12:00"), null]);
  });

  it("keeps everything on the line when the version rewound to is gone", () => {
    const gone = new Set(detail.lanes.map((lane) => lane.fromVersionId));
    const row = historyOf({ ...detail, versions: detail.versions.filter((version) => !gone.has(version.id)) }).rows[0];
    expect(row?.asides).toHaveLength(0);
    expect(row?.rewinds).toHaveLength(2);
  });
});

describe("going from version to version", () => {
  it("snaps to the nearest in time", () => {
    if (main === undefined) throw new Error("The made-up site has changed.");
    for (const time of [0, main.start + 1, at("2026-03-09T10:13:00"), madeUpNow, madeUpNow * 2]) {
      const found = nearestVersion(main, time) ?? -1;
      const distances = [...main.times].map((one) => Math.abs(one - time));
      expect(distances[found]).toBe(Math.min(...distances));
    }
  });

  it("walks a row from end to end and stops there", () => {
    let place = step(history, null, "first", madeUpNow);
    for (let count = 1; place !== null; count++) {
      const next = step(history, place, "right", madeUpNow);
      if (next === null) expect(count).toBe(main?.versions.length);
      place = next;
    }
    expect(step(history, { row: 0, index: 0 }, "left", madeUpNow)).toBeNull();
    expect(step(history, { row: 0, index: 0 }, "up", madeUpNow)).toBeNull();
  });

  it("goes down to the version nearest in time", () => {
    const from = { row: 0, index: main?.versions.findIndex((version) => version.label === "Easter menu, draft") ?? 0 };
    const down = step(history, from, "down", madeUpNow);
    expect(down?.row).toBe(1);
    expect(down?.index).toBe((redesign?.versions.length ?? 0) - 1);
  });

  it("begins with the last version before the view's end", () => {
    const place = step(history, null, "left", at("2026-02-10T00:00:00"));
    expect(main?.versions[place?.index ?? -1]?.label).toBe("Shop opened");
  });
});

describe("what is listed and what is always in sight", () => {
  it("lists the newest versions of a stretch in order", () => {
    const span = { from: at("2026-03-09T00:00:00"), to: at("2026-03-12T12:00:00") };
    const places = newestIn(history, span, 20);
    const times = places.map(({ row, index }) => history.rows[row]?.times[index] ?? 0);
    expect(times).toEqual([...times].sort((a, b) => b - a));
    const inside = detail.versions
      .map((version) => Date.parse(version.at))
      .filter((time) => time >= span.from && time < span.to);
    expect(times).toEqual(inside.sort((a, b) => b - a).slice(0, 20));
  });

  it("keeps overview marks apart, the higher rank first", () => {
    const many = historyOf(manyVersions(5_000, 3));
    const marks = many.rows[0]?.marks;
    if (marks === undefined) throw new Error("The made-up site has changed.");
    const placed = overviewMarks(marks, overviewSpan({ start: many.start, now: madeUpNow }), 1100);
    expect(placed.length).toBeGreaterThan(50);
    const xs = placed.map((mark) => mark.x).sort((a, b) => a - b);
    xs.forEach((x, index) => index > 0 && expect(x - (xs[index - 1] ?? 0)).toBeGreaterThanOrEqual(4));
  });
});
