import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { databaseAccess } from "../docker/database-access";
import { whilePaused } from "../docker/pause";
import { openRealLanes, type RealLanes } from "../fixtures/real-lanes";

let lanes: RealLanes;
let laneId: string;
let run: ReturnType<typeof databaseAccess>["run"];
beforeAll(async () => {
  lanes = await openRealLanes("database", 18_600);
  const { docker, instance, store } = lanes;
  run = databaseAccess({ docker, instance, socketPath: (id, signal) => store.databaseSocket(id, signal) }).run;
  laneId = await lanes.newLane();
  await lanes.stacks.startDatabase(lanes.specFor(laneId), lanes.signal);
  // As most run: from its second start on a server has a redo log that the store compresses.
  await lanes.databases.release(laneId);
  await lanes.stacks.stop(laneId, lanes.signal);
  await lanes.stacks.startDatabase(lanes.specFor(laneId), lanes.signal);
  await query("CREATE TABLE wordpress.texts (id INT AUTO_INCREMENT PRIMARY KEY, text TEXT)");
}, 240_000);
afterAll(() => lanes?.close(), 120_000);

const query = (sql: string, values: readonly (string | number | null)[] = [], lane = laneId) =>
  lanes.databases.query(lanes.access(lane), sql, values, lanes.signal);

/** A statement in a session of its own, through the server's client. */
async function client(
  sql: string,
  lane = laneId,
): Promise<{ code: number; errors: string; took: number; said: string }> {
  const began = performance.now();
  const command = ["mariadb", "--defaults-extra-file=/tidemark/database/client.cnf", "-N", "-e", sql, "wordpress"];
  const { output, ended } = await run(lane, command, null, lanes.signal);
  const said = await text(output);
  return { ...(await ended), said, took: performance.now() - began };
}

const untilRunning = (pattern: string) =>
  expect
    .poll(() => query("SELECT id FROM information_schema.processlist WHERE info LIKE ?", [pattern]), {
      timeout: 10_000,
    })
    .not.toEqual([]);

test("values are never part of the statement", async () => {
  for (const value of ["' OR 1=1 --", "\\", "\0\n\r\x1a", "`;DROP TABLE texts;", "🌊", "%_"]) {
    await query("INSERT INTO wordpress.texts (text) VALUES (?)", [value]);
    expect(await query("SELECT text FROM wordpress.texts ORDER BY id DESC LIMIT 1")).toEqual([{ text: value }]);
  }
  expect(await query("SELECT ? AS a, ? AS b", [null, 7])).toMatchObject([{ a: null }]);
  await expect(query("SELECT 1; SELECT 2")).rejects.toThrow(/syntax/);
});

