import { afterAll, beforeAll, expect, test } from "vitest";
import { openRealLanes, type RealLanes } from "../fixtures/real-lanes";
import { findImage } from "./images";
import { databaseName, labelsFor, laneVolumeName, webName } from "./labels";

let lanes: RealLanes;
beforeAll(async () => {
  lanes = await openRealLanes("stacks", 18_500);
}, 240_000);
afterAll(() => lanes?.close(), 120_000);

const startBoth = async (laneId: string, more: Parameters<RealLanes["specFor"]>[1] = {}) => {
  const spec = lanes.specFor(laneId, more);
  const began = performance.now();
  await Promise.all([lanes.stacks.startDatabase(spec, lanes.signal), lanes.stacks.startWeb(spec, lanes.signal)]);
  return performance.now() - began;
};
const query = (laneId: string, sql: string, values: readonly (string | number | null)[] = []) =>
  lanes.databases.query(lanes.access(laneId), sql, values, lanes.signal);

test("a new lane initialises its database, keeps its data over a stop, and stops without leaving anything", async () => {
  const { stacks, databases, signal } = lanes;
  const laneId = await lanes.newLane();
  await startBoth(laneId);
  await query(laneId, "CREATE TABLE wordpress.notes (id INT AUTO_INCREMENT PRIMARY KEY, text TEXT)");
  const tricky = `'); DROP TABLE notes; -- "\\ ü 🌊`;
  await query(laneId, "INSERT INTO wordpress.notes (text) VALUES (?)", [tricky]);
  expect(await stacks.states(signal)).toEqual([{ laneId, database: "running", web: "running" }]);

  await databases.release(laneId);
  await stacks.stop(laneId, signal);
  expect(await stacks.states(signal)).toEqual([]);
  expect(await lanes.leftovers()).toEqual([]);
  await stacks.stop(laneId, signal);

  const took = await startBoth(laneId, { interleaved: true, laneNumber: 5 });
  console.log(`start with data: ${Math.round(took)} ms`, JSON.stringify(lanes.phases.get(laneId)));
  expect(await query(laneId, "SELECT id, text FROM wordpress.notes")).toEqual([{ id: 1, text: tricky }]);
  await query(laneId, "INSERT INTO wordpress.notes (text) VALUES ('next')");
  expect(await query(laneId, "SELECT id FROM wordpress.notes WHERE text = 'next'")).toEqual([{ id: 5 }]);
  expect(await query(laneId, "SELECT @@server_id AS id, @@gtid_domain_id AS domain")).toEqual([{ id: 5, domain: 5 }]);

  await lanes.dropLane(laneId);
  expect(await lanes.leftovers()).toEqual([]);
}, 120_000);

test("starting what runs already makes it anew, with its data", async () => {
  const laneId = await lanes.newLane();
  const spec = lanes.specFor(laneId);
  await lanes.stacks.startDatabase(spec, lanes.signal);
  await query(laneId, "CREATE TABLE wordpress.kept (id INT)");
  await lanes.stacks.startDatabase(spec, lanes.signal);
  expect(await query(laneId, "SELECT COUNT(*) AS n FROM wordpress.kept")).toEqual([{ n: 0 }]);
  await lanes.dropLane(laneId);
}, 120_000);

