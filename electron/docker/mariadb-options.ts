import type { StackSpec } from "../core/ports";

/** Lanes that may write side by side without ever giving out the same auto-increment id. */
const interleavedLanes = 64;

/** Where a lane's volume lies in its containers, and what is in it. */
export const sitePaths = {
  root: "/site",
  data: "/site/db",
  html: "/site/html",
  socket: "/site/run/mysqld.sock",
} as const;

/**
 * The time zone of a lane's server. The image's entrypoint initialises an empty data folder on a temporary server at the
 * same socket, with `--default-time-zone=SYSTEM` after all other options: so this tells the real one from the temporary one.
 */
export const serverTimeZone = "+00:00";

/**
 * Options of a lane's MariaDB: for a small site (it starts in a few hundred milliseconds and keeps a small redo log, which every
 * version would hold a copy of), writing a complete row log under ids of its own.
 */
export function mariadbArguments(lane: Pick<StackSpec, "laneNumber" | "interleaved" | "durable">): readonly string[] {
  const { laneNumber, interleaved, durable } = lane;
  return [
    `--datadir=${sitePaths.data}`,
    `--socket=${sitePaths.socket}`,
    "--pid-file=/run/mysqld/mysqld.pid",
    "--skip-networking",
    "--skip-name-resolve",
    `--default-time-zone=${serverTimeZone}`,
    "--character-set-server=utf8mb4",
    "--collation-server=utf8mb4_unicode_ci",
    "--local-infile=0",
    "--max-allowed-packet=256M",
    "--max-connections=80",
    "--performance-schema=OFF",

    "--innodb-buffer-pool-size=128M",
    "--innodb-log-file-size=48M",
    "--innodb-log-buffer-size=8M",
    // Through the page cache: only so it is compressed (see stack-containers.ts). `loose`: older servers have no other way.
    "--loose-innodb-log-file-buffering=ON",
    // Made anew at every start, of no use to a version: in the container's own /tmp, and named as seen from the data folder.
    "--innodb-temp-data-file-path=../../tmp/ibtmp1:12M:autoextend",
    "--innodb-buffer-pool-dump-at-shutdown=OFF",
    "--innodb-buffer-pool-load-at-startup=OFF",
    "--key-buffer-size=8M",
    "--aria-pagecache-buffer-size=16M",

    "--log-bin=mysql-bin",
    "--binlog-format=ROW",
    "--binlog-row-image=FULL",
    "--binlog-row-metadata=FULL",
    "--binlog-annotate-row-events=ON",
    // Compressed event by event, a log is three times as large once it is packed as a whole, which the store does anyway.
    "--log-bin-compress=OFF",
    // Without it only an account with SUPER could make functions and triggers; safe, because rows are logged, not statements.
    "--log-bin-trust-function-creators=ON",
    "--max-binlog-size=256M",
    // A log is never thrown away by age: it may be the only way to a moment.
    "--binlog-expire-logs-seconds=0",
    `--server-id=${laneNumber}`,
    `--gtid-domain-id=${laneNumber}`,

    `--sync-binlog=${durable ? 1 : 0}`,
    `--innodb-flush-log-at-trx-commit=${durable ? 1 : 2}`,

    ...(interleaved
      ? [
          `--auto-increment-increment=${interleavedLanes}`,
          `--auto-increment-offset=${((laneNumber - 1) % interleavedLanes) + 1}`,
        ]
      : []),
  ];
}
