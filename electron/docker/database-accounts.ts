import type { ContainerFile, SiteSecrets } from "../core/ports";
import { sitePaths } from "./mariadb-options";

/** uid and gid of `mysql` in the official image. */
const mysql = 999;

const folder = "/tidemark/database";

/** Options of the server's own clients (mariadb, mariadb-dump), run inside the container as Tidemark's account. */
export const clientOptionsFile = `${folder}/client.cnf`;
export const rootPasswordFile = `${folder}/root-password`;

/**
 * The secrets of a database container, laid in before it starts. The accounts' statements are run once, by the image's
 * entrypoint, on a data folder that is still empty.
 */
export function databaseFiles(secrets: SiteSecrets): readonly ContainerFile[] {
  const secret = (path: string, content: string): ContainerFile => ({
    path,
    content,
    mode: 0o400,
    uid: mysql,
    gid: mysql,
  });
  return [
    secret(rootPasswordFile, secrets.databaseRoot),
    secret(
      clientOptionsFile,
      `[client]\nuser=tidemark\npassword="${optionValue(secrets.databaseTidemark)}"\nsocket=${sitePaths.socket}\n`,
    ),
    secret("/docker-entrypoint-initdb.d/10-accounts.sql", accountsSql(secrets)),
  ];
}

/** Two accounts that can only come through the socket: Tidemark's own, and WordPress' with its one database. */
export function accountsSql(secrets: SiteSecrets): string {
  return `SET SESSION sql_log_bin = 0;
CREATE DATABASE IF NOT EXISTS wordpress CHARACTER SET utf8mb4;
CREATE USER wordpress@localhost IDENTIFIED BY ${literal(secrets.databaseSite)};
GRANT ALL ON wordpress.* TO wordpress@localhost;
CREATE USER tidemark@localhost IDENTIFIED BY ${literal(secrets.databaseTidemark)};
GRANT ALL ON wordpress.* TO tidemark@localhost;
GRANT SELECT ON mysql.proc TO tidemark@localhost;
GRANT RELOAD, PROCESS, SHOW DATABASES, BINLOG MONITOR, BINLOG ADMIN, BINLOG REPLAY, REPLICATION SLAVE, CONNECTION ADMIN, SET USER
  ON *.* TO tidemark@localhost;
`;
}

/** A SQL string literal that means the same under every sql_mode: quotes doubled; a backslash is refused. */
function literal(text: string): string {
  if (text.includes("\\")) throw new Error("a database password must not contain a backslash");
  return `'${text.replaceAll("'", "''")}'`;
}

function optionValue(text: string): string {
  if (/["\\\r\n]/.test(text)) throw new Error("a database password must not contain quotes, backslashes or line ends");
  return text;
}
