import { describe, expect, it } from "vitest";
import { madeUpSite, manyVersions } from "../../e2e/fixtures/made-up-site";
import { contentOf, historyOf, type Place } from "./history";
import { around, snap, step } from "./snapping";

const history = historyOf(madeUpSite());
const many = historyOf(manyVersions(600, 6));
const timeOf = (place: Place | null, of = history) =>
  place === null ? null : (of.rows[place.row]?.times[place.index] ?? null);
const everyTime = (of = history) => of.rows.flatMap((row) => [...row.times]).sort((a, b) => a - b);

describe("the scrubber", () => {
  it("stops at the nearest version of any branch, and only near one", () => {
    const [first = 0, second = 0] = everyTime(many);
    expect(timeOf(snap(many, first + 10, 60_000), many)).toBe(first);
    expect(snap(many, (first + second) / 2, 1)).toBeNull();
    expect(timeOf(snap(many, second, 0), many)).toBe(second);
  });

  it("names the versions on either side of a moment", () => {
    const times = everyTime(many);
    for (const at of [times[0] ?? 0, (times[10] ?? 0) + 1, times[40] ?? 0, times.at(-1) ?? 0]) {
      const { before, after } = around(many, at);
      expect(timeOf(before, many)).toBe(times.findLast((time) => time <= at) ?? null);
      expect(timeOf(after, many)).toBe(times.find((time) => time > at) ?? null);
    }
    expect(around(many, (times[0] ?? 0) - 1).before).toBeNull();
  });
});

describe("what stands out", () => {
  it("is where Shift and the arrows lead, past automatic versions", () => {
    const row = history.rows[0];
    let place: Place | null = { row: 0, index: (row?.versions.length ?? 0) - 1 };
    const labels: (string | null)[] = [];
    for (let hops = 0; hops < 4 && place !== null; hops++) {
      place = step(history, place, "special-left", 0);
      if (place !== null) labels.push(row?.versions[place.index]?.label ?? null);
    }
    expect(labels.length).toBe(4);
    expect(labels).toContain("Before WooCommerce 9.2.0");
  });
});

describe("a stretch", () => {
  it("counts its versions and their bytes as adding them up one by one does", () => {
    const all = history.rows.flatMap((row) => row.versions.map((one, index) => ({ one, at: row.times[index] ?? 0 })));
    const span = { from: all[3]?.at ?? 0, to: all[20]?.at ?? 0 };
    const inside = all.filter(({ at }) => at >= span.from && at < span.to);
    const found = contentOf(history, span);
    expect(found.versions).toBe(inside.length);
    expect(found.bytes).toBeCloseTo(
      inside.reduce((sum, { one }) => sum + (one.size.own ?? 0), 0),
      3,
    );
  });
});
