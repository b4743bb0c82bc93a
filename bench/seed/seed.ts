import { Readable } from "node:stream";
import { type Database, sql, tableBytes } from "../database";
import type { Size } from "../sizes";
import {
  addKeysStatements,
  batchStatements,
  dropKeysStatements,
  dropPoolStatements,
  optionStatements,
  poolStatements,
  transactionTableBytes,
  transactionTableStatements,
} from "./statements";

/** What tables have without the keys that are added at the end. */
const withoutKeys = 0.93;

/** Fills a fresh WordPress with posts, their meta and options until its tables have the size asked for. */
export async function seedSite(database: Database, size: Size, signal: AbortSignal): Promise<void> {
  await sql(database, Readable.from(poolStatements()), signal);
  await sql(database, optionStatements, signal);
  await sql(database, dropKeysStatements, signal);
  const withTransactions = size.id === "0.5gb";
  // The pool goes again at the end, and the table for transactions comes.
  const pool = await tableBytes(database, "bench_pool", signal);
  const wanted = size.megabytes * 1e6 * withoutKeys + pool - (withTransactions ? transactionTableBytes : 0);
  const step = Math.max(1, Math.round(size.megabytes / 250));
  for (let batch = 0; (await tableBytes(database, "*", signal)) < wanted; batch += step) {
    const statements = Array.from({ length: step }, (_, index) => batchStatements(batch + index));
    await sql(database, statements.join("\n"), signal);
  }
  await sql(database, addKeysStatements, signal);
  if (withTransactions) await sql(database, transactionTableStatements, signal);
  await sql(database, dropPoolStatements, signal);
}
