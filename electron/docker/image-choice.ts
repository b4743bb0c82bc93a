import { AppError } from "../../shared/errors";
import type { Docker } from "./connection";
import { findImage, isNotFound } from "./images";

export interface ImageChoice {
  /** The name containers are made from; throws `image-missing`. Asks the engine once per image. */
  choose(official: string, signal: AbortSignal): Promise<string>;
  /** Asks again next time: what was chosen turned out to be gone. */
  forget(official: string): void;
}

/** Remembers which image stands for which official name: two questions to the engine less on every start. */
export function createImageChoice(docker: Docker): ImageChoice {
  const chosen = new Map<string, string>();
  return {
    async choose(official, signal) {
      signal.throwIfAborted();
      const known = chosen.get(official);
      if (known !== undefined) return known;
      const found = await findImage(docker, official);
      if (found === null) throw imageMissing(official, "it is not on this machine");
      chosen.set(official, found.name);
      return found.name;
    },
    forget: (official) => {
      chosen.delete(official);
    },
  };
}

export function imageMissing(image: string, detail: string, cause?: unknown): AppError {
  return new AppError(
    "image-missing",
    { image, detail },
    `The image ${image} is not on this machine.`,
    "Connect to the internet and try again: Tidemark downloads it.",
    cause,
  );
}

/** The engine's answer when the image of a new container is gone. */
export function isImageMissing(error: unknown): boolean {
  return isNotFound(error) && error instanceof Error && /no such image/i.test(error.message);
}