test("containers get nothing they don't need, and no secret is in their environment", async () => {
  const laneId = await lanes.newLane();
  await startBoth(laneId);
  const { docker, instance, secrets } = lanes;
  const database = await docker.getContainer(databaseName(instance, laneId)).inspect();
  const web = await docker.getContainer(webName(instance, laneId)).inspect();
  for (const { HostConfig, Mounts, Config, Args } of [database, web]) {
    expect(HostConfig.Privileged).toBe(false);
    expect(HostConfig.CapDrop).toEqual(["ALL"]);
    expect(HostConfig.SecurityOpt).toEqual(["no-new-privileges"]);
    expect(HostConfig.RestartPolicy?.Name).toBe("no");
    expect(HostConfig.Memory).toBeGreaterThan(0);
    expect(HostConfig.PortBindings ?? {}).toEqual({});
    expect(Mounts.filter((mount) => mount.Type === "bind")).toEqual([]);
    const seen = JSON.stringify([Config.Env, Config.Cmd, Config.Entrypoint, Config.Labels, Args]);
    for (const secret of Object.values(secrets)) if (secret !== null) expect(seen).not.toContain(secret);
  }
  expect(database.Config.User).toBe("999:999");
  expect(database.HostConfig.NetworkMode).toBe("none");
  expect(Object.keys(web.NetworkSettings.Networks)).toEqual([`tidemark-${instance}`]);

  const { stdout } = await lanes.stacks.runInWeb(
    laneId,
    ["sh", "-c", "id -un; ls /site/db /tidemark 2>&1; true"],
    {},
    lanes.signal,
  );
  expect(stdout).toContain("www-data");
  expect(stdout).toContain("Permission denied");
  await lanes.dropLane(laneId);
}, 120_000);

test("a command in the web container gets its input, and fails with what it said", async () => {
  const laneId = await lanes.newLane();
  await lanes.stacks.startWeb(lanes.specFor(laneId), lanes.signal);
  const run = (command: readonly string[], options: { input?: string; user?: string } = {}) =>
    lanes.stacks.runInWeb(laneId, command, options, lanes.signal);
  expect((await run(["cat"], { input: "a\nb" })).stdout).toBe("a\nb");
  expect((await run(["printf", "%s", "$(id); 'x' \"y\""])).stdout).toBe("$(id); 'x' \"y\"");
  expect((await run(["id", "-u"], { user: "root" })).stdout.trim()).toBe("0");
  await expect(run(["sh", "-c", "echo oops >&2; exit 3"])).rejects.toThrow(/3: oops/);
  await lanes.stacks.writeWebFiles(
    laneId,
    [{ path: "/tidemark/guard/settings.json", content: "{}", mode: 0o400, uid: 33, gid: 33 }],
    lanes.signal,
  );
  expect((await run(["cat", "/tidemark/guard/settings.json"])).stdout).toBe("{}");
  await lanes.dropLane(laneId);
  await expect(run(["true"])).rejects.toMatchObject({ code: "not-running" });
}, 120_000);

test("logs tell what both containers said, then follow until the reader stops", async () => {
  const laneId = await lanes.newLane();
  await startBoth(laneId);
  const reading = new AbortController();
  const seen: string[] = [];
  const deadline = setTimeout(() => reading.abort(), 20_000);
  for await (const { source, at, text } of lanes.stacks.logs(laneId, reading.signal)) {
    expect(Number.isNaN(Date.parse(at))).toBe(false);
    seen.push(`${source} ${text}`);
    if (/ready for connections/.test(text)) {
      await lanes.stacks.runInWeb(
        laneId,
        ["sh", "-c", "echo said-later > /proc/1/fd/2"],
        { user: "root" },
        lanes.signal,
      );
    }
    if (text === "said-later") break;
  }
  clearTimeout(deadline);
  reading.abort();
  expect(seen).toContain("web said-later");
  expect(seen.some((line) => line.startsWith("database") && line.includes("ready for connections"))).toBe(true);
  await lanes.dropLane(laneId);
}, 120_000);

test("a database that can't start says why, at once", async () => {
  const laneId = await lanes.newLane();
  const spec = lanes.specFor(laneId);
  await lanes.stacks.startDatabase(spec, lanes.signal);
  await lanes.databases.release(laneId);
  await lanes.stacks.stop(laneId, lanes.signal);
  await lanes.inKeeper(`head -c 4096 /dev/urandom > /store/live/${laneId}/tree/db/ibdata1`);
  const began = performance.now();
  await expect(lanes.stacks.startDatabase(spec, lanes.signal)).rejects.toMatchObject({
    code: "database-failed",
    data: { detail: expect.stringMatching(/InnoDB/) },
  });
  console.log(`noticed after ${Math.round(performance.now() - began)} ms`);
  expect(performance.now() - began).toBeLessThan(10_000);
  await lanes.dropLane(laneId);
}, 120_000);

