import { describe, expect, it } from "vitest";
import type { Row } from "./judgement";
import { amount, table } from "./table";

const row: Row = {
  id: "rewind",
  label: "Rewind",
  ours: { median: 980, p95: 1200, unit: "ms", samples: 7 },
  against: [{ name: "dump", figure: 18_000 }],
  ratio: 18.4,
  target: "8x faster",
  met: true,
};

describe("table", () => {
  it("puts the rows under their headings", () => {
    const [heading = "", line = ""] = table([row]).split("\n");
    for (const [name, text] of [
      ["ours", "980 ms"],
      ["p95", "1.20 s"],
      ["against", "dump 18.00 s"],
      ["ratio", "18.4x"],
      ["met", "yes"],
    ] as const) {
      expect(line.indexOf(text)).toBe(heading.indexOf(name));
    }
  });

  it("says no loudly and leaves out what there is none of", () => {
    const lines = table([
      { ...row, met: false },
      { ...row, met: null, ratio: null, against: [] },
    ]).split("\n");
    expect(lines[1]).toMatch(/NO$/);
    expect(lines[2]).toMatch(/8x faster {2}-$/);
  });
});

describe("amount", () => {
  it("turns to seconds at one second", () => {
    expect(amount(999, "ms")).toBe("999 ms");
    expect(amount(1000, "ms")).toBe("1.00 s");
    expect(amount(1500, "1/s")).toBe("1500 1/s");
  });
});
