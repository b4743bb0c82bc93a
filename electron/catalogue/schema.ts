import { existsSync, renameSync, rmSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";

/** Tables of a file, and their number, raised with every change: an index of another version is thrown away and filled again. */
export interface Schema {
  readonly version: number;
  readonly tables: string;
}

export const catalogueSchema: Schema = {
  version: 1,
  tables: `
  CREATE TABLE site (id TEXT PRIMARY KEY, json TEXT NOT NULL) STRICT;
  CREATE TABLE branch (id TEXT PRIMARY KEY, site_id TEXT NOT NULL, created_at TEXT NOT NULL, json TEXT NOT NULL) STRICT;
  CREATE INDEX branch_of_site ON branch (site_id, created_at);
  CREATE TABLE version (id TEXT PRIMARY KEY, site_id TEXT NOT NULL, branch_id TEXT NOT NULL, at TEXT NOT NULL, json TEXT NOT NULL) STRICT;
  CREATE INDEX version_of_site ON version (site_id, at);
  CREATE INDEX version_of_branch ON version (branch_id);
  CREATE TABLE size (id TEXT PRIMARY KEY, own INTEGER NOT NULL, total INTEGER NOT NULL) STRICT;
`,
};

/**
 * Opens the file with the present tables, empty where it was absent, of another version or broken. A broken one is
 * renamed, never deleted: it may help to find out why. `brokenPath` says where it went.
 */
export function openTables(
  path: string,
  schema: Schema,
): { readonly database: DatabaseSync; readonly brokenPath: string | null } {
  try {
    return { database: openSound(path, schema), brokenPath: null };
  } catch (error) {
    if (!existsSync(path)) throw error;
    const brokenPath = `${path}.broken-${new Date().toISOString().replaceAll(":", "")}`;
    renameSync(path, brokenPath);
    for (const ending of ["-wal", "-shm"]) rmSync(path + ending, { force: true });
    return { database: openSound(path, schema), brokenPath };
  }
}

function openSound(path: string, schema: Schema): DatabaseSync {
  const database = new DatabaseSync(path);
  try {
    // The index can be lost without loss, so a commit need not wait for the disk.
    database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 2000");
    const check = database.prepare("PRAGMA quick_check(1)").get();
    if (check?.["quick_check"] !== "ok") throw new Error(`the catalogue is damaged: ${String(check?.["quick_check"])}`);
    if (database.prepare("PRAGMA user_version").get()?.["user_version"] !== schema.version)
      createTables(database, schema);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

function createTables(database: DatabaseSync, { version, tables }: Schema): void {
  const old = database
    .prepare(
      // A virtual table takes its own shadows with it.
      "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'virtual') AND name NOT LIKE 'sqlite_%'",
    )
    .all();
  const drops = old.map((row) => `DROP TABLE "${String(row["name"]).replaceAll('"', '""')}";`).join("");
  database.exec(`BEGIN; ${drops} ${tables} PRAGMA user_version = ${version}; COMMIT`);
}
