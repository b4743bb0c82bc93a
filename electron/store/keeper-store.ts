import type { Readable } from "node:stream";
import { z } from "zod";
import { AppError } from "../../shared/errors";
import type { Branch, Site } from "../../shared/model/site";
import type { MountSource, SiteSecrets, Store, StoreContents, StoreUsage, VolumeId, VolumeRecord } from "../core/ports";
import type { FileChanges, Logs, Space } from "../core/recording-ports";
import type { Docker } from "../docker/connection";
import { keeperName, laneVolumeName } from "../docker/labels";
import { whilePaused } from "../docker/pause";
import type { Keeper, Opened } from "./keeper";
import { createFileChanges, createSpace } from "./keeper-files";
import { createLogs } from "./keeper-logs";
import { parseContents, Secrets } from "./records";
import { readTree, writeTree } from "./trees";

const Usage = z.object({
  driver: z.enum(["btrfs", "copy"]),
  capacity: z.number(),
  free: z.number(),
  used: z.number(),
  hostFree: z.number(),
});
const Sizes = z.record(z.string(), z.tuple([z.number(), z.number()]));
const Options = z.record(z.string(), z.string());

/** The store as the keeper serves it, whichever driver it has. */
export class KeeperStore implements Store {
  readonly instance: string;
  readonly driver: Opened["driver"];
  /** Why it isn't btrfs, for the person; null when it is. */
  readonly driverReason: string | null;
  readonly logs: Logs;
  readonly files: FileChanges;
  readonly space: Space;
  readonly #docker: Docker;
  readonly #keeper: Keeper;
  readonly #allowance: () => number | null;

  constructor(docker: Docker, instance: string, keeper: Keeper, opened: Opened, allowance: () => number | null) {
    this.instance = instance;
    this.driver = opened.driver;
    this.driverReason = opened.reason;
    this.#docker = docker;
    this.#keeper = keeper;
    this.#allowance = allowance;
    const ensureRoom = (bytes: number, signal: AbortSignal) => this.ensureRoom(bytes, signal);
    this.logs = createLogs({ keeper, docker, container: keeperName(instance), ensureRoom });
    this.files = createFileChanges(keeper);
    this.space = createSpace(keeper);
  }

  async create(id: VolumeId, signal: AbortSignal): Promise<void> {
    await this.#keeper.call("create", { id }, signal);
  }

