import { describe, expect, it } from "vitest";
import { newId } from "../../../shared/ids";
import type { DriverName } from "../keeper";
import { laneRecord, type TestStore, useStore, versionRecord } from "./fixture";

export function crashContract(driver: DriverName): void {
  describe("a keeper that dies", () => {
    const stores = useStore(driver);

    it("leaves nothing half-made in live between any two steps, and the steps go on", async () => {
      const test = stores.current;
      const { store, signal } = test;
      const [lane, version, branch] = [newId("l"), newId("v"), newId("l")];
      const aboutLane = { kind: "lane", lane: laneRecord(lane) } as const;
      const aboutVersion = { kind: "version", version: versionRecord(version, lane) } as const;
      const aboutBranch = { kind: "lane", lane: laneRecord(branch, { fromVersionId: version, number: 2 }) } as const;
      const steps: readonly (() => Promise<unknown>)[] = [
        () => store.create(lane, signal),
        () => test.write(`init/${lane}`, "html/page", "kept"),
        () => store.flush(signal),
        () => store.publish(lane, aboutLane, signal),
        () => store.clone(lane, version, "read-only", signal),
        () => store.publish(version, aboutVersion, signal),
        () => store.clone(version, branch, "writable", signal),
        () => store.publish(branch, aboutBranch, signal),
        () => store.retire(lane, signal),
        () => store.sweep(signal),
      ];
      for (const step of steps) {
        await step();
        await test.killKeeper();
        await expectWhole(test);
      }
      expect(await test.list("live")).toEqual([branch, version].sort());
      expect(await test.read(`live/${branch}`, "html/page")).toBe("kept");
      expect(await test.read(`live/${version}`, "html/page")).toBe("kept");
    });

    it("leaves nothing half-made in live when it dies in the middle of a step", async () => {
      const test = stores.current;
      const lane = await test.lane();
      await test.writeNoise(`live/${lane}`, "html/noise", 8);
      for (let round = 0; round < 4; round++) {
        const versions = Array.from({ length: 4 }, () => test.version(lane));
        const settled = Promise.allSettled(versions);
        await Promise.race([Promise.any(versions).catch(() => null), settled]);
        await test.killKeeper();
        await settled;
        await expectWhole(test);
      }
      const { unfinished } = await test.store.readAll(test.signal);
      for (const id of unfinished) await test.store.retire(id, test.signal);
      await test.store.sweep(test.signal);
      expect(await test.list("init")).toEqual([]);
    });

    it("never leaves part of a record", async () => {
      const test = stores.current;
      const lane = await test.lane();
      const records = ["a", "b"].map((letter) => laneRecord(lane, { openedAt: instantOf(letter) }));
      for (let round = 0; round < 3; round++) {
        const writes = Array.from({ length: 40 }, (_, index) =>
          test.store
            .rewriteRecord(lane, { kind: "lane", lane: records[index % 2] ?? laneRecord(lane) }, test.signal)
            .catch((error: unknown) => error),
        );
        await Promise.race(writes);
        await test.killKeeper();
        await Promise.all(writes);
        const found = (await test.store.readAll(test.signal)).lanes.find(({ id }) => id === lane);
        expect([records[0], records[1], laneRecord(lane)]).toContainEqual(found);
        await expectWhole(test);
      }
    });
  });
}

const instantOf = (letter: string) => (letter === "a" ? "2026-01-01T00:00:00.000Z" : "2026-02-02T00:00:00.000Z");

/** Everything in live has its tree and a record that can be read. */
async function expectWhole(test: TestStore): Promise<void> {
  const contents = await test.store.readAll(test.signal);
  expect(contents.unreadable).toEqual([]);
  const described = [...contents.lanes, ...contents.versions].map(({ id }) => id).sort();
  expect(await test.list("live")).toEqual(described);
  for (const id of described) {
    const inside = await test.run("ls", `/store/live/${id}/tree`);
    expect(inside.split("\n")).toEqual(["cache", "db", "html", "mail", "notes", "run"]);
  }
}
