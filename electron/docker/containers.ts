import { buffer } from "node:stream/consumers";
import type { Container, ContainerCreateOptions } from "dockerode";
import type { ContainerFile } from "../core/ports";
import type { Docker } from "./connection";
import { packFiles } from "./container-files";
import { isConflict, isNotFound, statusOf } from "./images";

/** Makes a container anew, lays its files in and starts it. One of the same name is removed first, stopped cleanly. */
export async function startAnew(
  docker: Docker,
  options: ContainerCreateOptions & { readonly name: string },
  files: readonly ContainerFile[],
  signal: AbortSignal,
  measure: (phase: "create" | "files" | "start", milliseconds: number) => void,
): Promise<Container> {
  const timed = async <T>(phase: "create" | "files" | "start", work: () => Promise<T>) => {
    signal.throwIfAborted();
    const began = performance.now();
    const result = await work();
    measure(phase, performance.now() - began);
    return result;
  };
  const container = await timed("create", () => createAnew(docker, options));
  try {
    if (files.length > 0) await timed("files", () => layIn(container, files));
    await timed("start", () => container.start());
    return container;
  } catch (cause) {
    await removeContainer(docker, container.id);
    throw cause;
  }
}

async function createAnew(docker: Docker, options: ContainerCreateOptions & { readonly name: string }) {
  try {
    return await docker.createContainer(options);
  } catch (error) {
    if (!isConflict(error)) throw error;
    await stopAndRemove(docker, options.name, options.StopTimeout ?? 10);
    return docker.createContainer(options);
  }
}

export async function layIn(container: Container, files: readonly ContainerFile[]): Promise<void> {
  await container.putArchive(await buffer(packFiles(files)), { path: "/" });
}

/** Asks a container to end, waits up to `seconds`, then removes it with its anonymous volumes. No-op when absent. */
export async function stopAndRemove(docker: Docker, name: string, seconds: number): Promise<void> {
  try {
    await docker.getContainer(name).stop({ t: seconds });
  } catch (error) {
    // 304: it had stopped already.
    if (!isNotFound(error) && statusOf(error) !== 304) throw error;
  }
  await removeContainer(docker, name);
}

/** Removes it at once, running or not, with the anonymous volumes its image declares. No-op when absent. */
export async function removeContainer(docker: Docker, name: string): Promise<void> {
  try {
    await docker.getContainer(name).remove({ v: true, force: true });
  } catch (error) {
    // 409: its removal is under way already.
    if (!isNotFound(error) && !isConflict(error)) throw error;
    if (isConflict(error)) await docker.getContainer(name).wait({ condition: "removed" }).catch(ignoreGone);
  }
}

function ignoreGone(error: unknown): void {
  if (!isNotFound(error)) throw error;
}
