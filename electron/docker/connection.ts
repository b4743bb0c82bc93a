import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import Dockerode from "dockerode";
import { AppError } from "../../shared/errors";
import { type Endpoint, findEndpoints, type Surroundings } from "./endpoints";

export type Docker = Dockerode;

export interface Engine {
  readonly docker: Docker;
  readonly endpoint: string;
  readonly version: string;
  readonly api: string;
  readonly os: string;
  readonly kernel: string | null;
}

const neededVersion = "20.10";

/** Finds the engine and checks that it answers and is new enough; throws a `docker-*` AppError that says what to do. */
export async function connectEngine(signal: AbortSignal, around: Partial<Surroundings> = {}): Promise<Engine> {
  const endpoints = findEndpoints({ env: process.env, home: homedir(), platform: process.platform, ...around });
  let failure: Error | null = null;
  for (const endpoint of endpoints) {
    try {
      return await connect(endpoint, signal);
    } catch (cause) {
      signal.throwIfAborted();
      // The most telling failure wins: an engine that denies us or is too old is one that is there.
      const error = cause instanceof Error ? cause : new Error(String(cause));
      if (failure === null || weight(error) > weight(failure)) failure = error;
    }
  }
  throw failure ?? missing("no Docker socket was found");
}

function weight(error: Error): number {
  const order = ["docker-missing", "docker-unreachable", "docker-denied", "docker-too-old"];
  return error instanceof AppError ? order.indexOf(error.code) : -1;
}

async function connect(endpoint: Endpoint, signal: AbortSignal): Promise<Engine> {
  const docker = new Dockerode(optionsFor(endpoint));
  const limit = AbortSignal.any([signal, AbortSignal.timeout(10_000)]);
  let version: Dockerode.DockerVersion;
  try {
    version = await abortable(docker.version(), limit);
  } catch (cause) {
    signal.throwIfAborted();
    throw explain(endpoint, cause);
  }
  if (!isAtLeast(version.Version, neededVersion)) {
    throw new AppError(
      "docker-too-old",
      { version: version.Version, needed: neededVersion },
      `Docker ${version.Version} is too old.`,
      `Update Docker to version ${neededVersion} or newer, then try again.`,
    );
  }
  return {
    docker,
    endpoint: endpoint.host,
    version: version.Version,
    api: version.ApiVersion,
    os: version.Os,
    kernel: version.KernelVersion || null,
  };
}

/** Compares the first two numbers; a version that isn't numbers (a nightly build) counts as new. */
export function isAtLeast(version: string, needed: string): boolean {
  const [major = NaN, minor = 0] = version.split(".").map((part) => Number.parseInt(part, 10));
  const [neededMajor = 0, neededMinor = 0] = needed.split(".").map(Number);
  if (Number.isNaN(major)) return true;
  return major > neededMajor || (major === neededMajor && minor >= neededMinor);
}

/** `host` is given in every case, for docker-modem falls back to DOCKER_HOST for whatever is left out. */
function optionsFor(endpoint: Endpoint): Dockerode.DockerOptions {
  const { host, tlsFolder } = endpoint;
  if (host.startsWith("unix://")) return { socketPath: host.slice("unix://".length), host: "" };
  if (host.startsWith("npipe://")) return { socketPath: host.slice("npipe://".length), host: "" };
  const url = new URL(host);
  if (url.protocol === "ssh:") {
    return {
      protocol: "ssh",
      host: url.hostname,
      port: url.port || 22,
      ...(url.username === "" ? {} : { username: url.username }),
    };
  }
  const port = url.port || (tlsFolder === null ? 2375 : 2376);
  if (tlsFolder === null) return { protocol: "http", host: url.hostname, port };
  const pem = (name: string) => {
    const path = join(tlsFolder, name);
    return existsSync(path) ? readFileSync(path) : undefined;
  };
  const [ca, cert, key] = [pem("ca.pem"), pem("cert.pem"), pem("key.pem")];
  return { protocol: "https", host: url.hostname, port, ...(ca && { ca }), ...(cert && { cert }), ...(key && { key }) };
}

/** Whether a call failed because the engine is gone, not because of what was asked. */
export function isEngineGone(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return ["ECONNREFUSED", "ECONNRESET", "ENOENT", "EPIPE"].includes(code);
}

/** The AppError for a call that failed because the engine is gone; everything else is handed back as it is. */
export function explainEngineError(docker: Docker, error: unknown): unknown {
  if (!isEngineGone(error)) return error;
  const modem: object = docker.modem;
  const socket = "socketPath" in modem && typeof modem.socketPath === "string" ? modem.socketPath : null;
  const endpoint = socket === null ? ("host" in modem ? String(modem.host) : "") : `unix://${socket}`;
  return unreachable(endpoint, error);
}

/** `docker-unreachable` when the engine has gone, whatever an error that this led to looks like; null while it answers. */
export async function explainLoss(engine: Engine, cause: unknown): Promise<AppError | null> {
  try {
    await abortable(engine.docker.ping(), AbortSignal.timeout(5_000));
    return null;
  } catch {
    return unreachable(engine.endpoint, cause);
  }
}

/** dockerode's `version` takes no signal. */
function abortable<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
    work.then(resolve, reject);
  });
}

function missing(detail: string, cause?: unknown): AppError {
  return new AppError(
    "docker-missing",
    { detail },
    "Docker was not found on this machine.",
    "Install Docker Desktop, OrbStack, Colima or Docker Engine, start it, then try again.",
    cause,
  );
}

function explain(endpoint: Endpoint, cause: unknown): AppError {
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
  const detail = cause instanceof Error ? cause.message : String(cause);
  if (code === "EACCES" || code === "EPERM") {
    return new AppError(
      "docker-denied",
      { endpoint: endpoint.host },
      "Docker is there, but this user may not use it.",
      "Add yourself to the group `docker` (sudo usermod -aG docker $USER), log out and in, then try again.",
      cause,
    );
  }
  if (code === "ENOENT" && endpoint.source === "default") return missing(detail, cause);
  return unreachable(endpoint.host, cause);
}

function unreachable(endpoint: string, cause: unknown): AppError {
  return new AppError(
    "docker-unreachable",
    { endpoint, detail: cause instanceof Error ? cause.message : String(cause) },
    "Docker does not answer.",
    "Start Docker and wait until it is ready, then try again.",
    cause,
  );
}
