import { createHash } from "node:crypto";
import type Dockerode from "dockerode";
import type { Progress } from "../core/ports";
import type { Docker } from "./connection";
import { removeContainer } from "./containers";
import { isConflict, isNotFound, statusOf } from "./images";
import { ensureKeeperImage } from "./keeper-image";
import { keeperName, labelFilter, labelsFor, routerVolumeName, storeVolumeName } from "./labels";

export interface KeeperContainer {
  readonly name: string;
  /** Where the engine itself sees the store's Docker volume. */
  readonly volumePath: string;
}

/**
 * Brings the keeper of an instance up: its image, its volumes, its container. Idempotent, and quick when all is there.
 * A keeper made from another program than ours is made anew: the store's mount in other containers outlives it.
 */
export async function ensureKeeper(
  docker: Docker,
  instance: string,
  progress: Progress,
  signal: AbortSignal,
): Promise<KeeperContainer> {
  const name = keeperName(instance);
  const image = await ensureKeeperImage(docker, instance, progress, signal);
  const volumePath = await ensureVolumes(docker, instance);
  signal.throwIfAborted();
  const found = await inspectContainer(docker, name);
  const current = found !== null && isCurrent(found, instance, image);
  if (current && (found.State.Running || (await startAgain(docker, found.Id)))) return { name, volumePath };
  // By its id: another app may have put a new one under the name meanwhile.
  if (found !== null) await removeContainer(docker, found.Id);
  await create(docker, instance, image);
  await start(docker, name);
  return { name, volumePath };
}

/**
 * An engine that was killed in the middle of a start may have forgotten a process that still runs under the container's
 * id, and then refuses every further start of it ("task already exists"). Only a new container gets past that.
 */
async function startAgain(docker: Docker, id: string): Promise<boolean> {
  try {
    await start(docker, id);
    return true;
  } catch (error) {
    if (statusOf(error) === null) throw error;
    return false;
  }
}

function isCurrent(found: Dockerode.ContainerInspectInfo, instance: string, image: string): boolean {
  return [true, false].some(
    (modules) => found.Config.Labels[shapeLabel] === shape(instance, image, modules).Labels?.[shapeLabel],
  );
}

async function ensureVolumes(docker: Docker, instance: string): Promise<string> {
  await docker.createVolume({ Name: routerVolumeName(instance), Labels: labelsFor(instance, "router") });
  await docker.createVolume({ Name: storeVolumeName(instance), Labels: labelsFor(instance, "store") });
  return (await docker.getVolume(storeVolumeName(instance)).inspect()).Mountpoint;
}

export async function inspectContainer(docker: Docker, name: string): Promise<Dockerode.ContainerInspectInfo | null> {
  try {
    return await docker.getContainer(name).inspect();
  } catch (error) {
    if (isNotFound(error)) return null;
    throw error;
  }
}

const shapeLabel = "tidemark.shape";

function shape(instance: string, image: string, modules: boolean): Dockerode.ContainerCreateOptions {
  const options = {
    name: keeperName(instance),
    Image: image,
    NetworkDisabled: true,
    HostConfig: {
      // Not `Privileged`: that asks for every capability there is, and an engine that runs in a container hasn't all.
      // What it takes: mounts, loop devices (block 7, their control 10:237), and modprobe where there are modules.
      CapAdd: ["SYS_ADMIN", ...(modules ? ["SYS_MODULE"] : [])],
      DeviceCgroupRules: ["b 7:* rwm", "c 10:237 rwm"],
      // AppArmor's and SELinux' profiles for containers forbid mounting.
      SecurityOpt: ["apparmor=unconfined", "label=disable"],
      // Commits wait for its snapshots: where the processor is short, it goes before the sites (1024 each).
      CpuShares: 8192,
      NetworkMode: "none",
      RestartPolicy: { Name: "no" },
      Mounts: [
        { Type: "volume" as const, Source: storeVolumeName(instance), Target: "/data" },
        { Type: "volume" as const, Source: routerVolumeName(instance), Target: "/router" },
        // Loop devices that appear later have to be seen, and the store's name is a link there.
        { Type: "bind" as const, Source: "/dev", Target: "/dev" },
        ...(modules ? [{ Type: "bind" as const, Source: "/lib/modules", Target: "/lib/modules", ReadOnly: true }] : []),
      ],
    },
  };
  return { ...options, Labels: { ...labelsFor(instance, "keeper"), [shapeLabel]: hashOf(JSON.stringify(options)) } };
}

const hashOf = (text: string) => createHash("sha256").update(text).digest("hex").slice(0, 16);

/** A kernel without modules has no /lib/modules, and the engine refuses to bind what isn't there. */
async function create(docker: Docker, instance: string, image: string): Promise<void> {
  try {
    await docker.createContainer(shape(instance, image, true));
  } catch (error) {
    if (isConflict(error)) return;
    if (statusOf(error) !== 400) throw error;
    await docker.createContainer(shape(instance, image, false));
  }
}

async function start(docker: Docker, name: string): Promise<void> {
  try {
    await docker.getContainer(name).start();
  } catch (error) {
    if (statusOf(error) !== 304) throw error;
  }
}

/** Kills the keeper with all that runs in it. Idempotent. */
export async function removeKeeperContainer(docker: Docker, instance: string): Promise<void> {
  await removeContainer(docker, keeperName(instance));
}

/** Removes the keeper, its volumes and its images. What the store holds is gone then. Idempotent. */
export async function removeKeeper(docker: Docker, instance: string): Promise<void> {
  for (const found of await docker.listContainers({ all: true, filters: labelFilter(instance, "keeper") })) {
    await removeContainer(docker, found.Id);
  }
  for (const volume of [storeVolumeName(instance), routerVolumeName(instance)]) {
    try {
      await docker.getVolume(volume).remove();
    } catch (error) {
      if (!isNotFound(error)) throw error;
    }
  }
  for (const image of await docker.listImages({ filters: labelFilter(instance, "keeper") })) {
    try {
      await docker.getImage(image.Id).remove({ force: true });
    } catch (error) {
      if (!isNotFound(error)) throw error;
    }
  }
}
