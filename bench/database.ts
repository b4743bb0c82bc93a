import type { Readable } from "node:stream";
import { docker } from "./docker";

/** A running MariaDB in a container. */
export interface Database {
  readonly container: string;
  readonly socket: string;
  readonly rootPassword: string;
  /** Who may read the server's files in its container. */
  readonly user: "0" | "999";
  readonly dataFolder: string;
}

/** Feeds SQL to the server's own client inside its container, as root; gives what it printed, without headings. */
export function sql(database: Database, statements: string | Readable, signal: AbortSignal): Promise<string> {
  const client = ["mariadb", "-uroot", "-S", database.socket, "--batch", "--skip-column-names", "wordpress"];
  return docker(
    ["exec", "-i", "-e", `MYSQL_PWD=${database.rootPassword}`, database.container, ...client],
    signal,
    statements,
  );
}

/** Runs a command in the database's container, with root's password in MYSQL_PWD. */
export function run(database: Database, command: readonly string[], signal: AbortSignal): Promise<string> {
  return docker(
    ["exec", "-u", database.user, "-e", `MYSQL_PWD=${database.rootPassword}`, database.container, ...command],
    signal,
  );
}

/** What the files of a table (`*`: of all) have on disk before any compression, in bytes. */
export async function tableBytes(database: Database, table: string, signal: AbortSignal): Promise<number> {
  const script = `set -e; for file in "$0"/wordpress/${table}.ibd; do stat -c %s "$file"; done`;
  const sizes = (await run(database, ["sh", "-c", script, database.dataFolder], signal)).split("\n").map(Number);
  return sizes.reduce((sum, size) => sum + size, 0);
}
