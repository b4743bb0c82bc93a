import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import Dockerode from "dockerode";
import tar from "tar-stream";
import type { Progress } from "../core/ports";
import type { Docker } from "./connection";
import { ensureImage, isConflict, isNotFound, keeperBaseImage, statusOf } from "./images";
import { keeperName, label, labelFilter, labelsFor, routerVolumeName, storeVolumeName } from "./labels";
import { AppError } from "../../shared/errors";

/** The keeper's program, as text: bundled into the app, so that it is there wherever the app runs. */
const program = import.meta.glob<string>(["../../assets/keeper/Dockerfile", "../../assets/keeper/*.py"], {
  query: "?raw",
  import: "default",
  eager: true,
});

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
  const image = await ensureImageBuilt(docker, instance, progress, signal);
  const volumePath = await ensureVolumes(docker, instance);
  signal.throwIfAborted();
  const found = await inspect(docker, name);
  const current = found !== null && isCurrent(found, instance, image);
  if (found !== null && !current) await remove(docker, name);
  if (!current) await create(docker, instance, image);
  if (!current || !found.State.Running) await start(docker, name);
  return { name, volumePath };
}

function isCurrent(found: Dockerode.ContainerInspectInfo, instance: string, image: string): boolean {
  return [true, false].some(
    (modules) => found.Config.Labels[shapeLabel] === shape(instance, image, modules).Labels?.[shapeLabel],
  );
}

/** The image is per instance, so that removing an instance removes all of it; layers are shared. */
async function ensureImageBuilt(
  docker: Docker,
  instance: string,
  progress: Progress,
  signal: AbortSignal,
): Promise<string> {
  const files = Object.entries(program).map(([path, text]) => ({ name: path.slice(path.lastIndexOf("/") + 1), text }));
  const hash = createHash("sha256");
  for (const file of files) hash.update(`${file.name}\0${file.text}\0`);
  const tag = `${keeperName(instance)}:${hash.digest("hex").slice(0, 16)}`;
  try {
    await docker.getImage(tag).inspect();
    return tag;
  } catch (error) {
    if (!isNotFound(error)) throw error;
  }
  const base = await ensureImage(docker, keeperBaseImage, progress, signal);
  progress(null, "Building the keeper");
  const pack = tar.pack();
  for (const file of files) pack.entry({ name: file.name, mtime: new Date(0) }, file.text);
  pack.finalize();
  const stream = await docker.buildImage(Readable.from(pack), {
    t: tag,
    buildargs: { BASE: base.name },
    labels: labelsFor(instance, "keeper"),
    networkmode: "host",
    forcerm: true,
    abortSignal: signal,
  });
  await built(docker, stream, tag);
  return tag;
}

async function built(docker: Docker, stream: NodeJS.ReadableStream, tag: string): Promise<void> {
  let said = "";
  try {
    await new Promise<void>((resolve, reject) => {
      docker.modem.followProgress(
        stream,
        (error: Error | null) => (error === null ? resolve() : reject(error)),
        (event: { stream?: string; error?: string }) => {
          said = (said + (event.stream ?? "") + (event.error ?? "")).slice(-1000);
        },
      );
    });
    await docker.getImage(tag).inspect();
  } catch (cause) {
    throw new AppError(
      "image-missing",
      { image: tag, detail: said.trim() },
      "The keeper's image could not be built.",
      "Check the connection to the internet, then try again.",
      cause,
    );
  }
}

async function ensureVolumes(docker: Docker, instance: string): Promise<string> {
  await docker.createVolume({ Name: routerVolumeName(instance), Labels: labelsFor(instance, "router") });
  await docker.createVolume({ Name: storeVolumeName(instance), Labels: labelsFor(instance, "store") });
  return (await docker.getVolume(storeVolumeName(instance)).inspect()).Mountpoint;
}

async function inspect(docker: Docker, name: string): Promise<Dockerode.ContainerInspectInfo | null> {
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

async function remove(docker: Docker, name: string): Promise<void> {
  try {
    await docker.getContainer(name).remove({ force: true, v: true });
  } catch (error) {
    if (!isNotFound(error)) throw error;
  }
}

/** Kills the keeper with all that runs in it. Idempotent. */
export async function removeKeeperContainer(docker: Docker, instance: string): Promise<void> {
  await remove(docker, keeperName(instance));
}

/** Removes the keeper, its volumes and its images. What the store holds is gone then. Idempotent. */
export async function removeKeeper(docker: Docker, instance: string): Promise<void> {
  for (const found of await docker.listContainers({ all: true, filters: labelFilter(instance, "keeper") })) {
    await remove(docker, found.Id);
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

/** Instance ids of all store volumes on the engine. */
export async function listStoreInstances(docker: Docker): Promise<readonly string[]> {
  const { Volumes } = await docker.listVolumes({ filters: { label: [`${label.role}=store`] } });
  return Volumes.map((volume) => volume.Labels?.[label.instance]).filter((id) => id !== undefined);
}

/** One small file of the store's Docker volume, without mounting the store; null when there is none or no image to look with. */
export async function peekAtVolume(
  docker: Docker,
  instance: string,
  file: string,
  signal: AbortSignal,
): Promise<string | null> {
  const keeper = await inspect(docker, keeperName(instance));
  if (keeper !== null) return firstFile(docker, keeperName(instance), `/data/${file}`);
  const image = await ensureImage(docker, keeperBaseImage, () => undefined, signal);
  const visitor = await docker.createContainer({
    Image: image.name,
    Cmd: ["true"],
    Labels: labelsFor(instance, "keeper"),
    HostConfig: {
      NetworkMode: "none",
      Mounts: [{ Type: "volume", Source: storeVolumeName(instance), Target: "/data", ReadOnly: true }],
    },
  });
  try {
    return await firstFile(docker, visitor.id, `/data/${file}`);
  } finally {
    await visitor.remove({ force: true, v: true });
  }
}

async function firstFile(docker: Docker, container: string, path: string): Promise<string | null> {
  let archive: NodeJS.ReadableStream;
  try {
    archive = await docker.getContainer(container).getArchive({ path });
  } catch (error) {
    if (isNotFound(error)) return null;
    throw error;
  }
  const extract = tar.extract();
  (archive as Readable).pipe(extract);
  for await (const entry of extract) {
    const chunks: Uint8Array[] = [];
    for await (const chunk of entry as AsyncIterable<Uint8Array>) chunks.push(chunk);
    return Buffer.concat(chunks).toString("utf8");
  }
  return null;
}
