import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { Readable } from "node:stream";
import tar from "tar-stream";
import { afterAll, beforeAll, expect } from "vitest";
import { newId } from "../../../shared/ids";
import type { Lane, Version } from "../../../shared/model/site";
import { connectEngine, type Docker } from "../../docker/connection";
import { runExec } from "../../docker/exec";
import { keeperName, labelFilter, newInstanceId } from "../../docker/labels";
import type { DriverName, StoreLimits } from "../keeper";
import type { KeeperStore } from "../keeper-store";
import { openStore, removeStore } from "../open-store";

export const mib = 1024 ** 2;

/** Small, so that filling one takes no time and no disk. */
export const smallLimits: StoreLimits = {
  initialBytes: 512 * mib,
  maximumBytes: 512 * mib,
  storeReserveBytes: 32 * mib,
  hostReserveBytes: 64 * mib,
  hostReserveFraction: 0,
};

/** A store of its own on the real engine, seen from the inside by commands in its keeper. */
export class TestStore {
  readonly docker: Docker;
  readonly driver: DriverName;
  readonly instance = `ts${newInstanceId().slice(2)}`;
  readonly signal = AbortSignal.timeout(900_000);
  /** What the store may take up, as a person sets it while it is open. */
  allowance: number | null = null;
  #store: KeeperStore | null = null;

  constructor(docker: Docker, driver: DriverName) {
    this.docker = docker;
    this.driver = driver;
  }

