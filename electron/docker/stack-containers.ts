import type { ContainerCreateOptions, HostConfig } from "dockerode";
import type { StackSpec } from "../core/ports";
import { rootPasswordFile } from "./database-accounts";
import { databaseName, labelsFor, laneVolumeName, networkName, webName } from "./labels";
import { mariadbArguments, sitePaths } from "./mariadb-options";

const mib = 1024 * 1024;

/**
 * The image's entrypoint asks the server for its settings several times, which costs half of a small server's start. It is
 * only needed while the data folder is still empty. No value is ever part of the script: options come as arguments.
 */
const startScript = 'if [ -d "$0/mysql" ]; then exec mariadbd "$@"; fi; exec docker-entrypoint.sh mariadbd "$@"';

/** What Apache's entrypoint and its change to www-data need, and nothing else. */
const webCapabilities = ["CHOWN", "DAC_OVERRIDE", "FOWNER", "KILL", "NET_BIND_SERVICE", "SETGID", "SETUID"];

/** The database of a lane: no network, no capability, never root; reached through the socket in the volume. */
export function databaseContainer(instance: string, image: string, spec: StackSpec): ContainerCreateOptions {
  return {
    name: databaseName(instance, spec.laneId),
    Image: image,
    Entrypoint: ["sh", "-c", startScript, sitePaths.data],
    Cmd: [...mariadbArguments(spec)],
    User: "999:999",
    WorkingDir: sitePaths.data,
    Env: [
      `MARIADB_ROOT_PASSWORD_FILE=${rootPasswordFile}`,
      "MARIADB_ROOT_HOST=localhost",
      // Loading the time zones takes seconds, and WordPress keeps its own.
      "MARIADB_INITDB_SKIP_TZINFO=1",
    ],
    Labels: labelsFor(instance, "database", belongsOf(spec)),
    StopTimeout: 30,
    HostConfig: { ...hostConfig(instance, spec), NetworkMode: "none", Memory: 1024 * mib },
  };
}

/** Apache and PHP of a lane, by the image's own entrypoint, on the one network it shares with the router. */
export function webContainer(instance: string, image: string, spec: StackSpec): ContainerCreateOptions {
  return {
    name: webName(instance, spec.laneId),
    Image: image,
    WorkingDir: sitePaths.html,
    Env: Object.entries(spec.environment).map(([name, value]) => `${name}=${value}`),
    Labels: labelsFor(instance, "web", belongsOf(spec)),
    StopTimeout: 30,
    HostConfig: {
      ...hostConfig(instance, spec),
      NetworkMode: networkName(instance),
      Memory: 1024 * mib,
      CapAdd: webCapabilities,
    },
  };
}

function hostConfig(instance: string, spec: StackSpec): HostConfig {
  return {
    // nocopy: nothing of the image is to appear in the volume.
    Binds: [`${laneVolumeName(instance, spec.laneId)}:${sitePaths.root}:nocopy`],
    RestartPolicy: { Name: "no" },
    CapDrop: ["ALL"],
    SecurityOpt: ["no-new-privileges"],
    Privileged: false,
    PidsLimit: 512,
    LogConfig: { Type: "json-file", Config: { "max-size": "5m", "max-file": "2" } },
  };
}

export function belongsOf(spec: Pick<StackSpec, "siteId" | "branchId" | "laneId">) {
  return { site: spec.siteId, branch: spec.branchId, lane: spec.laneId };
}
