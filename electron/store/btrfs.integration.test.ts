import { createInterface } from "node:readline";
import { describe, expect, it } from "vitest";
import { newId } from "../../shared/ids";
import { startExec } from "../docker/exec";
import { keeperName, labelsFor } from "../docker/labels";
import { mib, smallLimits, type TestStore, useStore } from "./contract/fixture";
import { openStore } from "./open-store";

/** Bytes the sparse file takes of the host's disk. */
const onHost = async (test: TestStore) => Number(await test.run("stat", "-c", "%b", "/data/store.btrfs")) * 512;

describe("a btrfs store that fills up", () => {
  const stores = useStore("btrfs", { initialBytes: 320 * mib, maximumBytes: 640 * mib });

  it("grows while it is written to, up to its limit, and refuses what does not fit", async () => {
    const test = stores.current;
    const lane = await test.lane();
    await test.writeNoise(`live/${lane}`, "html/before", 20);
    const before = await test.store.usage(test.signal);
    const writing = test.writeNoise(`live/${lane}`, "html/during", 40);
    await test.store.ensureRoom(before.freeBytes + 64 * mib, test.signal);
    await writing;
    const after = await test.store.usage(test.signal);
    expect(after.capacityBytes).toBeGreaterThan(before.capacityBytes);
    expect(after.capacityBytes).toBeLessThanOrEqual(640 * mib);
    await expect(test.store.ensureRoom(700 * mib, test.signal)).rejects.toMatchObject({ code: "store-full" });
    await test.store.retire(lane, test.signal);
    await test.store.sweep(test.signal);
  });

  it("keeps a reserve: a full store refuses clones, keeps what it has, and works again once something is deleted", async () => {
    const test = stores.current;
    const lane = await test.lane();
    await test.write(`live/${lane}`, "html/page", "kept");
    const ballast = await test.lane();
    for (let part = 0; part < 200; part++) {
      const { freeBytes, capacityBytes } = await test.store.usage(test.signal);
      if (capacityBytes === 640 * mib && freeBytes < smallLimits.storeReserveBytes) break;
      await test.store.ensureRoom(0, test.signal).catch(() => null);
      await test.writeNoise(`live/${ballast}`, `html/${part}`, 8);
      await test.store.flush(test.signal);
    }
    const version = newId("v");
    const clone = () => test.store.clone(lane, version, "read-only", test.signal);
    await expect(clone()).rejects.toMatchObject({ code: "store-full" });
    expect(await test.list("init")).toEqual([]);
    expect(await test.read(`live/${lane}`, "html/page")).toBe("kept");
    await test.write(`live/${lane}`, "html/other", "the reserve lets small things through");
    await test.store.retire(ballast, test.signal);
    await test.store.sweep(test.signal);
    await clone();
    expect(await test.read(`init/${version}`, "html/page")).toBe("kept");
  });
});

describe("a btrfs store and its host", () => {
  const stores = useStore("btrfs");

  it("gives the blocks of what was deleted back", async () => {
    const test = stores.current;
    const lane = await test.lane();
    await test.store.flush(test.signal);
    const empty = await onHost(test);
    await test.writeNoise(`live/${lane}`, "html/noise", 100);
    const version = await test.version(lane);
    expect((await onHost(test)) - empty).toBeGreaterThan(95 * mib);
    await test.store.retire(lane, test.signal);
    await test.store.sweep(test.signal);
    expect((await onHost(test)) - empty).toBeGreaterThan(95 * mib);
    await test.store.retire(version, test.signal);
    await test.store.sweep(test.signal);
    expect((await onHost(test)) - empty).toBeLessThan(10 * mib);
  });

  it("takes only what compressed data takes", async () => {
    const test = stores.current;
    const lane = await test.lane();
    await test.write(`live/${lane}`, "html/text", "all work and no play ".repeat(500_000));
    await test.store.flush(test.signal);
    const size = (await test.store.sizes([lane], test.signal)).get(lane);
    expect(size?.total).toBeGreaterThan(0);
    expect(size?.total).toBeLessThan(2 * mib);
  });
});

describe("a btrfs store's loop device", () => {
  const stores = useStore("btrfs");

  it("is attached once, however many open the store at the same time", async () => {
    const test = stores.current;
    const { docker, instance, signal } = test;
    await test.killKeeper();
    const opened = await Promise.all([1, 2, 3].map(() => openStore({ docker, instance, limits: smallLimits }, signal)));
    expect(await test.loops()).toHaveLength(1);
    for (const store of opened) await store.close();
    expect(await test.loops()).toHaveLength(1);
  });

  it("may have another number after a restart: the data is there and volumes made before still mount", async () => {
    const test = stores.current;
    const lane = await test.lane();
    await test.write(`live/${lane}`, "html/page", "kept");
    const { name, driverOptions } = await test.store.mountSource(lane, test.signal);
    const labels = labelsFor(test.instance, "web", { lane });
    await test.docker.createVolume({ Name: name, DriverOpts: { ...driverOptions }, Labels: labels });
    const [before = ""] = await test.loops();
    await test.killKeeper();
    await test.docker.getContainer(keeperName(test.instance)).start();
    await test.run("losetup", "--detach", before);
    await test.run("truncate", "-s", "1M", "/data/dummy");
    await test.run("losetup", before, "/data/dummy");
    try {
      expect((await test.store.readFile(lane, "html/page", test.signal))?.toString()).toBe("kept");
      const after = await test.loops();
      expect(after).toHaveLength(1);
      expect(after).not.toContain(before);
      expect(await test.run("readlink", `/dev/tidemark-${test.instance}`)).toBe(after[0]?.replace("/dev/", ""));
      const again = await test.store.mountSource(lane, test.signal);
      expect(again).toEqual({ name, driverOptions });
      expect(await readThroughVolume(test, name, "/site/html/page")).toBe("kept");
    } finally {
      await test.run("losetup", "--detach", before);
      await test.docker.getVolume(name).remove();
    }
  });

  it("stays when the keeper is killed while containers use the store", async () => {
    const test = stores.current;
    const lane = await test.lane();
    const { name, driverOptions } = await test.store.mountSource(lane, test.signal);
    const labels = labelsFor(test.instance, "web", { lane });
    await test.docker.createVolume({ Name: name, DriverOpts: { ...driverOptions }, Labels: labels });
    const container = await visitor(test, name, ["sleep", "600"]);
    await container.start();
    try {
      const before = await test.loops();
      await test.killKeeper();
      await test.store.flush(test.signal);
      expect(await test.loops()).toEqual(before);
      await test.write(`live/${lane}`, "html/page", "seen at once");
      const exec = await container.exec({ Cmd: ["cat", "/site/html/page"], AttachStdout: true });
      const stream = await exec.start({});
      let seen = "";
      for await (const chunk of stream) seen += String(chunk);
      expect(seen).toContain("seen at once");
    } finally {
      await container.remove({ force: true, v: true });
      await test.docker.getVolume(name).remove();
    }
  });
});

