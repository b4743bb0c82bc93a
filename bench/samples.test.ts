import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { mergeSamples, readMeasured, readSamples, type Samples, writeSamples } from "./samples";

const folder = mkdtempSync(join(tmpdir(), "tidemark-bench-test-"));
afterAll(() => rmSync(folder, { recursive: true }));

const samples = (measured: Record<string, number[]>, more: Partial<Samples> = {}): Samples => ({
  machine: { cpu: "one", cores: 2 },
  commit: "c1",
  quick: false,
  facts: {},
  measured: Object.fromEntries(
    Object.entries(measured).map(([id, values]) => [id, { unit: "ms" as const, values, at: "now", commit: "c1" }]),
  ),
  ...more,
});

describe("mergeSamples", () => {
  it("keeps what was not measured again and replaces what was", () => {
    const merged = mergeSamples(samples({ a: [1], b: [2] }), samples({ b: [3] }, { commit: "c2" }));
    expect(merged.measured["a"]?.values).toEqual([1]);
    expect(merged.measured["b"]?.values).toEqual([3]);
    expect(merged.commit).toBe("c2");
  });

  it("goes on under another kernel, and says of each figure which it was measured under", () => {
    const under = (system: string) => ({ machine: { cpu: "one", cores: 2, system } });
    const merged = mergeSamples(samples({ a: [1], b: [2] }, under("Linux 6")), samples({ b: [3] }, under("Linux 7")));
    expect(merged.machine["system"]).toBe("Linux 7");
    expect(merged.measured["a"]?.system).toBe("Linux 6");
    expect(merged.measured["b"]?.system).toBeUndefined();
    const third = mergeSamples(merged, samples({ c: [4] }, under("Linux 8"))).measured;
    expect([third["a"]?.system, third["b"]?.system]).toEqual(["Linux 6", "Linux 7"]);
  });

  it("never mixes machines, nor quick runs with full ones", () => {
    const elsewhere = samples({ a: [1] }, { machine: { cpu: "other", cores: 2 } });
    expect(Object.keys(mergeSamples(elsewhere, samples({ b: [2] })).measured)).toEqual(["b"]);
    expect(Object.keys(mergeSamples(samples({ a: [1] }, { quick: true }), samples({ b: [2] })).measured)).toEqual([
      "b",
    ]);
  });
});

describe("readSamples", () => {
  it("gives back what was written, and null where nothing was", async () => {
    const file = join(folder, "samples.json");
    expect(readSamples(file)).toBeNull();
    await writeSamples(file, samples({ a: [1, 2] }));
    expect(readSamples(file)).toEqual(samples({ a: [1, 2] }));
  });

  it("goes on from results where there are no samples any more", () => {
    const file = join(folder, "results.json");
    const { quick: _, ...judged } = samples({ a: [1, 2] });
    writeFileSync(file, JSON.stringify({ ...judged, rows: [], missing: [] }));
    expect(readMeasured(file)).toEqual(samples({ a: [1, 2] }));
    expect(readMeasured(join(folder, "none.json"))).toBeNull();
  });
});
