import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Growth } from "../../core/recording-ports";
import type { DriverName } from "../keeper";
import { mib, type TestStore, useStore } from "./fixture";
import { insert, laneWithNumber, newest } from "./logs";
import { sql, startDatabase, stopDatabase } from "./mariadb";

const number = 7;
const nothing = { log: null, notes: null };
type Known = Map<string, { readonly log: Growth | null; readonly notes: Growth | null }>;

export function growthContract(driver: DriverName): void {
  describe("growth", () => {
    const stores = useStore(driver, { initialBytes: 1024 * mib, maximumBytes: 1024 * mib });
    let laneId = "";
    const signal = () => stores.current.signal;
    const wait = (known: Known, timeout: number) => stores.current.store.logs.waitGrowth(known, timeout, signal());

    beforeAll(async () => {
      laneId = await laneWithNumber(stores.current, number);
      await startDatabase(stores.current, laneId, number);
      await sql(stores.current, laneId, "CREATE TABLE site.t (id INT PRIMARY KEY AUTO_INCREMENT, text LONGTEXT)");
    }, 120_000);
    afterAll(() => stopDatabase(stores.current, laneId));

    /** What there is now. */
    async function present(): Promise<Known> {
      return new Map(await wait(new Map([[laneId, nothing]]), 5000));
    }

    it("of a log is told at once where it is news already, and when it happens otherwise", async () => {
      const test = stores.current;
      const known = await present();
      const segment = await newest(test.store.logs.segments({ laneId, number }, signal()));
      expect(known.get(laneId)?.log).toMatchObject({ file: segment.file, size: segment.size });
      expect(await wait(known, 200)).toEqual(new Map());
      const waiting = wait(known, 20_000);
      await insert(test, laneId, "a commit");
      const grown = (await waiting).get(laneId)?.log;
      expect(grown?.size).toBeGreaterThan(segment.size);
      expect(Math.abs((grown?.at ?? 0) - Date.now())).toBeLessThan(60_000);
    });

    it("goes over to the next segment, and back to nothing for a lane that is gone", async () => {
      const test = stores.current;
      const known = await present();
      const other = await laneWithNumber(test, 9);
      const before = known.get(laneId)?.log?.file ?? "";
      const waiting = wait(new Map([...known, [other, nothing]]), 20_000);
      await sql(test, laneId, "FLUSH BINARY LOGS");
      let grown = await waiting;
      // The end of the old segment may be told first.
      if (grown.get(laneId)?.log?.file === before) grown = await wait(new Map(grown), 20_000);
      expect([...grown.keys()]).toEqual([laneId]);
      expect((grown.get(laneId)?.log?.file ?? "") > before).toBe(true);
      await test.store.retire(other, signal());
      expect(await wait(new Map([...(await present()), [other, nothing]]), 100)).toEqual(new Map());
    });

    it("of notes is told, too, and they are read in whole lines", async () => {
      const test = stores.current;
      const known = await present();
      const waiting = wait(known, 20_000);
      const file = "2026-05-01.jsonl";
      await test.write(`live/${laneId}`, `notes/${file}`, '{"at":1}\n{"at":2}\n{"at');
      let grown = await waiting;
      // The server may write to its own log meanwhile.
      if (grown.get(laneId)?.notes?.file !== file) grown = await wait(new Map(grown), 20_000);
      expect(grown.get(laneId)?.notes?.file).toBe(file);
      expect(await test.store.logs.notes(laneId, signal())).toEqual([{ file, size: 22 }]);
      const read = (position: number) => test.store.logs.readNotes(laneId, file, position, signal());
      expect(String(await read(0))).toBe('{"at":1}\n{"at":2}\n');
      expect(String(await read(9))).toBe('{"at":2}\n');
      expect(await read(18)).toHaveLength(0);
      await expect(test.store.logs.readNotes(laneId, "../about.json", 0, signal())).rejects.toThrow(
        "not a file of notes",
      );
    });

    it("is not waited for by one who has given up, and many who wait hold up nobody else", async () => {
      const test = stores.current;
      const known = await present();
      const cancel = new AbortController();
      const given = Array.from({ length: 60 }, () => test.store.logs.waitGrowth(known, 20_000, cancel.signal));
      const started = performance.now();
      await test.store.usage(signal());
      expect(performance.now() - started).toBeLessThan(2000);
      cancel.abort(new Error("given up by the test"));
      for (const each of given) await expect(each).rejects.toThrow("given up");
    });

    it("that is waited for keeps no deleted volume", async () => {
      const test = stores.current;
      const lane = await laneWithNumber(test, 11);
      await test.writeNoise(`live/${lane}`, "html/noise", 24);
      await test.write(`live/${lane}`, "db/mysql-bin.000001", "nothing");
      await test.store.flush(signal());
      const full = await usedAnew(test);
      const cancel = new AbortController();
      const waiting = test.store.logs.waitGrowth(new Map([[lane, nothing]]), 20_000, cancel.signal);
      await test.store.usage(signal());
      await test.store.retire(lane, signal());
      const started = performance.now();
      await test.store.sweep(signal());
      expect(performance.now() - started).toBeLessThan(10_000);
      expect(full - (await usedAnew(test))).toBeGreaterThan(20 * mib);
      cancel.abort(new Error("given up by the test"));
      await expect(waiting).rejects.toThrow("given up");
    });

    it("comes within a fraction of a second of the commit", async () => {
      const test = stores.current;
      let known = await present();
      const lags: number[] = [];
      for (let commit = 0; commit < 20; commit++) {
        const waiting = wait(known, 20_000);
        const statement = "INSERT INTO site.t (text) VALUES ('one'); SELECT UNIX_TIMESTAMP(SYSDATE(6)) * 1000";
        const made = Number(await sql(test, laneId, statement));
        const grown = await waiting;
        lags.push((grown.get(laneId)?.log?.at ?? Number.NaN) - made);
        known = new Map(grown);
      }
      const sorted = lags.toSorted((a, b) => a - b);
      console.log(`${driver}: growth is seen ${sorted.map((lag) => lag.toFixed(0)).join(", ")} ms after the commit`);
      expect(sorted.at(-1)).toBeLessThan(500);
    });
  });
}

/** What is used, by a keeper that has no older figure. */
async function usedAnew(test: TestStore): Promise<number> {
  if (test.driver === "copy") return Number((await test.run("du", "-s", "-B1", "/store")).split("\t")[0]);
  return (await test.store.usage(test.signal)).usedBytes;
}
