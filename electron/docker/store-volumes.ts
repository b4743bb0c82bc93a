import type { Readable } from "node:stream";
import tar from "tar-stream";
import type { Docker } from "./connection";
import { ensureImage, isNotFound, keeperBaseImage } from "./images";
import { inspectContainer } from "./keeper-container";
import { keeperName, label, labelsFor, storeVolumeName } from "./labels";

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
  const keeper = await inspectContainer(docker, keeperName(instance));
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
