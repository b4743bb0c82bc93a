import { AppError } from "../../shared/errors";
import type { RunInDatabase } from "./client-commands";
import { type LaneAccess, type LaneConnections, onSession } from "./lane-connections";

/** How often the server is asked how far it is. Milliseconds. */
const askEvery = 250;

/**
 * The server's own reader piped into its own client, inside its container. No value is part of the script. `--disable-log-bin`: the
 * lane's own log begins behind what is replayed. `--verify-binlog-checksum`: what is damaged is never applied. Only rows of the site's database are in a lane's log.
 */
const script = `set -o pipefail
options=$1 start=$2 stop=$3; shift 3
mariadb-binlog --disable-log-bin --skip-annotate-row-events --verify-binlog-checksum --start-position="$start" --stop-position="$stop" "$@" | mariadb --defaults-extra-file="$options" --binary-mode --batch --max-allowed-packet=1G --default-character-set=utf8mb4`;

/**
 * Applies a stretch of a log to a running database. `done` is told how many transactions were applied. Throws `replay-failed` with the
 * server's own words.
 */
export async function replayLog(
  run: RunInDatabase,
  connections: LaneConnections,
  lane: LaneAccess,
  clientOptionsFile: string,
  log: { readonly paths: readonly string[]; readonly start: number; readonly stop: number },
  done: (transactions: number) => void,
  signal: AbortSignal,
): Promise<void> {
  if (log.paths.length === 0) return;
  const before = await commits(connections, lane, signal);
  const command = [
    "bash",
    "-c",
    script,
    "replay",
    clientOptionsFile,
    String(log.start),
    String(log.stop),
    ...log.paths,
  ];
  const { output, ended } = await run(lane.laneId, command, null, signal);
  output.resume();
  const asking = new Set<Promise<void>>();
  const timer = setInterval(() => {
    if (asking.size > 0) return;
    const asked = commits(connections, lane, signal)
      .then((now) => done(now - before))
      // How far it is can't be said just now; how it ends is told by the replay itself.
      .catch(() => undefined)
      .finally(() => asking.delete(asked));
    asking.add(asked);
  }, askEvery);
  try {
    const { code, errors } = await ended;
    if (code !== 0) throw failed(errors);
  } finally {
    clearInterval(timer);
    await Promise.all(asking);
  }
}

/** Transactions the server has committed by a COMMIT of their own, as the log's reader writes them. */
async function commits(connections: LaneConnections, lane: LaneAccess, signal: AbortSignal): Promise<number> {
  const session = await connections.get(lane, "statements", signal);
  const ask = () => session.connection.query("SHOW GLOBAL STATUS LIKE 'Com_commit'");
  const [rows] = await onSession(session, ask, signal);
  const row: unknown = Array.isArray(rows) ? rows[0] : null;
  return typeof row === "object" && row !== null && "Value" in row ? Number(row.Value) : 0;
}

function failed(printed: string): AppError<"replay-failed"> {
  return new AppError(
    "replay-failed",
    { detail: printed.trim().slice(-2000) },
    "The changes up to that second could not be applied.",
    "Choose the version below it, or another second.",
  );
}

const segmentName = /^[A-Za-z0-9_-]+\.\d{6,}$/;

/** Has the server forget the segments before this one. A name can't be a parameter here, so it is checked by its pattern. */
export async function forgetLog(
  connections: LaneConnections,
  lane: LaneAccess,
  before: string,
  signal: AbortSignal,
): Promise<void> {
  if (!segmentName.test(before)) throw new Error(`not the name of a segment: ${before}`);
  const session = await connections.get(lane, "statements", signal);
  await onSession(session, () => session.connection.query(`PURGE BINARY LOGS TO '${before}'`), signal);
}
