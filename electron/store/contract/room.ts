import { describe, expect, it } from "vitest";
import { newId } from "../../../shared/ids";
import type { DriverName } from "../keeper";
import { mib, useStore } from "./fixture";

export function roomContract(driver: DriverName): void {
  describe("sizes", () => {
    const stores = useStore(driver);

    it("tell what a volume takes on disk and what is its alone", async () => {
      const test = stores.current;
      const lane = await test.lane();
      await test.writeNoise(`live/${lane}`, "html/still", 6);
      await test.writeNoise(`live/${lane}`, "html/moving", 2);
      const version = await test.version(lane);
      await test.writeNoise(`live/${lane}`, "html/moving", 2);
      await test.store.flush(test.signal);
      const sizes = await test.store.sizes([lane, version, newId("v")], test.signal);
      expect([...sizes.keys()].sort()).toEqual([lane, version].sort());
      for (const size of sizes.values()) {
        expect(size.total / mib).toBeCloseTo(8, 0);
        // A copy shares nothing that could be known.
        expect(size.own / mib).toBeCloseTo(driver === "btrfs" ? 2 : 8, 0);
      }
      await test.store.retire(version, test.signal);
      const alone = await test.store.sizes([lane, version], test.signal);
      expect([...alone.keys()]).toEqual([lane]);
      expect((alone.get(lane)?.own ?? 0) / mib).toBeCloseTo(8, 0);
    });

    it("count small files, too", async () => {
      const test = stores.current;
      const lane = await test.lane();
      await test.write(`live/${lane}`, "html/small", "x".repeat(500));
      await test.store.flush(test.signal);
      const size = (await test.store.sizes([lane], test.signal)).get(lane);
      expect(size?.own).toBeGreaterThan(driver === "btrfs" ? 10 : 500);
      expect(size?.total).toBe(size?.own);
    });
  });

  describe("room", () => {
    const stores = useStore(driver);

    it("is told as the store and the host have it", async () => {
      const usage = await stores.current.store.usage(stores.current.signal);
      expect(usage.driver).toBe(driver);
      expect(usage.freeBytes).toBeGreaterThan(100 * mib);
      expect(usage.capacityBytes).toBeGreaterThanOrEqual(usage.usedBytes + usage.freeBytes - usage.capacityBytes * 0.2);
      expect(usage.hostFreeBytes).toBeGreaterThan(100 * mib);
      await stores.current.store.ensureRoom(mib, stores.current.signal);
    });

    it("is refused on a host that would be full, before anything is made", async () => {
      const test = stores.current;
      const lane = await test.lane();
      const store = await test.open({ hostReserveBytes: 2 ** 52 });
      const refusal = { code: "host-full" };
      const [branch, fresh] = [newId("l"), newId("l")];
      await expect(store.ensureRoom(1, test.signal)).rejects.toMatchObject(refusal);
      await expect(store.clone(lane, branch, "writable", test.signal)).rejects.toMatchObject(refusal);
      await expect(store.create(fresh, test.signal)).rejects.toMatchObject(refusal);
      expect(await test.list("init")).toEqual([]);
      await test.open();
      await test.store.clone(lane, branch, "writable", test.signal);
    });

    it("is refused in a store that would be full, with the figures", async () => {
      const test = stores.current;
      const store = await test.open({ storeReserveBytes: 2 ** 52 });
      const asked = store.ensureRoom(5 * mib, test.signal);
      await expect(asked).rejects.toMatchObject({ code: "store-full", data: { freeBytes: 0, neededBytes: 5 * mib } });
      await test.open();
    });

    it("is refused beyond what the person lets it have, from the next question on, and given again", async () => {
      const test = stores.current;
      const lane = await test.lane();
      await test.writeNoise(`live/${lane}`, "html/noise", 8);
      await test.store.flush(test.signal);
      // Opened anew, it has no older figure of what is used.
      await test.killKeeper();
      const { usedBytes } = await test.store.usage(test.signal);
      expect(usedBytes).toBeGreaterThan(8 * mib);
      test.allowance = usedBytes + 4 * mib;
      await test.store.ensureRoom(mib, test.signal);
      const asked = test.store.ensureRoom(64 * mib, test.signal);
      await expect(asked).rejects.toMatchObject({ code: "store-full", data: { limitBytes: test.allowance } });
      test.allowance = null;
      await test.store.ensureRoom(64 * mib, test.signal);
    });
  });
}
