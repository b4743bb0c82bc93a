import { setTimeout as delay } from "node:timers/promises";
import { segmentNumber } from "../shared/log-place";
import type { LogPosition } from "../shared/model/event";
import { databaseOf, laneOf, type Site, type Tidemark } from "./tidemark";
import { run, sql } from "./database";
import { docker, dockerStream, timed } from "./docker";
import { untilShown } from "./page";
import { addressOf, type Peer, peerDatabase, peerSocket } from "./peer";
import { startUnpacked } from "./peer-backups";

const backupFile = "moment.zst";

/** A backup of the recorded database itself, put where its peer has it: so both go back to the same data, with the same log. */
export async function backUpForPeer(tidemark: Tidemark, site: Site, peer: Peer): Promise<void> {
  const { signal } = tidemark;
  const { container, socket, user, rootPassword } = databaseOf(tidemark, site);
  const script = `set -o pipefail; mariadb-backup --backup --stream=mbstream --target-dir=/tmp -uroot --password="$MYSQL_PWD" --socket=${socket} 2> /tmp/log | zstd -1 -q || { tail -5 /tmp/log >&2; exit 1; }`;
  const backup = ["exec", "-u", user, "-e", `MYSQL_PWD=${rootPassword}`, container, "bash", "-c", script];
  await intoPeer(peer, backupFile, dockerStream(backup, signal), signal);
}

/** The segments of a lane's log from one on, as files beside the backup. */
export async function copyLog(tidemark: Tidemark, site: Site, laneId: string, from: string, peer: Peer): Promise<void> {
  const { signal } = tidemark;
  const { logs } = tidemark.app.world();
  const lane = tidemark.app
    .world()
    .catalogue.branch(site.branchId)
    ?.lanes.find(({ id }) => id === laneId);
  if (lane === undefined) throw new Error(`no lane ${laneId}`);
  for (const { file } of await logs.segments({ laneId, number: lane.number }, signal)) {
    if (segmentNumber(file) < segmentNumber(from)) continue;
    await intoPeer(peer, file, await logs.open(laneId, file, 0, signal), signal);
  }
}

function intoPeer(peer: Peer, name: string, content: Parameters<typeof docker>[2], signal: AbortSignal) {
  return docker(["exec", "-i", peer.stack.database, "sh", "-c", 'cat > "/backup/$0"', name], signal, content);
}

/**
 * What somebody without Tidemark would do: unpack the last backup, start, have the log read into it up to a position, look at the
 * page. `apply` is the last but one alone, in a server that runs: MariaDB's own rate.
 */
export async function restoreToMoment(
  peer: Peer,
  to: LogPosition,
  marker: string,
  signal: AbortSignal,
): Promise<{ readonly peer: Peer; readonly apply: number }> {
  const fresh = await startUnpacked(peer, backupFile, signal);
  await untilAnswers(fresh, signal);
  // As mariadb-backup left it: the place in the log up to which the backup has everything.
  const script = `set -eo pipefail; cd /backup; read -r first start rest < /var/lib/mysql/xtrabackup_binlog_info
files=$(ls mysql-bin.* | awk -v from="$first" -v to="$0" '$0 >= from && $0 <= to')
mariadb-binlog --disable-log-bin --start-position="$start" --stop-position="$1" $files | mariadb -uroot -S ${peerSocket} --binary-mode --batch --max-allowed-packet=1G`;
  const apply = await timed(() =>
    run(peerDatabase(fresh), ["bash", "-c", script, to.file, String(to.position)], signal),
  );
  await untilShown(addressOf(fresh), "/", marker, 5, signal);
  return { peer: fresh, apply };
}

async function untilAnswers(peer: Peer, signal: AbortSignal): Promise<void> {
  const until = performance.now() + 300_000;
  for (;;) {
    try {
      await sql(peerDatabase(peer), "SELECT 1", signal);
      return;
    } catch (error) {
      if (performance.now() > until) throw error;
      await delay(50, undefined, { signal });
    }
  }
}

export const headOf = (tidemark: Tidemark, site: Site): string => laneOf(tidemark, site.branchId);