test("twenty times in a row, a clone holds exactly the rows the binary log has up to the recorded position", async () => {
  await query(
    "CREATE TABLE wordpress.events (id BIGINT AUTO_INCREMENT PRIMARY KEY, writer INT, noise VARCHAR(200)) ENGINE=InnoDB",
  );
  await query("CREATE TABLE wordpress.totals (writer INT PRIMARY KEY, n INT) ENGINE=InnoDB");
  await query("INSERT INTO wordpress.totals VALUES (1, 0), (2, 0), (3, 0)");
  await query(`CREATE PROCEDURE wordpress.write_on(who INT) BEGIN
    LOOP
      START TRANSACTION;
      INSERT INTO events (writer, noise) VALUES (who, REPEAT(MD5(RAND()), 6));
      UPDATE totals SET n = n + 1 WHERE writer = who;
      COMMIT;
      DO SLEEP(0.002);
    END LOOP;
  END`);
  const [begin] = await query("SHOW MASTER STATUS");
  let from = { file: String(begin?.["File"]), position: Number(begin?.["Position"]) };
  const writers = [1, 2, 3].map((who) => client(`CALL write_on(${who})`));
  await untilRunning("%totals%");

  const logged = new Set<number>();
  const stalls: number[] = [];
  const checkpoints: number[] = [];
  for (let round = 0; round < 20; round++) {
    const versionId = `v${String(round).padStart(11, "0")}`;
    await lanes.store.flush(lanes.signal);
    const began = performance.now();
    const { at, stall } = await lanes.databases.quiesced(
      lanes.access(laneId),
      () => lanes.store.clone(laneId, versionId, "read-only", lanes.signal),
      lanes.signal,
    );
    checkpoints.push(performance.now() - began);
    stalls.push(stall);
    for (const id of await loggedIds(from, at)) logged.add(id);
    from = at;

    await lanes.store.publish(versionId, { kind: "version", version: versionRecord(versionId) }, lanes.signal);
    const cloneId = await lanes.cloneLane(versionId);
    await lanes.stacks.startDatabase(lanes.specFor(cloneId, { laneNumber: 2 }), lanes.signal);
    const inClone = (await query("SELECT id FROM wordpress.events", [], cloneId)).map((row) => Number(row["id"]));
    const [sum] = await query("SELECT SUM(n) AS n FROM wordpress.totals", [], cloneId);
    await lanes.dropLane(cloneId);

    expect(inClone.length, `round ${round}`).toBeGreaterThan(0);
    expect(inClone.filter((id) => !logged.has(id))).toEqual([]);
    expect(inClone.length).toBe(logged.size);
    expect(Number(sum?.["n"])).toBe(logged.size);
  }
  await query("DROP PROCEDURE wordpress.write_on");
  for (const { id } of (await query(
    "SELECT id FROM information_schema.processlist WHERE user = 'tidemark' AND id <> CONNECTION_ID() AND command = 'Query'",
  )) as { id: number }[]) {
    await client(`KILL ${id}`);
  }
  await Promise.all(writers);
  await query("DROP TABLE wordpress.events");
  const sorted = (times: number[]) =>
    times
      .map(Math.round)
      .sort((one, other) => one - other)
      .join(" ");
  console.log(`${logged.size} rows; stalls ${sorted(stalls)} ms; checkpoints ${sorted(checkpoints)} ms`);
  expect(logged.size).toBeGreaterThan(1000);
}, 300_000);