describe("a btrfs store with 1,000 versions", () => {
  const stores = useStore("btrfs", { initialBytes: 4096 * mib, maximumBytes: 4096 * mib });

  it("clones, measures and reads all of them as quickly as ever", async () => {
    const test = stores.current;
    const lane = await test.lane();
    await test.writeNoise(`live/${lane}`, "db/pages", 64);
    // 40 random pages of 16 KB between versions: far worse than what a person does to a site.
    const scribble = `import os,random,sys
f=os.open("/store/live/${lane}/tree/db/pages",os.O_WRONLY)
for _ in sys.stdin:
    for _ in range(40): os.pwrite(f,os.urandom(16384),16384*random.randrange(4096))
    print("done",flush=True)`;
    const writer = await startExec(
      test.docker,
      keeperName(test.instance),
      ["python3", "-c", scribble],
      {},
      test.signal,
    );
    const lines = createInterface({ input: writer.stdout })[Symbol.asyncIterator]();
    const took: Record<"flush" | "clone" | "publish", number[]> = { flush: [], clone: [], publish: [] };
    const versions: string[] = [];
    for (let round = 0; round < 1000; round++) {
      const id = newId("v");
      writer.stdin.write("\n");
      await lines.next();
      const started = performance.now();
      await test.store.flush(test.signal);
      const flushed = performance.now();
      await test.store.clone(lane, id, "read-only", test.signal);
      const cloned = performance.now();
      await test.publishVersion(id, lane);
      took.flush.push(flushed - started);
      took.clone.push(cloned - flushed);
      took.publish.push(performance.now() - cloned);
      versions.push(id);
    }
    for (const [step, times] of Object.entries(took)) {
      console.log(`${step}: first 100 ${spread(times.slice(0, 100))}, last 100 ${spread(times.slice(-100))}`);
    }
    const measure = async (name: string) => {
      const started = performance.now();
      const sizes = await test.store.sizes([lane, ...versions], test.signal);
      console.log(`sizes, ${name}: ${(performance.now() - started).toFixed(0)} ms`);
      return sizes;
    };
    const sizes = await measure("first");
    expect(sizes.size).toBe(1001);
    expect([...sizes.values()].every(({ total }) => total >= 64 * mib)).toBe(true);
    await measure("again");
    versions.push(await test.version(lane));
    await measure("one more version");
    const reading = performance.now();
    expect((await test.store.readAll(test.signal)).versions).toHaveLength(1001);
    console.log(`readAll: ${(performance.now() - reading).toFixed(0)} ms`);
    for (const id of versions.splice(0, 50)) await test.store.retire(id, test.signal);
    const sweeping = performance.now();
    expect(await test.store.sweep(test.signal)).toBe(50);
    console.log(`sweep of 50: ${(performance.now() - sweeping).toFixed(0)} ms`);
    expect((await measure("after the sweep")).size).toBe(952);
    writer.stdin.end();
    expect(await writer.exit(test.signal)).toBe(0);
  }, 600_000);
});

function spread(times: readonly number[]): string {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (fraction: number) => (sorted[Math.floor(fraction * (sorted.length - 1))] ?? 0).toFixed(1);
  return `median ${at(0.5)} p95 ${at(0.95)} ms`;
}

async function visitor(test: TestStore, volume: string, command: readonly string[]) {
  return test.docker.createContainer({
    Image: (await test.docker.getContainer(keeperName(test.instance)).inspect()).Config.Image,
    Labels: labelsFor(test.instance, "web"),
    Cmd: [...command],
    HostConfig: { NetworkMode: "none", Mounts: [{ Type: "volume", Source: volume, Target: "/site" }] },
  });
}

/** What a container sees that mounts the volume anew. */
async function readThroughVolume(test: TestStore, volume: string, path: string): Promise<string> {
  const container = await visitor(test, volume, ["cat", path]);
  try {
    await container.start();
    await container.wait();
    const logs = await container.logs({ stdout: true, stderr: true });
    return logs.subarray(8).toString("utf8");
  } finally {
    await container.remove({ force: true, v: true });
  }
}
