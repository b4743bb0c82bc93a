import { run } from "./database";
import { docker } from "./docker";
import { untilShown } from "./page";
import { addressOf, newName, type Peer, peerDatabase, peerSocket, serverOptions, startDatabase } from "./peer";

/** What somebody without Tidemark would use to keep a site's database and to get it back. */
export const backupKinds = ["mariadb-backup", "mariadb-dump"] as const;
export type BackupKind = (typeof backupKinds)[number];

/** Resolves when the file is whole. zstd at its quickest, on all cores. */
export function writeBackup(peer: Peer, kind: BackupKind, signal: AbortSignal): Promise<string> {
  const account = `-uroot --password="$MYSQL_PWD" --socket=${peerSocket}`;
  const write = {
    "mariadb-backup": `mariadb-backup --backup --stream=mbstream ${account} 2> /backup/log || { tail -5 /backup/log >&2; exit 1; }`,
    "mariadb-dump": `mariadb-dump ${account} --single-transaction --quick wordpress`,
  }[kind];
  const command = `set -o pipefail; { ${write}; } | zstd -1 -T0 -q -f -o /backup/${kind}.zst`;
  return run(peerDatabase(peer), ["bash", "-c", command], signal);
}

/** Back to the last backup, until the home page shows its marker with 200. The web container runs on throughout. */
export function restore(peer: Peer, kind: BackupKind, marker: string, signal: AbortSignal): Promise<Peer> {
  return kind === "mariadb-dump" ? loadDump(peer, marker, signal) : unpackBackup(peer, marker, signal);
}

/** Into the running server: mariadb-dump has it drop each table first. */
async function loadDump(peer: Peer, marker: string, signal: AbortSignal): Promise<Peer> {
  const client = `mariadb -uroot -S ${peerSocket} wordpress`;
  const command = `set -o pipefail; zstd -dcq /backup/mariadb-dump.zst | ${client}`;
  await run(peerDatabase(peer), ["bash", "-c", command], signal);
  await untilShown(addressOf(peer), "/", marker, 5, signal);
  return peer;
}

/**
 * The old server is killed, not stopped, since its data goes; the new one unpacks, prepares and starts in one container, as its
 * own user, so that nothing has to be given another owner.
 */
async function unpackBackup(peer: Peer, marker: string, signal: AbortSignal): Promise<Peer> {
  const fresh = await startUnpacked(peer, "mariadb-backup.zst", signal);
  await untilShown(addressOf(fresh), "/", marker, 5, signal);
  return fresh;
}

/** Resolves when its container runs, long before its server answers. `file` lies in the peer's volume for backups. */
export async function startUnpacked(peer: Peer, file: string, signal: AbortSignal): Promise<Peer> {
  const fresh: Peer = {
    ...peer,
    stack: { ...peer.stack, volumes: { ...peer.stack.volumes, db: newName(peer) } },
  };
  const script = `set -eo pipefail
zstd -dcq /backup/${file} | mbstream -x -C /var/lib/mysql
mariadb-backup --prepare --use-memory=512M --target-dir=/var/lib/mysql
exec mariadbd "$@"`;
  await docker(["rm", "--force", peer.stack.database], signal);
  await docker(["volume", "create", "--label", peer.label, fresh.stack.volumes.db], signal);
  await startDatabase(fresh, fresh.stack, ["bash", "-c", script, "restore", ...serverOptions], signal);
  return fresh;
}

/** Lets go of the data a restore replaced; not part of what is measured. */
export async function dropReplaced(before: Peer, after: Peer, signal: AbortSignal): Promise<void> {
  if (before.stack.volumes.db !== after.stack.volumes.db)
    await docker(["volume", "rm", before.stack.volumes.db], signal);
}