/** Ids of `events` whose rows the lane's binary log has between two positions. */
async function loggedIds(
  from: { readonly file: string; readonly position: number },
  to: { readonly file: string; readonly position: number },
): Promise<readonly number[]> {
  const number = (file: string) => Number(file.split(".")[1]);
  const files: string[] = [];
  for (let n = number(from.file); n <= number(to.file); n++)
    files.push(`/site/db/mysql-bin.${String(n).padStart(6, "0")}`);
  const { output, ended } = await run(
    laneId,
    [
      "mariadb-binlog",
      "--base64-output=decode-rows",
      "-v",
      `--start-position=${from.position}`,
      `--stop-position=${to.position}`,
      ...files,
    ],
    null,
    lanes.signal,
  );
  const log = await text(output);
  expect((await ended).code).toBe(0);
  return [...log.matchAll(/^### INSERT INTO `wordpress`.`events`\n### SET\n###\s+@1=(\d+)/gm)].map((match) =>
    Number(match[1]),
  );
}

test("a checkpoint leaves no event of its own in the log, and begins a new segment", async () => {
  const [before] = await query("SHOW MASTER STATUS");
  const { at } = await lanes.databases.quiesced(lanes.access(laneId), async () => undefined, lanes.signal);
  expect(at).toMatchObject({ file: before?.["File"], position: Number(before?.["Position"]) });
  const [after] = await query("SHOW MASTER STATUS");
  expect(after?.["File"]).not.toBe(at.file);
  const [gtid] = await query("SELECT @@global.gtid_binlog_pos AS gtid");
  expect(gtid?.["gtid"]).toBe(at.gtid);
});

test("what fails inside the quiesce is passed on, and commits go on at once", async () => {
  const failed = lanes.databases.quiesced(
    lanes.access(laneId),
    () => Promise.reject(new Error("no clone")),
    lanes.signal,
  );
  await expect(failed).rejects.toThrow("no clone");
  expect((await client("INSERT INTO texts (text) VALUES ('after')")).took).toBeLessThan(1000);
});

test("a caller who gives up releases the quiesce", async () => {
  const giveUp = new AbortController();
  const held = lanes.databases.quiesced(
    lanes.access(laneId),
    () => delay(60_000, undefined, { signal: giveUp.signal }),
    giveUp.signal,
  );
  setTimeout(() => giveUp.abort(), 200);
  await expect(held).rejects.toMatchObject({ name: "AbortError" });
  expect((await client("INSERT INTO texts (text) VALUES ('after')")).took).toBeLessThan(2500);
}, 20_000);

test("when Tidemark hangs or dies inside the quiesce, the database goes on by itself within seconds", async () => {
  const tunnels = (signal: string) =>
    lanes.inKeeper(
      `for p in /proc/[0-9]*; do if tr '\\0' ' ' < $p/cmdline 2>/dev/null | grep -q '^socat.*${laneId}'; then kill -${signal} \${p#/proc/}; fi; done`,
    );
  for (const how of ["STOP", "KILL"]) {
    let blocked = 0;
    const held = lanes.databases.quiesced(
      lanes.access(laneId),
      async () => {
        await tunnels(how);
        blocked = (await client("INSERT INTO texts (text) VALUES ('waits')")).took;
        await tunnels("CONT");
      },
      lanes.signal,
    );
    await expect(held, how).rejects.toMatchObject({ code: "database-busy" });
    console.log(`${how}: commits were blocked for ${Math.round(blocked)} ms`);
    expect(blocked).toBeLessThan(4000);
  }
  // And the next one works.
  await lanes.databases.quiesced(lanes.access(laneId), async () => undefined, lanes.signal);
}, 60_000);

test("a frozen database may stay frozen longer than the session's own limit", async () => {
  const { stall } = await lanes.databases.quiesced(
    lanes.access(laneId),
    () => whilePaused(lanes.docker, lanes.instance, laneId, () => delay(3500)),
    lanes.signal,
  );
  expect(stall).toBeGreaterThan(3500);
}, 30_000);

test("a statement on a MyISAM table is waited for, and commits elsewhere go on meanwhile", async () => {
  await query("CREATE TABLE wordpress.old (id INT) ENGINE=MyISAM");
  const long = client("INSERT INTO old SELECT SLEEP(3)");
  await untilRunning("INSERT INTO old%");
  let longest = 0;
  let over = false;
  const watcher = (async () => {
    while (!over) longest = Math.max(longest, (await client("INSERT INTO texts (text) VALUES ('meanwhile')")).took);
  })();
  const { stall } = await lanes.databases.quiesced(lanes.access(laneId), async () => undefined, lanes.signal);
  over = true;
  await Promise.all([long, watcher]);
  console.log(`beside a MyISAM statement: stall ${Math.round(stall)} ms, longest commit ${Math.round(longest)} ms`);
  expect(stall).toBeLessThan(500);
}, 60_000);

test("a statement that is in the way for too long makes the database busy, and nothing stays blocked", async () => {
  const long = client("INSERT INTO old SELECT SLEEP(40)");
  await untilRunning("INSERT INTO old%");
  await expect(
    lanes.databases.quiesced(lanes.access(laneId), async () => undefined, lanes.signal),
  ).rejects.toMatchObject({ code: "database-busy" });
  expect((await client("INSERT INTO texts (text) VALUES ('after')")).took).toBeLessThan(1500);
  for (const { id } of await query(
    "SELECT id FROM information_schema.processlist WHERE info LIKE 'INSERT INTO old%'",
  )) {
    await client(`KILL ${Number(id)}`);
  }
  await long;
}, 60_000);

test("a dump loaded into another lane gives the same rows, routines and triggers, and nothing in its log", async () => {
  await query(
    "CREATE TRIGGER wordpress.mark BEFORE INSERT ON wordpress.texts FOR EACH ROW SET NEW.text = CONCAT(NEW.text, '')",
  );
  await query("CREATE FUNCTION wordpress.twice(n INT) RETURNS INT RETURN 2 * n");
  await query("CREATE TABLE wordpress.big (id INT PRIMARY KEY, data LONGBLOB)");
  await query("INSERT INTO wordpress.big VALUES (1, REPEAT('0123456789abcdef', 2000000))");
  const other = await lanes.newLane(3);
  await lanes.stacks.startDatabase(lanes.specFor(other, { laneNumber: 3 }), lanes.signal);
  const dump = await lanes.databases.dump(lanes.access(laneId), lanes.signal);
  const [before] = await query("SHOW MASTER STATUS", [], other);
  await lanes.databases.load(lanes.access(other), dump, lanes.signal);
  expect(await query("SHOW MASTER STATUS", [], other)).toEqual([before]);
  const checksums = "CHECKSUM TABLE wordpress.texts, wordpress.big";
  expect(await query(checksums, [], other)).toEqual(await query(checksums));
  expect(await query("SELECT wordpress.twice(21) AS n", [], other)).toEqual([{ n: 42 }]);
  expect(await query("SHOW TRIGGERS FROM wordpress", [], other)).toHaveLength(1);
  await lanes.dropLane(other);
}, 120_000);

test("a bad dump is refused with its line, and its client commands run nothing", async () => {
  const load = (sql: string) => lanes.databases.load(lanes.access(laneId), Readable.from([sql]), lanes.signal);
  await expect(load("CREATE TABLE fine (id INT);\nINSERT INTO fine VALUES (1);\nINSRT oops;\n")).rejects.toMatchObject({
    code: "bad-import",
    data: { place: "line 3" },
  });
  await expect(load("\\! touch /tmp/ran\nSELECT 1;\n")).rejects.toMatchObject({ code: "bad-import" });
  await expect(load("system touch /tmp/ran\n;\n")).rejects.toMatchObject({ code: "bad-import" });
  const { output, ended } = await run(laneId, ["test", "-e", "/tmp/ran"], null, lanes.signal);
  output.resume();
  expect((await ended).code).toBe(1);
}, 30_000);

test("a large bad dump fails without waiting for its end", async () => {
  let sent = 0;
  const endless = Readable.from(
    (function* () {
      yield "NONSENSE;\n";
      for (; sent < 20_000; sent++) yield `INSERT INTO nowhere VALUES ('${"x".repeat(10_000)}');\n`;
    })(),
  );
  await expect(lanes.databases.load(lanes.access(laneId), endless, lanes.signal)).rejects.toMatchObject({
    code: "bad-import",
    data: { place: "line 1" },
  });
  expect(sent).toBeLessThan(2000);
}, 30_000);

test("a dump that breaks off while it is read fails with the reader's own error", async () => {
  const broken = Readable.from(
    (function* () {
      yield "CREATE TABLE half (id INT);\n";
      throw new Error("the archive is damaged");
    })(),
  );
  await expect(lanes.databases.load(lanes.access(laneId), broken, lanes.signal)).rejects.toThrow(
    "the archive is damaged",
  );
});

test("a connection that was closed by a restart is replaced", async () => {
  await query("SELECT 1");
  await lanes.stacks.startDatabase(lanes.specFor(laneId), lanes.signal);
  expect(await query("SELECT 1 AS one")).toEqual([{ one: 1 }]);
  await lanes.databases.quiesced(lanes.access(laneId), async () => undefined, lanes.signal);
}, 60_000);

test("a caller who gives up a statement does not wait for it, and the next one works", async () => {
  const giveUp = new AbortController();
  const long = lanes.databases.query(lanes.access(laneId), "SELECT SLEEP(30)", [], giveUp.signal);
  setTimeout(() => giveUp.abort(), 300);
  const began = performance.now();
  await expect(long).rejects.toMatchObject({ name: "AbortError" });
  expect(performance.now() - began).toBeLessThan(2000);
  expect(await query("SELECT 1 AS one")).toEqual([{ one: 1 }]);
});

test("a dump that nobody reads to its end goes away", async () => {
  await query("CREATE TABLE wordpress.long_one (id INT PRIMARY KEY, data LONGTEXT)");
  for (let id = 0; id < 60; id++) await query("INSERT INTO wordpress.long_one VALUES (?, REPEAT('x', 1000000))", [id]);
  const dump = await lanes.databases.dump(lanes.access(laneId), lanes.signal);
  for await (const chunk of dump) {
    expect(chunk.length).toBeGreaterThan(0);
    break;
  }
  const dumping = () =>
    query("SELECT id FROM information_schema.processlist WHERE id <> CONNECTION_ID() AND info LIKE '%long_one%'");
  await expect.poll(dumping, { timeout: 10_000 }).toEqual([]);
}, 60_000);

test("a database that is not running is said to be so", async () => {
  const idle = await lanes.newLane(4);
  await expect(query("SELECT 1", [], idle)).rejects.toMatchObject({ code: "database-failed" });
  await expect(lanes.databases.dump(lanes.access(idle), lanes.signal)).rejects.toMatchObject({ code: "not-running" });
}, 30_000);

function versionRecord(id: string) {
  return {
    id,
    siteId: "s00000000001",
    branchId: "b00000000001",
    laneId,
    parentId: null,
    at: new Date().toISOString(),
    cause: { kind: "manual" as const },
    label: null,
    pinned: false,
    binlog: null,
  };
}
