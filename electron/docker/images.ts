import catalogue from "../../assets/images.json" with { type: "json" };
import { AppError } from "../../shared/errors";
import type { Progress } from "../core/ports";
import type { Docker } from "./connection";

export interface ResolvedImage {
  /** What containers are made from. */
  readonly name: string;
  /** True when `name` is the stand-in, for no registry had the official image. */
  readonly standIn: boolean;
}

const standIns: Readonly<Record<string, string>> = catalogue.standIns;

export const wordpressImage = (wordpress: string, php: string) => `wordpress:${wordpress}-php${php}-apache`;
export const mariadbImage = (version: string) => `mariadb:${version}`;
export const routerImage: string = catalogue.router;
export const keeperBaseImage: string = catalogue.keeperBase;

/** The image by its official name, as it is on the engine now: itself, else its stand-in, else null. */
export async function findImage(docker: Docker, official: string): Promise<ResolvedImage | null> {
  if (await isPresent(docker, official)) return { name: official, standIn: false };
  const standIn = standIns[official];
  if (standIn !== undefined && (await isPresent(docker, standIn))) return { name: standIn, standIn: true };
  return null;
}

/** Finds the image or pulls it; throws `image-missing` where no registry has it. A stand-in that is present saves the pull. */
export async function ensureImage(
  docker: Docker,
  official: string,
  progress: Progress,
  signal: AbortSignal,
): Promise<ResolvedImage> {
  const found = await findImage(docker, official);
  if (found !== null) return found;
  try {
    await pull(docker, official, progress, signal);
  } catch (cause) {
    signal.throwIfAborted();
    throw new AppError(
      "image-missing",
      { image: official, detail: cause instanceof Error ? cause.message.trim() : String(cause) },
      `The image ${official} is not on this machine and could not be downloaded.`,
      "Check the connection to the internet, then try again.",
      cause,
    );
  }
  return { name: official, standIn: false };
}

async function isPresent(docker: Docker, name: string): Promise<boolean> {
  try {
    await docker.getImage(name).inspect();
    return true;
  } catch (error) {
    if (isNotFound(error)) return false;
    throw error;
  }
}

interface PullEvent {
  readonly id?: string;
  readonly status?: string;
  readonly error?: string;
  readonly progressDetail?: { readonly current?: number; readonly total?: number };
}

async function pull(docker: Docker, name: string, progress: Progress, signal: AbortSignal): Promise<void> {
  progress(null, { kind: "fetching", name });
  const stream = await docker.pull(name, { abortSignal: signal });
  const layers = new Map<string, number>();
  await new Promise<void>((resolve, reject) => {
    docker.modem.followProgress(
      stream,
      (error: Error | null) => (error === null ? resolve() : reject(error)),
      (event: PullEvent) => {
        const fraction = layerFraction(event);
        if (event.id === undefined || fraction === null) return;
        layers.set(event.id, fraction);
        const sum = [...layers.values()].reduce((total, one) => total + one, 0);
        progress(sum / layers.size, { kind: "fetching", name });
      },
    );
  });
}

/** Unpacking is the last fifth of a layer. */
function layerFraction(event: PullEvent): number | null {
  const { current = 0, total = 0 } = event.progressDetail ?? {};
  switch (event.status) {
    case "Pulling fs layer":
    case "Waiting":
      return 0;
    case "Downloading":
      return total > 0 ? (current / total) * 0.8 : 0;
    case "Extracting":
      return total > 0 ? 0.8 + (current / total) * 0.2 : 0.8;
    case "Pull complete":
    case "Already exists":
      return 1;
    default:
      return null;
  }
}

/** The engine's "404": an answer, not a failure to answer. */
export function isNotFound(error: unknown): boolean {
  return statusOf(error) === 404;
}

/** The engine's "409" (name in use, already running) and "304" (already in that state). */
export function isConflict(error: unknown): boolean {
  return statusOf(error) === 409;
}

export function statusOf(error: unknown): number | null {
  return error instanceof Error && "statusCode" in error && typeof error.statusCode === "number"
    ? error.statusCode
    : null;
}
