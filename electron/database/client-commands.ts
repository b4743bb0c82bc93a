import { Readable } from "node:stream";
import { AppError } from "../../shared/errors";

/**
 * Runs a command in a lane's database container with `input` as its standard input. `output` must be read; `ended`
 * resolves when the command is over, and never rejects before `output` has ended.
 */
export type RunInDatabase = (
  laneId: string,
  command: readonly string[],
  input: Readable | null,
  signal: AbortSignal,
) => Promise<{
  readonly output: Readable;
  readonly ended: Promise<{ readonly code: number; readonly errors: string }>;
}>;

const siteDatabase = "wordpress";

/**
 * What comes in is the state before the first version, so nothing of it belongs in the binary log: half the writing, half
 * the disk. Checks of keys that other tables of the same dump still have to bring would fail halfway. The modes are mysqldump's own.
 */
const loadSettings =
  "SET SESSION sql_log_bin=0, foreign_key_checks=0, unique_checks=0, sql_mode='NO_AUTO_VALUE_ON_ZERO', wait_timeout=86400";

/**
 * Feeds a plain SQL stream to the site's database with the server's own client. `--binary-mode` also switches off the
 * client's own commands, of which one runs a shell. Throws `bad-import` with the line of the first error.
 */
export async function loadDump(
  run: RunInDatabase,
  options: { readonly laneId: string; readonly clientOptionsFile: string },
  sql: Readable,
  signal: AbortSignal,
): Promise<void> {
  const { output, ended } = await run(
    options.laneId,
    [
      "mariadb",
      `--defaults-extra-file=${options.clientOptionsFile}`,
      "--binary-mode",
      "--batch",
      "--max-allowed-packet=1G",
      "--default-character-set=utf8mb4",
      `--init-command=${loadSettings}`,
      siteDatabase,
    ],
    sql,
    signal,
  );
  output.resume();
  const { code, errors } = await ended;
  if (code !== 0) throw badImport(errors);
}

/** A consistent plain SQL dump; the stream fails when the dump does. */
export async function openDump(
  run: RunInDatabase,
  options: { readonly laneId: string; readonly clientOptionsFile: string },
  signal: AbortSignal,
): Promise<Readable> {
  const over = new AbortController();
  const { output, ended } = await run(
    options.laneId,
    [
      "mariadb-dump",
      `--defaults-extra-file=${options.clientOptionsFile}`,
      "--single-transaction",
      "--quick",
      "--routines",
      "--triggers",
      "--events",
      "--hex-blob",
      "--no-tablespaces",
      "--max-allowed-packet=1G",
      "--default-character-set=utf8mb4",
      siteDatabase,
    ],
    null,
    AbortSignal.any([signal, over.signal]),
  );
  return Readable.from(
    (async function* () {
      let whole = false;
      try {
        yield* output;
        whole = true;
      } finally {
        // Whoever stops reading ends the dump, too.
        if (!whole) over.abort();
      }
      const { code, errors } = await ended;
      if (code === 0) return;
      throw new AppError(
        "database-failed",
        { detail: errors.trim() },
        "The database could not be written out.",
        "Look at the branch's log, restart the branch and try again.",
      );
    })(),
    { objectMode: false },
  );
}

/** Where the server's client stopped, from what it printed: `ERROR 1064 (42000) at line 12: You have ...`. */
export function badImport(printed: string): AppError<"bad-import"> {
  const match = /^ERROR (\d+)(?: \(([0-9A-Z]{5})\))?(?: at line (\d+))?[^:]*: (.*)$/m.exec(printed);
  const line = match?.[3];
  const detail = (match?.[4] ?? printed).trim().slice(0, 2000);
  return new AppError(
    "bad-import",
    { file: "dump", place: line === undefined ? null : `line ${line}`, detail },
    line === undefined ? "The dump could not be loaded." : `The dump could not be loaded: line ${line} fails.`,
    "Nothing was brought in. Export the database again, as plain SQL from mysqldump or phpMyAdmin, and try with that.",
  );
}
