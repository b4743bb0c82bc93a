import { describe, expect, it } from "vitest";
import type { DriverName } from "../keeper";
import { mib, type TestStore, useStore } from "./fixture";

export function spaceContract(driver: DriverName): void {
  describe("what deleting would free", () => {
    const stores = useStore(driver, { initialBytes: 2048 * mib, maximumBytes: 2048 * mib });

    it("is what the file system then frees, for sets of versions that share what no other has", async () => {
      const test = stores.current;
      const lane = await test.lane();
      await work(test, lane, "fill");
      const versions: string[] = [];
      for (let round = 0; round < 12; round++) {
        await work(test, lane, `round ${round}`);
        versions.push(await test.version(lane));
      }
      const told: string[] = [];
      const sets = [versions.slice(2, 3), versions.slice(4, 8), [...versions.slice(0, 2), lane], versions.slice(8)];
      for (const set of sets) {
        const expected = await test.store.space.freedBy(set, test.signal);
        const alone = [...(await test.store.sizes(set, test.signal)).values()].reduce((sum, { own }) => sum + own, 0);
        expect(expected).toBeGreaterThanOrEqual(alone);
        const before = await used(test);
        for (const id of set) await test.store.retire(id, test.signal);
        await test.store.sweep(test.signal);
        const freed = before - (await used(test));
        told.push(`${set.length}: ${inMib(expected)} said, ${inMib(freed)} freed`);
        expect(Math.abs(expected - freed), told.join("; ")).toBeLessThan(Math.max(0.05 * freed, 4 * mib));
      }
      console.log(`${driver}: ${told.join("; ")} MiB`);
      expect(await test.store.space.freedBy(versions.slice(2, 3), test.signal)).toBe(0);
    });
  });
}

const inMib = (bytes: number) => (bytes / mib).toFixed(1);

/** What is used once everything is written out, as the file system counts it. */
async function used(test: TestStore): Promise<number> {
  await test.store.flush(test.signal);
  if (test.driver === "copy") return Number((await test.run("du", "-s", "-B1", "/store")).split("\t")[0]);
  return (await test.store.usage(test.signal)).usedBytes;
}

/** A site's small files and its database's pages; then an hour's work on both. */
async function work(test: TestStore, lane: string, what: string): Promise<void> {
  const script = `
import os, random, sys
tree, what, pages = sys.argv[1], sys.argv[2].split(), int(sys.argv[3])
half = lambda size: os.urandom(size // 2) + b"0" * (size - size // 2)
if what[0] == "fill":
    for folder in range(40):
        os.mkdir(f"{tree}/html/{folder}")
        for file in range(50):
            with open(f"{tree}/html/{folder}/{file}.php", "wb") as out: out.write(half(random.choice([300, 1500, 6000, 30000])))
    with open(f"{tree}/db/ibdata", "wb") as out:
        for _ in range(pages): out.write(half(16384))
else:
    with open(f"{tree}/db/ibdata", "r+b") as out:
        for _ in range(150):
            out.seek(random.randrange(pages) * 16384); out.write(half(16384))
    for _ in range(15):
        with open(f"{tree}/html/{random.randrange(40)}/{random.randrange(50)}.php", "wb") as out: out.write(half(6000))
    with open(f"{tree}/html/upload-{what[1]}", "wb") as out: out.write(os.urandom(2000000))
    with open(f"{tree}/db/mysql-bin.{int(what[1]):06d}", "wb") as out: out.write(half(400000))
`;
  // Copies take as long as they are large.
  const pages = test.driver === "copy" ? "500" : "2500";
  await test.run("python3", "-c", script, `/store/live/${lane}/tree`, what, pages);
}