test("a volume left behind with other options is replaced, and the container that held it", async () => {
  const laneId = await lanes.newLane();
  const { docker, instance } = lanes;
  const Name = laneVolumeName(instance, laneId);
  await docker.createVolume({ Name, Driver: "local", Labels: labelsFor(instance, "database", { lane: laneId }) });
  const leftover = await docker.createContainer({
    name: databaseName(instance, laneId),
    Image: (await findImage(docker, "mariadb:10.11"))?.name ?? "",
    Labels: labelsFor(instance, "database", { lane: laneId }),
    HostConfig: { Binds: [`${Name}:/site`] },
  });
  await lanes.stacks.startDatabase(lanes.specFor(laneId), lanes.signal);
  const { driverOptions } = await lanes.store.mountSource(laneId, lanes.signal);
  expect((await docker.getVolume(Name).inspect()).Options).toEqual(driverOptions);
  await expect(leftover.inspect()).rejects.toMatchObject({ statusCode: 404 });
  await lanes.dropLane(laneId);
}, 120_000);

test("a clone of a running database answers its first query after the start, whatever it was doing", async () => {
  const laneId = await lanes.newLane();
  await lanes.stacks.startDatabase(lanes.specFor(laneId), lanes.signal);
  await query(laneId, "CREATE TABLE wordpress.rows_ (id INT AUTO_INCREMENT PRIMARY KEY, text TEXT)");
  await query(
    laneId,
    "INSERT INTO wordpress.rows_ (text) SELECT REPEAT('x', 1000) FROM information_schema.columns LIMIT 2000",
  );
  const took: number[] = [];
  for (let round = 0; round < 7; round++) {
    const began = performance.now();
    const cloneId = await lanes.cloneLane(laneId);
    await lanes.stacks.startDatabase(lanes.specFor(cloneId, { laneNumber: 2 }), lanes.signal);
    const [count] = await query(cloneId, "SELECT COUNT(*) AS n FROM wordpress.rows_");
    took.push(performance.now() - began);
    if (round === 6) console.log("phases", JSON.stringify(lanes.phases.get(cloneId)));
    expect(count).toEqual({ n: (await query(laneId, "SELECT COUNT(*) AS n FROM wordpress.rows_"))[0]?.["n"] });
    await lanes.dropLane(cloneId);
  }
  console.log(`clone, start, first query: ${took.map(Math.round).join(" ")} ms`);
  await lanes.dropLane(laneId);
}, 120_000);

test("a database goes on with a copy of its redo log that the store compresses, and has every row, whatever it was doing", async () => {
  const laneId = await lanes.newLane();
  await lanes.stacks.startDatabase(lanes.specFor(laneId), lanes.signal);
  await query(laneId, "CREATE TABLE wordpress.rows_ (id INT AUTO_INCREMENT PRIMARY KEY, text TEXT)");
  expect(await redoLog(laneId)).toMatchObject({ compressed: 0 });
  let committed = 0;
  let writes = true;
  const writing = (async () => {
    while (writes) {
      await query(laneId, "INSERT INTO wordpress.rows_ (text) VALUES (?)", ["all work and no play ".repeat(200)]);
      committed += 1;
    }
  })();
  for (let round = 1; round <= 8; round++) {
    await expect.poll(() => committed, { timeout: 20_000 }).toBeGreaterThan(100 * round);
    const before = committed;
    const cloneId = await lanes.cloneLane(laneId);
    const after = committed;
    await lanes.stacks.startDatabase(lanes.specFor(cloneId, { laneNumber: 2 }), lanes.signal);
    const [found] = await query(cloneId, "SELECT COUNT(*) AS n, MAX(id) AS last FROM wordpress.rows_");
    expect(Number(found?.["n"])).toBeGreaterThanOrEqual(before);
    expect(Number(found?.["n"])).toBeLessThanOrEqual(after + 1);
    expect(found?.["last"]).toBe(Number(found?.["n"]));
    expect(await query(cloneId, "CHECK TABLE wordpress.rows_")).toMatchObject([{ Msg_text: "OK" }]);
    await lanes.dropLane(cloneId);
  }
  writes = false;
  await writing;

  // Killed, not stopped.
  await lanes.databases.release(laneId);
  await lanes.stacks.discard(laneId, lanes.signal);
  await lanes.stacks.startDatabase(lanes.specFor(laneId), lanes.signal);
  expect(await query(laneId, "SELECT COUNT(*) AS n FROM wordpress.rows_")).toEqual([{ n: committed }]);
  await query(laneId, "INSERT INTO wordpress.rows_ (text) SELECT text FROM wordpress.rows_ LIMIT 1000");
  const { compressed, inode } = await redoLog(laneId);
  expect(compressed).toBeGreaterThan(0.9);
  const cloneId = await lanes.cloneLane(laneId);
  await lanes.stacks.startDatabase(lanes.specFor(cloneId, { laneNumber: 2 }), lanes.signal);
  expect(await query(cloneId, "SELECT COUNT(*) AS n FROM wordpress.rows_")).toEqual([{ n: committed + 1000 }]);
  // Not copied a second time.
  expect((await redoLog(cloneId)).inode).toBe(inode);
  await lanes.dropLane(cloneId);
  await lanes.dropLane(laneId);
}, 240_000);

