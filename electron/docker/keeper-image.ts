import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import tar from "tar-stream";
import { AppError } from "../../shared/errors";
import type { Progress } from "../core/ports";
import type { Docker } from "./connection";
import { ensureImage, isNotFound, keeperBaseImage } from "./images";
import { keeperName, labelsFor } from "./labels";

/** The keeper's program, as text: bundled into the app, so that it is there wherever the app runs. */
const program = import.meta.glob<string>(["../../assets/keeper/Dockerfile", "../../assets/keeper/*.py"], {
  query: "?raw",
  import: "default",
  eager: true,
});

/** The image is per instance, so that removing an instance removes all of it; layers are shared. */
export async function ensureKeeperImage(
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
  progress(null, { kind: "building" });
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
