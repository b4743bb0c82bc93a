import { createInterface } from "node:readline";
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newId } from "../../../shared/ids";
import { startExec } from "../../docker/exec";
import { databaseName } from "../../docker/labels";
import type { DriverName } from "../keeper";
import { laneRecord, mib, type TestStore, useStore } from "./fixture";
import { sql, startDatabase, stopDatabase } from "./mariadb";

export function siteContract(driver: DriverName): void {
  describe("a site that is written to", () => {
    const stores = useStore(driver, { initialBytes: 2048 * mib, maximumBytes: 2048 * mib });
    let lane = "";

    beforeAll(async () => {
      lane = newId("l");
      await stores.current.store.create(lane, stores.current.signal);
      await startDatabase(stores.current, lane);
      await sql(stores.current, lane, "CREATE TABLE site.t (id INT PRIMARY KEY)");
      await stores.current.store.publish(lane, { kind: "lane", lane: laneRecord(lane) }, stores.current.signal);
    }, 120_000);
    afterAll(() => stopDatabase(stores.current, lane));

    it("has its database and its files of the same instant in every clone", async () => {
      const test = stores.current;
      // One file, then its row: at any instant there is a file for each row, and at most one more.
      const script = `i=0; while [ -d /site/html ]; do i=$((i+1)); echo "$i" > /site/html/$i
        mariadb -S /site/run/mysqld.sock -e "INSERT INTO site.t VALUES ($i)" || exit; done`;
      const cancel = new AbortController();
      const container = databaseName(test.instance, lane);
      const writer = await startExec(test.docker, container, ["bash", "-c", script], {}, cancel.signal);
      writer.stdout.resume();
      writer.stderr.resume();
      const clones: string[] = [];
      for (let round = 0; round < 4; round++) {
        await rowsAtLeast(test, lane, 10 * (round + 1));
        const clone = newId("l");
        await whileQuiesced(test, lane, () => test.store.clone(lane, clone, "writable", test.signal));
        clones.push(clone);
      }
      await sql(test, lane, "SET GLOBAL read_only=1; RENAME TABLE site.t TO site.stopped");
      cancel.abort();
      for (const clone of clones) {
        await startDatabase(test, clone);
        try {
          const [count, last] = (await sql(test, clone, "SELECT COUNT(*), MAX(id) FROM site.t"))
            .split("\t")
            .map(Number);
          const files = (await test.run("ls", `/store/init/${clone}/tree/html`)).split("\n").map(Number);
          expect(count).toBe(last);
          expect(count).toBeGreaterThanOrEqual(10);
          expect([count, (count ?? 0) + 1]).toContain(Math.max(...files));
          for (const row of [1, last]) {
            const file = await test.store.readFile(clone, `html/${row}`, test.signal);
            expect(file?.toString().trim()).toBe(String(row));
          }
        } finally {
          await stopDatabase(test, clone);
        }
      }
    });

    it("goes on running while clones of it are made and thrown away", async () => {
      const test = stores.current;
      const clone = newId("l");
      await test.store.clone(lane, clone, "writable", test.signal);
      await test.store.retire(clone, test.signal);
      await test.store.sweep(test.signal);
      expect(await sql(test, lane, "SELECT 1")).toBe("1");
    });

    it("is reached at the socket that the store names, before and after it is published", async () => {
      const test = stores.current;
      expect(await test.store.databaseSocket(lane, test.signal)).toBe(`/store/live/${lane}/tree/run/mysqld.sock`);
      const clone = newId("l");
      await test.store.clone(lane, clone, "writable", test.signal);
      expect(await test.store.databaseSocket(clone, test.signal)).toBe(`/store/init/${clone}/tree/run/mysqld.sock`);
    });
  });
}

/**
 * Commits stand still, as in every checkpoint. A snapshot begins with writing out the volume's files, so what was written before
 * the last commit is in it; without the quiesce 27 of 60 snapshots had a row whose file, not synced yet, was missing.
 */
async function whileQuiesced(test: TestStore, lane: string, during: () => Promise<void>): Promise<void> {
  const argv = ["mariadb", "-S", "/site/run/mysqld.sock", "-N", "-B", "--unbuffered"];
  const session = await startExec(test.docker, databaseName(test.instance, lane), argv, {}, test.signal);
  const lines = createInterface({ input: session.stdout })[Symbol.asyncIterator]();
  session.stdin.write("BACKUP STAGE START; BACKUP STAGE BLOCK_COMMIT; SELECT 'blocked';\n");
  expect((await lines.next()).value).toBe("blocked");
  await during();
  session.stdin.end("BACKUP STAGE END;\n");
  expect(await session.exit(test.signal)).toBe(0);
}

async function rowsAtLeast(test: TestStore, lane: string, wanted: number): Promise<void> {
  for (let attempt = 0; attempt < 300; attempt++) {
    if (Number(await sql(test, lane, "SELECT COUNT(*) FROM site.t")) >= wanted) return;
    await delay(50);
  }
  throw new Error("the writer does not write");
}