  async clone(from: VolumeId, to: VolumeId, access: "read-only" | "writable", signal: AbortSignal): Promise<void> {
    const clone = async () => {
      await this.#keeper.callOnce("clone", { source: from, id: to, readOnly: access === "read-only" }, signal);
    };
    // A copy takes its time: what writes to the folder stands still meanwhile.
    if (this.driver === "copy") await whilePaused(this.#docker, this.instance, from, clone);
    else await clone();
  }

  async publish(id: VolumeId, record: VolumeRecord, signal: AbortSignal): Promise<void> {
    await this.#keeper.call("publish", { id, record: JSON.stringify(record) }, signal);
  }

  async retire(id: VolumeId, signal: AbortSignal): Promise<void> {
    await this.#keeper.call("retire", { id }, signal);
  }

  async rewriteRecord(id: VolumeId, record: VolumeRecord, signal: AbortSignal): Promise<void> {
    await this.#keeper.call("rewriteRecord", { id, record: JSON.stringify(record) }, signal);
  }

  async writeSite(site: Site, signal: AbortSignal): Promise<void> {
    await this.#write("sites", site.id, site, signal);
  }

  async writeBranch(branch: Branch, signal: AbortSignal): Promise<void> {
    await this.#write("branches", branch.id, branch, signal);
  }

  async removeSite(id: string, signal: AbortSignal): Promise<void> {
    await this.#keeper.call("removeRecord", { kind: "sites", id }, signal);
    await this.#keeper.call("removeRecord", { kind: "secrets", id }, signal);
  }

  async removeBranch(id: string, signal: AbortSignal): Promise<void> {
    await this.#keeper.call("removeRecord", { kind: "branches", id }, signal);
  }

  async writeSecrets(siteId: string, secrets: SiteSecrets, signal: AbortSignal): Promise<void> {
    await this.#write("secrets", siteId, secrets, signal);
  }

  async readSecrets(siteId: string, signal: AbortSignal): Promise<SiteSecrets> {
    const text = await this.#keeper.call("readRecord", { kind: "secrets", id: siteId }, signal);
    if (typeof text === "string") return Secrets.parse(JSON.parse(text));
    throw new AppError(
      "not-found",
      { what: "secrets", id: siteId },
      `The store has no secrets of the site ${siteId}.`,
      "It may have been deleted meanwhile; reload to see what is there.",
    );
  }

  async readAll(signal: AbortSignal): Promise<StoreContents> {
    return parseContents(await this.#keeper.call("readAll", {}, signal));
  }

  async flush(signal: AbortSignal): Promise<void> {
    await this.#keeper.call("flush", {}, signal);
  }

  async sizes(
    ids: readonly VolumeId[],
    signal: AbortSignal,
  ): Promise<ReadonlyMap<VolumeId, { readonly own: number; readonly total: number }>> {
    const sizes = Sizes.parse(await this.#keeper.call("sizes", { ids }, signal));
    return new Map(Object.entries(sizes).map(([id, [own, total]]) => [id, { own, total }]));
  }

  async usage(signal: AbortSignal): Promise<StoreUsage> {
    const usage = Usage.parse(await this.#keeper.call("usage", {}, signal));
    return {
      driver: usage.driver,
      capacityBytes: usage.capacity,
      usedBytes: usage.used,
      freeBytes: usage.free,
      hostFreeBytes: usage.hostFree,
    };
  }

  async ensureRoom(bytes: number, signal: AbortSignal): Promise<void> {
    const allowed = this.#allowance();
    if (allowed !== null) refuseBeyond(allowed, (await this.usage(signal)).usedBytes, bytes);
    await this.#keeper.call("ensureRoom", { bytes }, signal);
  }

  async sweep(signal: AbortSignal): Promise<number> {
    return z.int().parse(await this.#keeper.call("sweep", {}, signal));
  }

  async mountSource(id: VolumeId, signal: AbortSignal): Promise<MountSource> {
    const driverOptions = Options.parse(await this.#keeper.call("mountSource", { id }, signal));
    return { name: laneVolumeName(this.instance, id), driverOptions };
  }

  /** Where a lane's database listens, as the keeper sees it. The path changes when the volume is published. */
  async databaseSocket(laneId: string, signal: AbortSignal): Promise<string> {
    const folder = z.string().parse(await this.#keeper.call("locate", { id: laneId }, signal));
    return `${folder}/tree/run/mysqld.sock`;
  }

  async readTree(id: VolumeId, path: string, signal: AbortSignal): Promise<Readable> {
    await this.#keeper.call("locate", { id }, signal);
    return readTree(this.#docker, keeperName(this.instance), id, path, signal);
  }

  async writeTree(id: VolumeId, path: string, tar: Readable, signal: AbortSignal): Promise<void> {
    await this.#keeper.call("ensureRoom", { bytes: 0 }, signal);
    await writeTree(this.#docker, keeperName(this.instance), id, path, tar, signal);
  }

  async readFile(id: VolumeId, path: string, signal: AbortSignal): Promise<Buffer | null> {
    const content = await this.#keeper.call("readFile", { id, path }, signal);
    return typeof content === "string" ? Buffer.from(content, "base64") : null;
  }

  /** Lets go of the keeper; the store stays mounted for the containers that use it. */
  async close(): Promise<void> {
    await this.#keeper.close();
  }

  async #write(kind: "sites" | "branches" | "secrets", id: string, value: unknown, signal: AbortSignal): Promise<void> {
    await this.#keeper.call("writeRecord", { kind, id, text: JSON.stringify(value) }, signal);
  }
}

/** Throws `store-full` where `bytes` more would take the store beyond what the person lets it have. */
export function refuseBeyond(limitBytes: number, usedBytes: number, bytes: number): void {
  if (usedBytes + bytes <= limitBytes) return;
  throw new AppError(
    "store-full",
    { freeBytes: Math.max(0, limitBytes - usedBytes), neededBytes: bytes, limitBytes },
    "Tidemark has reached the limit set for its store.",
    "Raise the store limit in Settings, or delete versions, branches or sites you no longer need.",
  );
}