test("what only a running server needs lies outside of its volume", async () => {
  const laneId = await lanes.newLane();
  await lanes.stacks.startDatabase(lanes.specFor(laneId), lanes.signal);
  await query(laneId, "CREATE TEMPORARY TABLE wordpress.passing (id INT) ENGINE=InnoDB");
  expect(await lanes.inKeeper(`ls /store/live/${laneId}/tree/db`)).not.toContain("ibtmp1");
  await lanes.dropLane(laneId);
}, 120_000);

/** The share of it that is compressed, of what is written out, and which file it is. */
async function redoLog(laneId: string): Promise<{ readonly compressed: number; readonly inode: number }> {
  await lanes.store.flush(lanes.signal);
  const tree = `/store/live/${laneId}/tree`;
  const script = `
import btrfs, json, os
inode, bytes = os.stat("${tree}/db/ib_logfile0").st_ino, [0, 0]
with btrfs.Folder("${tree}") as fd:
    for *_, buffer, at, _ in btrfs.search(fd, 0, (inode, btrfs.EXTENT_DATA, 0), (inode, btrfs.EXTENT_DATA, btrfs.LARGEST)):
        bytes[buffer[at + 16] != 0] += int.from_bytes(buffer[at + 45:at + 53], "little")
print(json.dumps({"compressed": bytes[1] / sum(bytes), "inode": inode}))`;
  return JSON.parse(await lanes.inKeeper(`PYTHONPATH=/keeper python3 -c '${script}'`));
}

test("an image that isn't there is named, and nothing is left behind", async () => {
  const laneId = await lanes.newLane();
  const spec = lanes.specFor(laneId, { software: { wordpress: "6.5", php: "8.2", mariadb: "0.0-none" } });
  await expect(lanes.stacks.startDatabase(spec, lanes.signal)).rejects.toMatchObject({
    code: "image-missing",
    data: { image: "mariadb:0.0-none" },
  });
  await lanes.dropLane(laneId);
  expect(await lanes.leftovers()).toEqual([]);
}, 120_000);

test("taking a lane away ends a start that is still under way, and nothing of it appears afterwards", async () => {
  const laneId = await lanes.newLane();
  const start = lanes.stacks.startDatabase(lanes.specFor(laneId), lanes.signal);
  const outcome = Promise.allSettled([start]);
  await lanes.dropLane(laneId);
  expect(await outcome).toMatchObject([{ status: "rejected", reason: { name: "AbortError" } }]);
  expect(await lanes.leftovers()).toEqual([]);
}, 120_000);

test("a start that is given up leaves nothing that can't be taken away", async () => {
  const laneId = await lanes.newLane();
  const giveUp = new AbortController();
  const start = lanes.stacks.startDatabase(lanes.specFor(laneId), giveUp.signal);
  setTimeout(() => giveUp.abort(), 400);
  await expect(start).rejects.toMatchObject({ name: "AbortError" });
  await lanes.dropLane(laneId);
  expect(await lanes.leftovers()).toEqual([]);
}, 120_000);
