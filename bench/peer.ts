import { randomUUID } from "node:crypto";
import net from "node:net";
import { keeperName, laneVolumeName } from "../electron/docker/labels";
import { mariadbArguments } from "../electron/docker/mariadb-options";
import { type Database, sql } from "./database";
import { docker, dockerStream } from "./docker";
import type { Reachable } from "./load/load";
import { type Address, untilShown } from "./page";
import { act, laneOf, markerSql, type Site, type Tidemark } from "./tidemark";

export const benchLabel = (instance: string) => `tidemark.bench=${instance}`;

/**
 * The same site without Tidemark: the same images on plain Docker volumes, the same server options but for the binary log.
 * Web and database share a socket, the quickest way there is, so that nothing here is slowed by a name lookup.
 */
export interface Peer {
  readonly label: string;
  readonly images: { readonly database: string; readonly web: string };
  readonly secrets: { readonly root: string; readonly wordpress: string };
  readonly host: string;
  readonly stack: Stack;
}

/** Containers and volumes of one running copy. */
export interface Stack {
  readonly database: string;
  readonly web: string;
  readonly volumes: { readonly db: string; readonly html: string; readonly run: string };
  readonly port: number;
}

export const peerSocket = "/run/mysqld/mysqld.sock";
const ofTheLog = /^--(log-bin|binlog|max-binlog|server-id|gtid|sync-binlog|auto-increment|datadir|socket|pid-file)/;

/** Tidemark's own options without the log, its ids and its paths. */
export const serverOptions: readonly string[] = [
  ...mariadbArguments({ laneNumber: 1, interleaved: false, durable: false }).filter((each) => !ofTheLog.test(each)),
  "--datadir=/var/lib/mysql",
  `--socket=${peerSocket}`,
];

export async function newStack(name: string): Promise<Stack> {
  return {
    database: `${name}-database`,
    web: `${name}-web`,
    volumes: { db: `${name}-db`, html: `${name}-html`, run: `${name}-run` },
    port: await freePort(),
  };
}

export const addressOf = (peer: Peer, stack: Stack = peer.stack): Address => ({ port: stack.port, host: peer.host });

export const peerDatabase = (peer: Peer, stack: Stack = peer.stack): Database => ({
  container: stack.database,
  socket: peerSocket,
  rootPassword: peer.secrets.root,
  user: "0",
  dataFolder: "/var/lib/mysql",
});

/** Copies a site, cleanly stopped for it, out of the store and starts the copy. */
export async function createPeer(tidemark: Tidemark, site: Omit<Site, "versions">): Promise<Peer> {
  const { useCases, instance, signal } = tidemark;
  const world = tidemark.app.world();
  const secrets = await world.store.readSecrets(site.siteId, signal);
  const images = await imagesOf(tidemark, site);
  const label = benchLabel(instance);
  const name = `tidemark-${instance}-bench-${site.size.slug}`;
  const peer: Peer = {
    label,
    images,
    secrets: { root: secrets.databaseRoot, wordpress: secrets.databaseSite },
    host: site.address.host,
    stack: await newStack(name),
  };
  await act(tidemark, useCases.branches.stop({ branchId: site.branchId }, signal));
  const { db, html } = peer.stack.volumes;
  await makeVolumes(peer, peer.stack, signal);
  await docker(["volume", "create", "--label", label, backupVolume(peer)], signal);
  const tree = `/store/live/${laneOf(tidemark, site.branchId)}/tree`;
  const tar = ["tar", "-C", tree, "--exclude=db/mysql-bin*", "-cf", "-", "db", "html"];
  const untar = ["tar", "-C", "/to", "-xf", "-"];
  await docker(
    ["run", "--rm", "-i", "--label", label, "-v", `${db}:/to/db`, "-v", `${html}:/to/html`]
      .concat(["--user", "0", "--entrypoint", untar[0] ?? "", images.database])
      .concat(untar.slice(1)),
    signal,
    dockerStream(["exec", keeperName(instance), ...tar], signal),
  );
  await act(tidemark, useCases.branches.start({ branchId: site.branchId }, signal));
  await startStack(peer, peer.stack, signal);
  await untilShown(addressOf(peer), "/", "</html>", 20, signal);
  return peer;
}

