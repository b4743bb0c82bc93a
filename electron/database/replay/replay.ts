import { AppError } from "../../../shared/errors";
import { firstEvent } from "../../../shared/log-place";
import type { LogPosition } from "../../../shared/model/event";
import type { RunInDatabase } from "../client-commands";
import { type LaneAccess, type LaneConnections, onSession, type Session } from "../lane-connections";
import { type ReplayPart, ReplayParts } from "./replay-parts";

/** A log as its container sees it: segments, the first from `start` on, the last up to `stop`, both boundaries of transactions. */
export interface ReplayedLog {
  readonly paths: readonly string[];
  readonly start: number;
  readonly stop: number;
}

interface Replay {
  readonly run: RunInDatabase;
  readonly connections: LaneConnections;
  readonly lane: LaneAccess;
  readonly clientOptionsFile: string;
  readonly log: ReplayedLog;
  readonly signal: AbortSignal;
}

/**
 * Applies a stretch of a log to a running database. Rows go to the server as the events that it once wrote itself, hundreds of
 * transactions with one statement and one commit: what costs most when a log is replayed are the statements around them. What is
 * not rows alone is applied by the server's own reader. `done` is told how many transactions were applied. Throws `replay-failed`.
 */
export async function replayLog(replay: Replay, done: (transactions: number) => void): Promise<void> {
  const { connections, lane, signal } = replay;
  let applied = 0;
  let applying: Promise<void> = Promise.resolve();
  const applyRows = rowsApplier(replay);
  try {
    for await (const part of partsOf(replay)) {
      // The next part is read while the server is at this one.
      await applying;
      applying = apply(replay, applyRows, part, (count) => done(applied + count)).then(() => {
        applied += part.transactions;
        done(applied);
      });
      applying.catch(() => undefined);
    }
    await applying;
  } catch (cause) {
    signal.throwIfAborted();
    // Without the error itself: it has the statement in it, which is a megabyte of somebody's rows.
    throw cause instanceof AppError ? cause : failed(cause instanceof Error ? cause.message : String(cause));
  } finally {
    await Promise.allSettled([applying]);
    await connections.drop(lane, "replay");
  }
}

async function apply(
  replay: Replay,
  applyRows: ApplyRows,
  part: ReplayPart,
  counted: (transactions: number) => void,
): Promise<void> {
  if (part.kind === "rows") await applyRows(part.format, part.events);
  else await applyStretch(replay, part, counted);
}

type ApplyRows = (format: Buffer, events: readonly Buffer[]) => Promise<void>;

/** Rows are applied in one session for all: what breaks off in it is lost. What it does is not logged again: the lane's own log begins behind it. */
function rowsApplier({ connections, lane, signal }: Replay): ApplyRows {
  let session: Session | null = null;
  let sent: Buffer | null = null;
  return async (format, events) => {
    const open = session ?? (await connections.get(lane, "replay", signal));
    const query = (sql: string) => onSession(open, () => open.connection.query(sql), signal);
    if (session === null) for (const setting of settings) await query(setting);
    if (sent !== format) await query(statementOf(format));
    session = open;
    sent = format;
    await query(statementOf(Buffer.concat(events)));
    await query("COMMIT");
  };
}

/** Of a character set with one byte for each, a server reads a long text twice as fast. */
const settings = ["SET NAMES latin1", "SET SESSION sql_log_bin = 0, autocommit = 0"];

const statementOf = (events: Buffer) => `BINLOG '${events.toString("base64")}'`;

/** Prints a segment's head in a line of its own, then the segment from a byte on, counted from 1. */
const readScript = 'set -e; head -c 4096 "$1" | base64 -w 0; echo; exec tail -c +"$2" "$1"';

/** The log's parts; the same bytes as its container has, so nothing but what was staged is applied. */
async function* partsOf({ run, lane, log, signal }: Replay): AsyncGenerator<ReplayPart> {
  const parts = new ReplayParts();
  for (const [index, path] of log.paths.entries()) {
    const start = index === 0 ? log.start : firstEvent;
    let left = index === log.paths.length - 1 ? log.stop - start : Number.POSITIVE_INFINITY;
    const command = ["bash", "-c", readScript, "read", path, String(start + 1)];
    const { output, ended } = await run(lane.laneId, command, null, signal);
    let head: Buffer | null = Buffer.alloc(0);
    for await (const chunk of output) {
      let bytes: Buffer = chunk;
      if (head !== null) {
        head = Buffer.concat([head, bytes]);
        const line = head.indexOf("\n");
        if (line === -1) continue;
        parts.open(path, Buffer.from(head.toString("latin1", 0, line), "base64"), start);
        bytes = head.subarray(line + 1);
        head = null;
      }
      yield* parts.push(bytes.subarray(0, Math.min(bytes.length, left)));
      left -= bytes.length;
    }
    const { code, errors } = await ended;
    if (code !== 0) throw failed(errors);
    yield* parts.rest();
  }
}

/**
 * The server's own reader piped into its own client, inside its container. No value is part of the script. `--disable-log-bin`: as for
 * rows. `--verify-binlog-checksum`: what is damaged is never applied. Only rows of the site's database are in a lane's log.
 */
const stretchScript = `set -o pipefail
options=$1 start=$2 stop=$3; shift 3
mariadb-binlog --disable-log-bin --skip-annotate-row-events --verify-binlog-checksum --start-position="$start" --stop-position="$stop" "$@" | mariadb --defaults-extra-file="$options" --binary-mode --batch --max-allowed-packet=1G --default-character-set=utf8mb4`;

/** How often the server is asked how far it is. Milliseconds. */
const askEvery = 250;

async function applyStretch(
  { run, connections, lane, clientOptionsFile, log, signal }: Replay,
  { from, to }: { readonly from: LogPosition; readonly to: LogPosition },
  counted: (transactions: number) => void,
): Promise<void> {
  const paths = log.paths.slice(log.paths.indexOf(from.file), log.paths.indexOf(to.file) + 1);
  const before = await commits(connections, lane, signal);
  const positions = [String(from.position), String(to.position)];
  const command = ["bash", "-c", stretchScript, "replay", clientOptionsFile, ...positions, ...paths];
  const { output, ended } = await run(lane.laneId, command, null, signal);
  output.resume();
  const asking = new Set<Promise<void>>();
  const timer = setInterval(() => {
    if (asking.size > 0) return;
    const asked = commits(connections, lane, signal)
      .then((now) => counted(now - before))
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

function failed(said: string): AppError<"replay-failed"> {
  return new AppError(
    "replay-failed",
    { detail: said.trim().slice(-2000) },
    "The changes up to that second could not be applied.",
    "Choose the version below it, or another second.",
  );
}