  get store(): KeeperStore {
    if (this.#store === null) throw new Error("the store is not open");
    return this.#store;
  }

  async open(limits: Partial<StoreLimits> = {}): Promise<KeeperStore> {
    await this.#store?.close();
    const { docker, instance, driver } = this;
    const allowance = () => this.allowance;
    const options = { docker, instance, driver, limits: { ...smallLimits, ...limits }, allowance };
    this.#store = await openStore(options, this.signal);
    return this.#store;
  }

  /** As a crash of the machine under it: nothing in the keeper gets a chance to finish. */
  async killKeeper(): Promise<void> {
    await this.docker.getContainer(keeperName(this.instance)).kill();
  }

  /** Runs a command in the keeper and returns what it said; rejects when it fails. */
  async run(...argv: readonly string[]): Promise<string> {
    const done = await runExec(this.docker, keeperName(this.instance), argv, {}, this.signal);
    if (done.code !== 0) throw new Error(`${argv.join(" ")}: ${done.stderr}`);
    return done.stdout.toString("utf8").trim();
  }

  async write(folder: string, name: string, content: string): Promise<void> {
    const argv = ["tee", `/store/${folder}/tree/${name}`];
    const done = await runExec(this.docker, keeperName(this.instance), argv, { input: content }, this.signal);
    if (done.code !== 0) throw new Error(done.stderr);
  }

  /** Bytes that can't be compressed. */
  async writeNoise(folder: string, name: string, megabytes: number, seek = 0): Promise<void> {
    const file = `of=/store/${folder}/tree/${name}`;
    await this.run("dd", "if=/dev/urandom", file, "bs=1M", `count=${megabytes}`, `seek=${seek}`, "conv=notrunc,fsync");
  }

  read(folder: string, name: string): Promise<string> {
    return this.run("cat", `/store/${folder}/tree/${name}`);
  }

  async list(state: "init" | "live" | "dead"): Promise<readonly string[]> {
    return (await this.run("ls", `/store/${state}`)).split("\n").filter((name) => name !== "");
  }

  /** A live lane. */
  async lane(): Promise<string> {
    const id = newId("l");
    await this.store.create(id, this.signal);
    await this.store.publish(id, { kind: "lane", lane: laneRecord(id) }, this.signal);
    return id;
  }

  /** A live version of a lane. */
  async version(laneId: string): Promise<string> {
    const id = newId("v");
    await this.store.clone(laneId, id, "read-only", this.signal);
    await this.publishVersion(id, laneId);
    return id;
  }

  async publishVersion(id: string, laneId: string): Promise<void> {
    await this.store.publish(id, { kind: "version", version: versionRecord(id, laneId) }, this.signal);
  }

  /** The loop devices that have the store's file. */
  async loops(): Promise<readonly string[]> {
    const devices = await this.run("losetup", "-n", "--raw", "-O", "NAME", "-j", "/data/store.btrfs");
    return devices.split("\n").filter((name) => name !== "");
  }

  /** Removes everything and looks whether that was everything. */
  async remove(): Promise<void> {
    const inode = this.driver === "btrfs" ? await this.run("stat", "-c", "%i", "/data/store.btrfs") : "none";
    await this.#store?.close();
    await removeStore(this.docker, this.instance, this.signal);
    const filters = labelFilter(this.instance);
    expect(await this.docker.listContainers({ all: true, filters })).toEqual([]);
    expect((await this.docker.listVolumes({ filters })).Volumes ?? []).toEqual([]);
    expect(await this.docker.listImages({ filters })).toEqual([]);
    expect(loopsOf(inode)).toEqual([]);
    expect(existsSync(`/dev/tidemark-${this.instance}`)).toBe(false);
  }
}

/** The loop devices that have the file with this inode, where the engine is on this machine. A mount keeps its device. */
function loopsOf(inode: string): readonly string[] {
  if (process.platform !== "linux") return [];
  const listed = execFileSync("losetup", ["--list", "--noheadings", "--raw", "--output", "NAME,BACK-INO"], {
    encoding: "utf8",
  });
  const devices = listed.split("\n").map((line) => line.split(" "));
  return devices.filter(([, number]) => number === inode).map(([name = ""]) => name);
}

/** Opens one store for the tests of a `describe`, and removes it behind them. */
export function useStore(driver: DriverName, limits: Partial<StoreLimits> = {}): { readonly current: TestStore } {
  let test: TestStore | null = null;
  beforeAll(async () => {
    const { docker } = await connectEngine(AbortSignal.timeout(30_000));
    test = new TestStore(docker, driver);
    await test.open(limits);
  }, 300_000);
  afterAll(() => test?.remove(), 300_000);
  return {
    get current() {
      if (test === null) throw new Error("no store: the engine could not be reached");
      return test;
    },
  };
}

const at = "2026-05-01T12:00:00.000Z";

export function laneRecord(id: string, change: Partial<Lane> = {}): Lane {
  const siteId = "s00000000001";
  const branchId = "b00000000001";
  return { id, siteId, branchId, fromVersionId: null, openedAt: at, closedAt: null, number: 1, ...change };
}

export function versionRecord(id: string, laneId: string, change: Partial<Version> = {}): Version {
  return {
    id,
    siteId: "s00000000001",
    branchId: "b00000000001",
    laneId,
    parentId: null,
    at,
    cause: { kind: "manual" },
    label: null,
    pinned: false,
    binlog: null,
    ...change,
  };
}

/** A tar stream of files by name. */
export function tarOf(files: Readonly<Record<string, string>>): Readable {
  const pack = tar.pack();
  for (const [name, content] of Object.entries(files)) pack.entry({ name }, content);
  pack.finalize();
  return Readable.from(pack);
}

/** Names and contents of the files in a tar stream, with their owners. */
export async function untar(stream: Readable): Promise<Readonly<Record<string, { text: string; uid: number }>>> {
  const files: Record<string, { text: string; uid: number }> = {};
  const extract = tar.extract();
  stream.on("error", (error) => extract.destroy(error));
  stream.pipe(extract);
  for await (const entry of extract) {
    const chunks: Uint8Array[] = [];
    for await (const chunk of entry as AsyncIterable<Uint8Array>) chunks.push(chunk);
    if (entry.header.type !== "file") continue;
    files[entry.header.name] = { text: Buffer.concat(chunks).toString("utf8"), uid: entry.header.uid ?? -1 };
  }
  return files;
}