async function imagesOf(tidemark: Tidemark, site: Pick<Site, "branchId">) {
  const lane = laneOf(tidemark, site.branchId);
  const imageOf = (role: string) =>
    docker(
      ["inspect", "--format", "{{.Config.Image}}", `tidemark-${tidemark.instance}-${lane}-${role}`],
      tidemark.signal,
    );
  return { database: await imageOf("database"), web: await imageOf("web") };
}

export async function makeVolumes(peer: Peer, stack: Stack, signal: AbortSignal): Promise<void> {
  for (const volume of Object.values(stack.volumes)) {
    await docker(["volume", "create", "--label", peer.label, volume], signal);
  }
}

/** `docker run` of database and web, side by side. Resolves when both run, before either answers. */
export async function startStack(peer: Peer, stack: Stack, signal: AbortSignal): Promise<void> {
  const { html, run: runVolume } = stack.volumes;
  const environment = {
    WORDPRESS_DB_HOST: `localhost:${peerSocket}`,
    WORDPRESS_DB_NAME: "wordpress",
    WORDPRESS_DB_USER: "wordpress",
    WORDPRESS_DB_PASSWORD: peer.secrets.wordpress,
  };
  await Promise.all([
    startDatabase(peer, stack, ["mariadbd", ...serverOptions], signal),
    docker(
      ["run", "-d", "--name", stack.web, "--label", peer.label, "-p", `127.0.0.1:${stack.port}:80`]
        .concat(["-v", `${html}:/var/www/html`, "-v", `${runVolume}:/run/mysqld`])
        .concat(Object.entries(environment).flatMap(([key, value]) => ["-e", `${key}=${value}`]))
        .concat([peer.images.web]),
      signal,
    ),
  ]);
}

/** `command` runs behind the image's own entrypoint, or is a script for a shell of the server's own user where it starts with `bash`. */
export function startDatabase(peer: Peer, stack: Stack, command: readonly string[], signal: AbortSignal) {
  const [first = "", ...rest] = command;
  const start =
    first === "bash"
      ? ["--user", "mysql", "--entrypoint", "bash", peer.images.database, ...rest]
      : [peer.images.database, ...command];
  return docker(
    ["run", "-d", "--name", stack.database, "--label", peer.label, "--network", "none"]
      .concat(["-v", `${stack.volumes.db}:/var/lib/mysql`, "-v", `${stack.volumes.run}:/run/mysqld`])
      .concat(["-v", `${backupVolume(peer)}:/backup`])
      .concat(start),
    signal,
  );
}

export const backupVolume = (peer: Peer) => `${peer.stack.database}-backup`;

export async function removeStack(stack: Stack, keep: "volumes" | "nothing", signal: AbortSignal): Promise<void> {
  await docker(["rm", "--force", "--volumes", stack.web, stack.database], signal);
  if (keep === "nothing") await docker(["volume", "rm", ...Object.values(stack.volumes)], signal);
}

export async function setMarker(peer: Peer, marker: string, signal: AbortSignal): Promise<void> {
  await sql(peerDatabase(peer), markerSql(marker), signal);
  await untilShown(addressOf(peer), "/", marker, 20, signal);
}

/** Where clients that work on either side's database reach it. */
export const reachPeer = (peer: Peer): Reachable => ({
  volume: peer.stack.volumes.run,
  mountedAt: "/run/mysqld",
  socket: peerSocket,
  password: peer.secrets.wordpress,
  image: peer.images.web,
});

export const reachTidemark = (tidemark: Tidemark, site: Pick<Site, "branchId">, peer: Peer): Reachable => ({
  volume: laneVolumeName(tidemark.instance, laneOf(tidemark, site.branchId)),
  mountedAt: "/site",
  socket: "/site/run/mysqld.sock",
  password: peer.secrets.wordpress,
  image: peer.images.web,
});

export const newName = (peer: Peer) => `${peer.stack.database}-${randomUUID().slice(0, 8)}`;

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}
