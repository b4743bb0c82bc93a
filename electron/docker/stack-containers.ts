import type { ContainerCreateOptions, HostConfig } from "dockerode";
import type { StackSpec } from "../core/ports";
import { rootPasswordFile } from "./database-accounts";
import { databaseName, labelsFor, laneVolumeName, networkName, webName } from "./labels";
import { mariadbArguments, sitePaths } from "./mariadb-options";

const mib = 1024 * 1024;

/**
 * Runs in the data folder. The image's entrypoint asks the server for its settings several times, which costs half of a small
 * server's start: it is only needed while the data folder is still empty. No value is ever part of the script: options come as arguments.
 *
 * The server reserves the room of its redo log, and btrfs never compresses a file that had room reserved: versions would hold three
 * times as much of it. So the server gets a copy, byte for byte, to go on with: once, for clones keep the mark. It is made beside,
 * synced and renamed; where it can't be made the server starts with what it has. With it goes what an earlier Tidemark kept in the volume.
 */
const startScript = `
if [ ! -d "$0/mysql" ]; then exec docker-entrypoint.sh mariadbd "$@"; fi
marks=$(lsattr ib_logfile0 2>/dev/null)
case "\${marks%% *}" in
  *c*) ;;
  *) if [ "$(stat -f -c %T .)" = btrfs ]; then
    rm -f redo.new ibtmp1
    (umask 007; : > redo.new) && chattr +c redo.new && cat ib_logfile0 >> redo.new && sync redo.new && mv redo.new ib_logfile0 && sync . ||
      rm -f redo.new
  fi ;;
esac
exec mariadbd "$@"`;

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
