import { describe, expect, it } from "vitest";
import { newId } from "../../../shared/ids";
import type { DriverName } from "../keeper";
import { laneRecord, useStore, versionRecord } from "./fixture";

export function lifeCycleContract(driver: DriverName): void {
  describe("cloning", () => {
    const stores = useStore(driver);

    it("keeps what is written to a lane out of its version", async () => {
      const test = stores.current;
      const lane = await test.lane();
      await test.write(`live/${lane}`, "html/page", "before");
      const version = await test.version(lane);
      await test.write(`live/${lane}`, "html/page", "after");
      await test.write(`live/${lane}`, "html/new", "new");
      expect(await test.read(`live/${version}`, "html/page")).toBe("before");
      await expect(test.read(`live/${version}`, "html/new")).rejects.toThrow("No such file");
    });

    it("keeps what is written to a branch out of its version and of the lane that was taken from", async () => {
      const test = stores.current;
      const lane = await test.lane();
      await test.write(`live/${lane}`, "html/page", "main");
      const version = await test.version(lane);
      const branch = newId("l");
      await test.store.clone(version, branch, "writable", test.signal);
      await test.write(`init/${branch}`, "html/page", "branch");
      await test.store.publish(branch, { kind: "lane", lane: laneRecord(branch) }, test.signal);
      expect(await test.read(`live/${branch}`, "html/page")).toBe("branch");
      expect(await test.read(`live/${version}`, "html/page")).toBe("main");
      expect(await test.read(`live/${lane}`, "html/page")).toBe("main");
    });

    it("leaves a clone that is already there as it is", async () => {
      const test = stores.current;
      const lane = await test.lane();
      await test.write(`live/${lane}`, "html/page", "first");
      const version = await test.version(lane);
      await test.write(`live/${lane}`, "html/page", "second");
      await test.store.clone(lane, version, "read-only", test.signal);
      expect(await test.read(`live/${version}`, "html/page")).toBe("first");
    });

    it("says not-found for a source that is not live", async () => {
      const test = stores.current;
      const absent = test.store.clone(newId("l"), newId("v"), "read-only", test.signal);
      await expect(absent).rejects.toMatchObject({ code: "not-found" });
    });

    it("gives a new volume the folders and owners that the images expect", async () => {
      const test = stores.current;
      const lane = await test.lane();
      const listed = await test.run("stat", "-c", "%n %a %u:%g", ...tree(lane, "db", "html", "run"));
      const paths = tree(lane, "db", "html", "run");
      expect(listed).toBe(`${paths[0]} 700 999:999\n${paths[1]} 755 33:33\n${paths[2]} 755 999:999`);
    });
  });

  describe("the life cycle", () => {
    const stores = useStore(driver);

    it("shows a volume in live only once it is published, whole, with its record", async () => {
      const test = stores.current;
      const id = newId("l");
      await test.store.create(id, test.signal);
      expect(await test.list("init")).toContain(id);
      expect(await test.list("live")).not.toContain(id);
      expect((await test.store.readAll(test.signal)).unfinished).toContain(id);
      const record = laneRecord(id);
      await test.store.publish(id, { kind: "lane", lane: record }, test.signal);
      await test.store.publish(id, { kind: "lane", lane: { ...record, number: 2 } }, test.signal);
      expect(await test.list("init")).not.toContain(id);
      expect((await test.store.readAll(test.signal)).lanes).toContainEqual(record);
    });

    it("forgets a retired volume at once and deletes it at the next sweep", async () => {
      const test = stores.current;
      const lane = await test.lane();
      const version = await test.version(lane);
      await test.store.retire(version, test.signal);
      await test.store.retire(version, test.signal);
      expect((await test.store.readAll(test.signal)).versions.map(({ id }) => id)).not.toContain(version);
      expect(await test.store.sweep(test.signal)).toBe(1);
      expect(await test.store.sweep(test.signal)).toBe(0);
      expect(await test.list("dead")).toEqual([]);
    });

    it("retires and sweeps what never came out of init", async () => {
      const test = stores.current;
      const id = newId("l");
      await test.store.create(id, test.signal);
      await test.store.retire(id, test.signal);
      expect(await test.store.sweep(test.signal)).toBe(1);
      expect(await test.list("init")).not.toContain(id);
    });

    it("lets an id come back after it was retired", async () => {
      const test = stores.current;
      const lane = await test.lane();
      const id = newId("v");
      for (const label of ["first", "second"]) {
        await test.store.clone(lane, id, "read-only", test.signal);
        const version = versionRecord(id, lane, { label });
        await test.store.publish(id, { kind: "version", version }, test.signal);
        expect((await test.store.readAll(test.signal)).versions).toContainEqual(version);
        await test.store.retire(id, test.signal);
      }
      expect(await test.store.sweep(test.signal)).toBe(2);
    });

    it("does everything again after the app was closed and opened", async () => {
      const test = stores.current;
      const lane = await test.lane();
      await test.write(`live/${lane}`, "html/page", "kept");
      await test.open();
      await expect(test.open()).resolves.toMatchObject({ driver });
      expect(await test.read(`live/${lane}`, "html/page")).toBe("kept");
    });
  });
}

const tree = (id: string, ...names: readonly string[]) => names.map((name) => `/store/live/${id}/tree/${name}`);
