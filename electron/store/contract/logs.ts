import { createHash } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newId } from "../../../shared/ids";
import type { LogSegment } from "../../core/recording-ports";
import type { DriverName } from "../keeper";
import { laneRecord, mib, type TestStore, useStore } from "./fixture";
import { sql, startDatabase, stopDatabase } from "./mariadb";

const number = 7;

export function logsContract(driver: DriverName): void {
  describe("a lane's log", () => {
    const stores = useStore(driver, { initialBytes: 2048 * mib, maximumBytes: 2048 * mib });
    let laneId = "";
    const lane = () => ({ laneId, number });
    const logs = () => stores.current.store.logs;
    const signal = () => stores.current.signal;

    beforeAll(async () => {
      laneId = await laneWithNumber(stores.current, number);
      await startDatabase(stores.current, laneId, number);
      await sql(stores.current, laneId, "CREATE TABLE site.t (id INT PRIMARY KEY AUTO_INCREMENT, text LONGTEXT)");
    }, 120_000);
    afterAll(() => stopDatabase(stores.current, laneId));

    it("is read while it is written to, from any position", async () => {
      const { file, size } = await newest(logs().segments(lane(), signal()));
      const head = await logs().read(laneId, file, 0, 4, signal());
      expect(head.toString("latin1")).toBe("\xfebin");
      expect(await logs().read(laneId, file, size, mib, signal())).toHaveLength(0);
      await insert(stores.current, laneId, "what was written last");
      const more = await logs().read(laneId, file, size, mib, signal());
      expect(more.toString("latin1")).toContain("what was written last");
      const streamed = await gathered(logs().open(laneId, file, size, signal()));
      expect(streamed.equals(more)).toBe(true);
    });

    it("moves to the archive but for the newest segment, and reads the same from there once the volume has it no more", async () => {
      const test = stores.current;
      await insert(test, laneId, "text that compresses well ".repeat(100_000));
      await sql(test, laneId, "FLUSH BINARY LOGS");
      const before = await logs().segments(lane(), signal());
      expect(before.length).toBeGreaterThan(1);
      expect(before.every((segment) => !segment.archived && segment.disk === 0)).toBe(true);
      const closed = before.at(-2) ?? before[0];
      if (closed === undefined) throw new Error("the lane has no closed segment");
      const content = await gathered(logs().open(laneId, closed.file, 0, signal()));
      expect(content).toHaveLength(closed.size);
      const archived = await logs().archive(lane(), false, signal());
      expect(archived.map(({ file, size }) => [file, size])).toEqual(
        before.slice(0, -1).map(({ file, size }) => [file, size]),
      );
      expect(archived.at(-1)?.disk).toBeGreaterThan(0);
      expect(archived.at(-1)?.disk).toBeLessThan(closed.size / 4);
      const { file: last } = await newest(logs().segments(lane(), signal()));
      await sql(test, laneId, `PURGE BINARY LOGS TO '${last}'`);
      expect(await test.run("sh", "-c", `ls /store/live/${laneId}/tree/db/mysql-bin.0*`)).toContain(last);
      const after = await logs().segments(lane(), signal());
      expect(after.map(({ file }) => file)).toEqual(before.map(({ file }) => file));
      expect(after.slice(0, -1)).toEqual(archived);
      expect((await gathered(logs().open(laneId, closed.file, 0, signal()))).equals(content)).toBe(true);
      const part = await logs().read(laneId, closed.file, 1000, 500_000, signal());
      expect(part.equals(content.subarray(1000, 501_000))).toBe(true);
      const tail = await gathered(logs().open(laneId, closed.file, closed.size - 10, signal()));
      expect(tail.equals(content.subarray(-10))).toBe(true);
      expect(await logs().archived(signal())).toEqual([laneId]);
    });

    it("is the lane's own: what a clone was made with stays its origin's, and the archive outlives the lane", async () => {
      const test = stores.current;
      await sql(test, laneId, "FLUSH BINARY LOGS; FLUSH TABLES WITH READ LOCK");
      const own = await logs().segments(lane(), signal());
      const branch = await branchOf(test, laneId, 8);
      const end = await logs().endOf(branch, signal());
      expect(end?.file).toBe(own.at(-1)?.file);
      // The server itself writes a line into a new segment a moment later.
      expect(end?.position).toBeGreaterThanOrEqual(own.at(-1)?.size ?? Number.NaN);
      expect(await logs().segments({ laneId: branch, number: 8 }, signal())).toEqual([]);
      await startDatabase(test, branch, 8);
      await insert(test, branch, "of the branch");
      const of = await newest(logs().segments({ laneId: branch, number: 8 }, signal()));
      expect(of.file > (own.at(-1)?.file ?? "")).toBe(true);
      expect(await logs().read(branch, of.file, 0, mib, signal()).then(String)).toContain("of the branch");
      await expect(logs().read(branch, own.at(-1)?.file ?? "", 0, 10, signal())).rejects.toMatchObject({
        code: "not-found",
      });
      await stopDatabase(test, branch);
      const closed = await logs().archive({ laneId: branch, number: 8 }, true, signal());
      expect(closed.at(-1)?.file).toBe(of.file);
      await test.store.retire(branch, signal());
      await test.store.sweep(signal());
      expect(await logs().segments({ laneId: branch, number: 8 }, signal())).toEqual(closed);
      expect(await logs().read(branch, of.file, 0, mib, signal()).then(String)).toContain("of the branch");
      await logs().drop(branch, null, signal());
      expect(await logs().archived(signal())).toEqual([laneId]);
      await expect(logs().read(branch, of.file, 0, 10, signal())).rejects.toMatchObject({ code: "not-found" });
    });

    it("is staged for another volume's database, cut where it is to stop", async () => {
      const test = stores.current;
      const target = await test.lane();
      const segments = await logs().segments(lane(), signal());
      const [from, last] = [segments.at(0), segments.at(-1)];
      if (from === undefined || last === undefined) throw new Error("the lane has no log");
      const through = { file: last.file, position: last.size - 1 };
      const wanted = segments.map(({ file }) => `/site/replay/${file}`);
      for (let round = 0; round < 2; round++) {
        expect(await logs().stage(laneId, from.file, through, target, signal())).toEqual(wanted);
      }
      const folder = `/store/live/${target}/tree/replay`;
      expect(await test.run("stat", "-c", "%a %u:%g", folder)).toBe("700 999:999");
      const sizes = (await test.run("sh", "-c", `stat -c %s ${folder}/*`)).split("\n").map(Number);
      expect(sizes).toEqual(segments.map(({ size, file }) => (file === last.file ? size - 1 : size)));
      const content = await gathered(logs().open(laneId, from.file, 0, signal()));
      await expect(test.run("sh", "-c", `sha256sum < ${folder}/${from.file}`)).resolves.toContain(sha256(content));
      await logs().unstage(target, signal());
      await logs().unstage(target, signal());
      expect(await test.run("ls", "-A", `/store/live/${target}/tree`)).not.toContain("replay");
      const beyond = { file: last.file, position: last.size + 1 };
      await expect(logs().stage(laneId, from.file, beyond, target, signal())).rejects.toMatchObject({
        code: "not-found",
      });
      await expect(logs().stage(laneId, "../x", through, target, signal())).rejects.toThrow();
      expect(await test.run("ls", "-A", `/store/live/${target}/tree`)).not.toContain("replay");
    });

    it("lets go of archived segments older than one, and says not-found for them", async () => {
      const archived = await logs().archive(lane(), false, signal());
      const kept = archived.at(-1)?.file ?? "";
      await logs().drop(laneId, kept, signal());
      expect((await logs().archive(lane(), false, signal())).map(({ file }) => file)).toContain(kept);
      const gone = archived[0]?.file ?? "";
      await expect(logs().open(laneId, gone, 0, signal())).rejects.toMatchObject({ code: "not-found" });
    });

    it("says what can't be read where an archived segment is damaged, and goes on telling of the others", async () => {
      const test = stores.current;
      const target = await test.lane();
      const whole = (await logs().archive(lane(), false, signal())).at(-1);
      if (whole === undefined) throw new Error("nothing is archived");
      const of = { laneId: await laneWithNumber(test, 8), number: 8 };
      const folder = `/store/logs/${of.laneId}`;
      await test.run("mkdir", folder);
      for (const file of ["mysql-bin.000001", "mysql-bin.000002"])
        await test.run("cp", `/store/logs/${laneId}/${whole.file}.zst`, `${folder}/${file}.zst`);
      await test.run("dd", "if=/dev/urandom", `of=${folder}/mysql-bin.000001.zst`, "bs=4", "count=1", "conv=notrunc");
      await test.run("truncate", "-s", "-30", `${folder}/mysql-bin.000002.zst`);
      const found = await logs().segments(of, signal());
      expect(found.map(({ file, size }) => [file, size])).toEqual([
        ["mysql-bin.000001", 0],
        ["mysql-bin.000002", whole.size],
      ]);
      expect(await logs().read(of.laneId, "mysql-bin.000001", 0, 10, signal())).toEqual(Buffer.alloc(0));
      const through = { file: "mysql-bin.000002", position: whole.size };
      const staged = logs().stage(of.laneId, "mysql-bin.000002", through, target, signal());
      await expect(staged).rejects.toMatchObject({ code: "log-unreadable", data: { file: "mysql-bin.000002" } });
      expect(await test.run("ls", "-A", `/store/live/${target}/tree`)).not.toContain("replay");
      await logs().drop(of.laneId, null, signal());
    });

    it("of a site that lays links and pipes in its place leads nowhere", async () => {
      const test = stores.current;
      const evil = await laneWithNumber(test, 9);
      const db = `/store/live/${evil}/tree/db`;
      await test.run("ln", "-s", "/store/instance.json", `${db}/mysql-bin.000001`);
      await test.run("ln", "-s", `../../../${laneId}/tree/db/ibdata1`, `${db}/mysql-bin.000002`);
      await test.run("mkfifo", `${db}/mysql-bin.000003`);
      await test.run("mkdir", `${db}/mysql-bin.000004`);
      const of = { laneId: evil, number: 9 };
      expect(await logs().segments(of, signal())).toEqual([]);
      expect(await logs().archive(of, true, signal())).toEqual([]);
      expect(await logs().endOf(evil, signal())).toBeNull();
      for (const file of ["mysql-bin.000001", "mysql-bin.000003"]) {
        await expect(logs().read(evil, file, 0, 10, signal())).rejects.toMatchObject({ code: "not-found" });
      }
      await expect(logs().read(evil, "../../../../instance.json", 0, 10, signal())).rejects.toThrow("not a segment");
      await test.run("ln", "-s", "/store/sites", `/store/live/${evil}/tree/replay`);
      await expect(logs().unstage(evil, signal())).rejects.toThrow();
      expect(await logs().waitGrowth(new Map([[evil, nothing]]), 100, signal())).toEqual(new Map());
    });

    it("leaves nothing half-made when the keeper dies in the middle of archiving or staging", async () => {
      const test = stores.current;
      const target = await test.lane();
      const noise = "SELECT GROUP_CONCAT(SHA2(seq, 512) SEPARATOR '') FROM site.seq_1_to_60000";
      await sql(test, laneId, `SET group_concat_max_len=9000000; INSERT INTO site.t (text) ${noise}`);
      await sql(test, laneId, "FLUSH BINARY LOGS");
      for (let round = 0; round < 4; round++) {
        const [first] = await logs().segments(lane(), signal());
        const last = await newest(logs().segments(lane(), signal()));
        const through = { file: last.file, position: last.size };
        const working = Promise.allSettled([
          logs().archive(lane(), false, signal()),
          logs().stage(laneId, first?.file ?? "", through, target, signal()),
        ]);
        await delay(20 + 40 * round);
        await test.killKeeper();
        await test.store.flush(signal());
        await working;
        const half =
          "find /store/logs /store/live/*/tree -maxdepth 2 -name '.mysql-bin*' -o -maxdepth 2 -name '.replay*'";
        expect(await test.run("sh", "-c", half)).toBe("");
        for (const { file, size } of await logs().segments(lane(), signal())) {
          const { length } = await gathered(logs().open(laneId, file, 0, signal()));
          // Into the newest the server itself may still write a line.
          if (file === last.file) expect(length).toBeGreaterThanOrEqual(size);
          else expect(length).toBe(size);
        }
      }
    });

    it("is refused by a store that is full, before anything is written", async () => {
      const test = stores.current;
      await sql(test, laneId, "FLUSH BINARY LOGS");
      const archived = await logs().archive(lane(), false, signal());
      await sql(test, laneId, "FLUSH BINARY LOGS");
      await test.open({ storeReserveBytes: 2 ** 52 });
      const full = { code: "store-full" };
      await expect(logs().archive(lane(), false, signal())).rejects.toMatchObject(full);
      const { file } = await newest(logs().segments(lane(), signal()));
      const staging = logs().stage(laneId, file, { file, position: 4 }, laneId, signal());
      await expect(staging).rejects.toMatchObject(full);
      await test.open({ initialBytes: 2048 * mib, maximumBytes: 2048 * mib });
      expect((await logs().archive(lane(), false, signal())).length).toBe(archived.length + 1);
    });
  });
}

