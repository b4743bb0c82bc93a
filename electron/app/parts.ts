import { fileURLToPath } from "node:url";
import { z } from "zod";
import catalogue from "../../assets/images.json" with { type: "json" };
import type { Choices } from "../../shared/model/views";
import type { Bringing, Databases, Exporting, Router, SettingsFile, Stacks, WordPress } from "../core/ports";
import type {
  Asks,
  FileChanges,
  FileGroups,
  Interpreter,
  InterpreterAbout,
  LogDecoder,
  Logs,
  Space,
} from "../core/recording-ports";
import { openDatabases } from "../database/databases";
import { LogDecoder as BinaryLogDecoder } from "../database/log/log-decoder";
import { createAsks } from "../docker/asks";
import type { Docker, Engine } from "../docker/connection";
import { databaseAccess } from "../docker/database-access";
import { findImage, mariadbImage, type ResolvedImage, wordpressImage } from "../docker/images";
import { routerAdmin, routerContainer } from "../docker/router-container";
import { createStacks } from "../docker/stacks";
import { routerAdminSocket } from "../docker/tunnel";
import { createRouter } from "../routing/router";
import type { StoreLimits } from "../store/keeper";
import type { KeeperStore } from "../store/keeper-store";
import { openStore } from "../store/open-store";
import { createBringing } from "../wordpress/bring/bringing";
import { createExporting } from "../wordpress/export/exporting";
import { createInterpreter } from "../wordpress/events/interpreter";
import { createFileGroups } from "../wordpress/file-groups-of";
import { createWordPress } from "../wordpress/wordpress";

/** The implementations of the ports on one engine. */
export interface Parts {
  readonly store: KeeperStore;
  readonly logs: Logs;
  readonly files: FileChanges;
  readonly fileGroups: FileGroups;
  readonly space: Space;
  readonly asks: Asks;
  readonly openDecoder: () => LogDecoder;
  readonly openInterpreter: (about: InterpreterAbout) => Interpreter;
  readonly stacks: Stacks;
  readonly databases: Databases;
  readonly router: Router;
  readonly wordpress: WordPress;
  readonly bringing: Bringing;
  readonly exporting: Exporting;
  choices(signal: AbortSignal): Promise<Choices>;
  /** Lets go of connections; containers keep running. */
  close(): Promise<void>;
}

/** Lies two folders above both the source and what is built from it. */
const assetsFolder = fileURLToPath(new URL("../../assets", import.meta.url));

/** Throws `store-unavailable`, `image-missing`, `host-full`. */
export async function openParts(
  { docker }: Engine,
  instance: string,
  settings: SettingsFile,
  signal: AbortSignal,
): Promise<Parts> {
  const store = await openStore(
    {
      docker,
      instance,
      limits: storeLimits(process.env["TIDEMARK_STORE_LIMITS"]),
      allowance: () => settings.get().storeLimit,
    },
    signal,
  );
  const socketPath = (laneId: string, each: AbortSignal) => store.databaseSocket(laneId, each);
  const databases = openDatabases(databaseAccess({ docker, instance, socketPath }));
  const stacks = createStacks({
    docker,
    instance,
    store,
    waitReady: (lane, each) => databases.waitReady(lane, each),
  });
  const router = createRouter({
    instance,
    container: routerContainer(docker, instance),
    openAdmin: routerAdmin(docker, instance),
    adminSocket: routerAdminSocket,
    portFrom: portFrom(process.env["TIDEMARK_PORT_FROM"]),
  });
  return {
    store,
    logs: store.logs,
    files: store.files,
    fileGroups: createFileGroups(store.files),
    space: store.space,
    asks: createAsks(docker, instance),
    openDecoder: () => new BinaryLogDecoder(),
    openInterpreter: createInterpreter,
    stacks,
    databases,
    router,
    wordpress: createWordPress({ stacks, router, store, assetsFolder }),
    bringing: createBringing(),
    exporting: createExporting(),
    choices: () => choicesOn(docker),
    async close() {
      await router.close();
      await databases.close();
      await store.close();
    },
  };
}

/** Tests make a store small, so that filling it takes no time: JSON with some of `StoreLimits`. */
function storeLimits(said: string | undefined): Partial<StoreLimits> {
  return said === undefined || said === "" ? {} : z.record(z.string(), z.number()).parse(JSON.parse(said));
}

function portFrom(said: string | undefined): number | null {
  const port = Number(said);
  return Number.isInteger(port) && port > 0 ? port : null;
}

/**
 * What a new site can be made of. Where stand-ins are what this engine has, the default is one of those: a
 * default that can't be had is none.
 */
async function choicesOn(docker: Docker): Promise<Choices> {
  const pairs = catalogue.wordpress.flatMap(({ version, php }) => php.map((each) => ({ version, php: each })));
  const found = await Promise.all(pairs.map(({ version, php }) => findImage(docker, wordpressImage(version, php))));
  const databases = await Promise.all(catalogue.mariadb.map((version) => findImage(docker, mariadbImage(version))));
  const standIns = [...found, ...databases].some((image) => image?.standIn === true);
  const has = (image: ResolvedImage | null | undefined) => image !== null && image !== undefined;
  const phpOf = (version: string, all: readonly string[]) =>
    standIns
      ? all.filter((php) => has(found[pairs.findIndex((pair) => pair.version === version && pair.php === php)]))
      : all;
  return {
    wordpress: catalogue.wordpress
      .map(({ version, php }) => ({ version, php: [...phpOf(version, php)], present: phpOf(version, php).length > 0 }))
      .filter(({ php }) => php.length > 0),
    mariadb: catalogue.mariadb
      .map((version, index) => ({ version, present: has(databases[index]) }))
      .filter(({ present }) => !standIns || present),
    defaults: standIns ? catalogue.standInDefaults : catalogue.defaults,
  };
}
