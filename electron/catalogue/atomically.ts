import type { DatabaseSync } from "node:sqlite";

/** All of what `work` writes, or nothing of it. */
export function atomically(database: DatabaseSync, work: () => void): void {
  database.exec("BEGIN IMMEDIATE");
  try {
    work();
    database.exec("COMMIT");
  } catch (error) {
    database.exec("ROLLBACK");
    throw error;
  }
}