const nothing = { log: null, notes: null };

export async function laneWithNumber(test: TestStore, number: number): Promise<string> {
  const id = newId("l");
  await test.store.create(id, test.signal);
  await test.store.publish(id, { kind: "lane", lane: laneRecord(id, { number }) }, test.signal);
  return id;
}

async function branchOf(test: TestStore, laneId: string, number: number): Promise<string> {
  const id = newId("l");
  await test.store.clone(laneId, id, "writable", test.signal);
  await test.store.publish(id, { kind: "lane", lane: laneRecord(id, { number }) }, test.signal);
  return id;
}

export async function insert(test: TestStore, laneId: string, text: string): Promise<void> {
  await sql(test, laneId, `INSERT INTO site.t (text) VALUES (${text.length > 10_000 ? repeated(text) : `'${text}'`})`);
}

/** As an expression: a command line holds only so much. */
const repeated = (text: string) => `REPEAT('${text.slice(0, 100)}', ${Math.floor(text.length / 100)})`;

export async function newest(segments: Promise<readonly LogSegment[]>): Promise<LogSegment> {
  const last = (await segments).at(-1);
  if (last === undefined) throw new Error("the lane has no log");
  return last;
}

async function gathered(stream: Promise<NodeJS.ReadableStream>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of await stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

const sha256 = (content: Buffer) => createHash("sha256").update(content).digest("hex");
