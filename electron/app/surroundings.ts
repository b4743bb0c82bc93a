import catalogue from "../../assets/images.json" with { type: "json" };
import { AppError, type ErrorReport } from "../../shared/errors";
import type { Health } from "../../shared/model/views";
import { roomForVersion } from "../core/checkpoint";
import { storeParts } from "../core/store-parts";
import type { Engine } from "../docker/connection";
import { findImage } from "../docker/images";
import { removeContainers, removeNetworksAndVolumes } from "../docker/instance-objects";
import { findStores, removeStore } from "../store/open-store";
import type { Session } from "./session";

type Found = Pick<Health, "engine" | "store" | "router" | "images">;

const notes = {
  btrfs: "Copies are instant and take only the space of what differs.",
  copy: "This engine can't make instant copies: each version is copied file by file and takes the size of the site where the disk can't share blocks.",
} as const;

/** What the Health page shows of the engine and what lies on it. */
export async function whatIsThere(session: Session | null, signal: AbortSignal): Promise<Found> {
  if (session === null) return { engine: null, store: null, router: null, images: [] };
  const { engine, world } = session;
  const asked = performance.now();
  await engine.docker.ping();
  const answeredIn = Math.round(performance.now() - asked);
  const { driver, ...bytes } = await world.store.usage(signal);
  const { endpoint, version, api, os, kernel } = engine;
  return {
    engine: { endpoint, version, api, os, kernel, answeredIn },
    store: { driver, note: notes[driver], ...bytes, parts: storeParts(world, bytes.usedBytes) },
    router: session.routerPort,
    images: await imagesInUse(session),
  };
}

/** Too little above the reserve, or beyond what the person lets it have, for one more version. Null where there is room. */
export async function shortOfRoom({ world }: Session, signal: AbortSignal): Promise<ErrorReport | null> {
  try {
    await world.store.ensureRoom(roomForVersion, signal);
    return null;
  } catch (error) {
    if (!(error instanceof AppError) || (error.code !== "store-full" && error.code !== "host-full")) throw error;
    const { code, message, hint, data } = error;
    return { code, message, hint, data, logId: null };
  }
}

async function imagesInUse({ engine, world }: Session): Promise<Health["images"]> {
  const software = world.catalogue.sites().map((site) => site.software);
  const wanted = new Map<string, string>([
    [catalogue.router, "Router"],
    [catalogue.keeperBase, "Store"],
  ]);
  for (const { wordpress, php, mariadb } of software) {
    wanted.set(`wordpress:${wordpress}-php${php}-apache`, "WordPress");
    wanted.set(`mariadb:${mariadb}`, "Database");
  }
  const images: Health["images"] = [];
  for (const [official, role] of wanted) {
    const found = await findImage(engine.docker, official);
    if (found !== null) images.push({ name: found.name, role, standIn: found.standIn });
  }
  return images;
}

/** Other stores on the engine whose app does not run: a lost data folder is no lost site. */
export async function findAdoptable(
  engine: Engine,
  instance: string,
  signal: AbortSignal,
): Promise<Health["adoptable"]> {
  const stores = await findStores(engine.docker, signal);
  return stores
    .filter((store) => store.instance !== instance)
    .map((store) => ({ instance: store.instance, sites: [...store.sites] }));
}

/** Removes every object of an instance from the engine, its store included. Returns how many. Idempotent. */
export async function removeInstance(engine: Engine, instance: string, signal: AbortSignal): Promise<number> {
  const containers = await removeContainers(engine.docker, instance);
  await removeStore(engine.docker, instance, signal);
  return containers + (await removeNetworksAndVolumes(engine.docker, instance));
}
