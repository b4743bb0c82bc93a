import { z } from "zod";
import type { Progress } from "../core/ports";
import type { Docker } from "../docker/connection";
import { ensureKeeper, removeKeeper, removeKeeperContainer } from "../docker/keeper-container";
import { isInstanceId } from "../docker/labels";
import { unpauseAll } from "../docker/pause";
import { listStoreInstances, peekAtVolume } from "../docker/store-volumes";
import { type DriverName, defaultLimits, Keeper, type StoreLimits } from "./keeper";
import { KeeperConnection } from "./keeper-connection";
import { explainKeeperError } from "./keeper-error";
import { KeeperStore } from "./keeper-store";

export interface OpenStoreOptions {
  readonly docker: Docker;
  readonly instance: string;
  /** Undefined: btrfs where it can be had; TIDEMARK_DRIVER decides for the whole app. */
  readonly driver?: DriverName;
  readonly limits?: Partial<StoreLimits>;
  /** Bytes the person lets the store take up, asked anew for each refusal; null: as much as there is. */
  readonly allowance?: () => number | null;
  readonly progress?: Progress;
}

/** Brings up the keeper and opens the instance's store, made new when there is none. Close it in the end. */
export async function openStore(options: OpenStoreOptions, signal: AbortSignal): Promise<KeeperStore> {
  const { docker, instance } = options;
  if (!isInstanceId(instance)) throw new Error(`not an instance id: ${instance}`);
  const keeper = new Keeper({
    docker,
    instance,
    driver: options.driver ?? driverFromEnvironment(),
    limits: { ...defaultLimits, ...options.limits },
    progress: options.progress ?? (() => undefined),
  });
  try {
    const opened = await keeper.opened(signal);
    if (opened.driver === "copy") await unpauseAll(docker, instance);
    return new KeeperStore(docker, instance, keeper, opened, options.allowance ?? (() => null));
  } catch (error) {
    await keeper.close();
    throw explainKeeperError(error);
  }
}

function driverFromEnvironment(): DriverName | undefined {
  const said = process.env["TIDEMARK_DRIVER"];
  if (said === undefined || said === "") return undefined;
  return z.enum(["btrfs", "copy"]).parse(said);
}

export interface FoundStore {
  readonly instance: string;
  /** Titles of its sites. */
  readonly sites: readonly string[];
}

const Titles = z.array(z.string());

/** All stores on the engine, whoever they belong to. One whose titles can't be read is listed without. */
export async function findStores(docker: Docker, signal: AbortSignal): Promise<readonly FoundStore[]> {
  const instances = (await listStoreInstances(docker)).filter(isInstanceId);
  return Promise.all(
    instances.map(async (instance) => ({ instance, sites: await titlesOf(docker, instance, signal) })),
  );
}

/** A store that can't be looked into is still there, and worth offering. */
async function titlesOf(docker: Docker, instance: string, signal: AbortSignal): Promise<readonly string[]> {
  try {
    const text = await peekAtVolume(docker, instance, "titles.json", signal);
    return text === null ? [] : Titles.parse(JSON.parse(text));
  } catch {
    signal.throwIfAborted();
    return [];
  }
}

/**
 * Removes a store with all that is in it, its keeper, volumes and images; no mount and no loop device stays behind.
 * The stacks' containers and volumes must be gone. Idempotent.
 */
export async function removeStore(docker: Docker, instance: string, signal: AbortSignal): Promise<void> {
  if ((await listStoreInstances(docker)).includes(instance)) {
    // Made anew, the keeper has neither the mount nor a process that could keep it busy.
    await removeKeeperContainer(docker, instance);
    const { name } = await ensureKeeper(docker, instance, () => undefined, signal);
    const connection = await KeeperConnection.open(docker, name, signal);
    try {
      await connection.call("detach", { instance }, signal);
    } catch (error) {
      throw explainKeeperError(error);
    } finally {
      connection.close();
    }
  }
  await removeKeeper(docker, instance);
}
