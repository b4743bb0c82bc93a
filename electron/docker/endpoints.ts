import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

/** Where an engine may answer, and who said so. */
export interface Endpoint {
  /** As in DOCKER_HOST: `unix:///var/run/docker.sock`, `npipe:////./pipe/docker_engine`, `tcp://...`, `ssh://...`. */
  readonly host: string;
  readonly source: "DOCKER_HOST" | "context" | "default";
  /** A folder with ca.pem, cert.pem and key.pem. */
  readonly tlsFolder: string | null;
}

export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
  readonly platform: NodeJS.Platform;
}

const Config = z.object({ currentContext: z.string().optional() });
const ContextMeta = z.object({
  Endpoints: z.object({ docker: z.object({ Host: z.string().optional() }).optional() }),
});

/**
 * The engines to try, in order. DOCKER_HOST and a chosen context are the person's word and stand alone, as in the
 * docker command; only without them the usual sockets are tried.
 */
export function findEndpoints({ env, home, platform }: Surroundings): readonly Endpoint[] {
  const said = env["DOCKER_HOST"];
  if (said !== undefined && said !== "") {
    const verify = env["DOCKER_TLS_VERIFY"] ?? "";
    const tlsFolder = verify === "" ? null : (env["DOCKER_CERT_PATH"] ?? join(home, ".docker"));
    return [{ host: said.includes("://") ? said : `tcp://${said}`, source: "DOCKER_HOST", tlsFolder }];
  }
  const configFolder = env["DOCKER_CONFIG"] ?? join(home, ".docker");
  const context = env["DOCKER_CONTEXT"] || currentContext(configFolder);
  if (context !== null && context !== "default") {
    const endpoint = contextEndpoint(configFolder, context);
    if (endpoint !== null) return [endpoint];
  }
  return defaultHosts(home, platform, env).map((host) => ({ host, source: "default", tlsFolder: null }));
}

function defaultHosts(home: string, platform: NodeJS.Platform, env: Surroundings["env"]): readonly string[] {
  if (platform === "win32") return ["npipe:////./pipe/docker_engine", "npipe:////./pipe/dockerDesktopLinuxEngine"];
  const runtime = env["XDG_RUNTIME_DIR"];
  const sockets = [
    "/var/run/docker.sock",
    join(home, ".docker/run/docker.sock"),
    join(home, ".docker/desktop/docker.sock"),
    join(home, ".orbstack/run/docker.sock"),
    join(home, ".colima/default/docker.sock"),
    join(home, ".rd/docker.sock"),
    ...(runtime === undefined ? [] : [join(runtime, "docker.sock")]),
  ];
  return sockets.filter((path) => existsSync(path)).map((path) => `unix://${path}`);
}

function currentContext(configFolder: string): string | null {
  const config = readJson(join(configFolder, "config.json"), Config);
  return config?.currentContext ?? null;
}

/** The docker command keeps each context under the SHA-256 of its name. */
function contextEndpoint(configFolder: string, name: string): Endpoint | null {
  const id = createHash("sha256").update(name).digest("hex");
  const meta = readJson(join(configFolder, "contexts/meta", id, "meta.json"), ContextMeta);
  const host = meta?.Endpoints.docker?.Host;
  if (host === undefined) return null;
  const tlsFolder = join(configFolder, "contexts/tls", id, "docker");
  return { host, source: "context", tlsFolder: existsSync(tlsFolder) ? tlsFolder : null };
}

/** Null where the file is absent or isn't what the docker command writes: then it says nothing about the engine. */
function readJson<T>(path: string, schema: z.ZodType<T>): T | null {
  if (!existsSync(path)) return null;
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return null;
  }
  const parsed = schema.safeParse(value);
  return parsed.success ? parsed.data : null;
}
