import type { RowDataPacket } from "mysql2/promise";
import { z } from "zod";
import { AppError } from "../../shared/errors";
import { BinlogPosition } from "../../shared/model/site";
import { onSession, type Session } from "./lane-connections";

/** How often a statement in the way may make the quiesce wait its `lock_wait_timeout` of one second. */
const attempts = 10;
/** Well below the session's wait_timeout: as long as we live, the server keeps the quiesce; 2 s after us it lets go. */
const heartbeatMs = 500;
/** A clone that takes longer than this is hung; the heartbeat ends and the server lets go. */
const longestHoldMs = 120_000;

const prepare = `SET SESSION wait_timeout = 2, lock_wait_timeout = 1;
BACKUP STAGE START; BACKUP STAGE FLUSH; BACKUP STAGE BLOCK_DDL`;
const block = "BACKUP STAGE BLOCK_COMMIT; SHOW MASTER STATUS; SELECT @@global.gtid_binlog_pos AS gtid";
const letGo = "BACKUP STAGE END; SET SESSION wait_timeout = DEFAULT";
/** Not written to the log itself: a checkpoint leaves no event. */
const rotate = "FLUSH LOCAL BINARY LOGS";

const Held = z.tuple([
  z.unknown(),
  z.tuple([z.object({ File: z.string(), Position: z.coerce.number().int() })]),
  z.tuple([z.object({ gtid: z.string() })]),
]);

/**
 * Runs `during` while no transaction can commit, and says where the binary log stood: what `during` clones holds exactly
 * the rows committed up to there. Afterwards the log is rotated, so that a segment belongs to one interval. `session`
 * allows several statements in one call and is used for nothing else; it is left fit for the next quiesce or cut.
 * `stall`: milliseconds between asking for the block and its release. Throws `database-busy`, `database-failed`.
 */
export function quiesce<T>(
  session: Session,
  during: (at: BinlogPosition) => Promise<T>,
  signal: AbortSignal,
): Promise<{ readonly at: BinlogPosition; readonly value: T; readonly stall: number }> {
  const work = async () => {
    const held = await hold(session, signal);
    const value = await keepAlive(session, () => during(held.at)).catch(async (cause) => {
      await letGoOrCut(session);
      throw cause;
    });
    await release(session);
    const stall = performance.now() - held.since;
    await rotateLog(session);
    return { at: held.at, value, stall };
  };
  return onSession(session, work, signal);
}

/** Takes the block; steps back and tries again while a statement is in the way. `since` is of performance.now(). */
async function hold(
  session: Session,
  signal: AbortSignal,
): Promise<{ readonly at: BinlogPosition; readonly since: number }> {
  let inTheWay: unknown;
  for (let attempt = 0; attempt < attempts; attempt++) {
    signal.throwIfAborted();
    try {
      await session.connection.query(prepare);
      const since = performance.now();
      const [results] = await session.connection.query<RowDataPacket[][]>(block);
      const [, [status], [gtid]] = Held.parse(results);
      return { at: BinlogPosition.parse({ file: status.File, position: status.Position, gtid: gtid.gtid }), since };
    } catch (cause) {
      await letGoOrCut(session);
      if (!isLockTimeout(cause)) throw cause;
      inTheWay = cause;
    }
  }
  throw new AppError(
    "database-busy",
    { detail: `A statement has been running for more than ${attempts} seconds and holds its tables.` },
    "The site's database is busy with one long statement.",
    "Wait until the import, upgrade or backup that runs on the site is over, then try again.",
    inTheWay,
  );
}

async function keepAlive<T>(session: Session, during: () => Promise<T>): Promise<T> {
  const until = performance.now() + longestHoldMs;
  const timer = setInterval(() => {
    if (performance.now() > until) return;
    // A connection that is lost here shows at the release, which then fails: one place decides.
    session.connection.query("DO 1").catch(() => clearInterval(timer));
  }, heartbeatMs);
  try {
    return await during();
  } finally {
    clearInterval(timer);
  }
}

/** Fails when the server had let go before: then what was cloned is not of one instant. */
async function release(session: Session): Promise<void> {
  try {
    await session.connection.query(letGo);
  } catch (cause) {
    session.cut();
    throw new AppError(
      "database-busy",
      { detail: "The database went on before the version was complete." },
      "The version could not be taken at one instant.",
      "Nothing was changed. Try again; if it happens again, look at the branch's log.",
      cause,
    );
  }
}

async function letGoOrCut(session: Session): Promise<void> {
  try {
    await session.connection.query(letGo);
  } catch {
    // Whatever this session still holds goes with it.
    session.cut();
  }
}

async function rotateLog(session: Session): Promise<void> {
  try {
    await session.connection.query(rotate);
  } catch {
    // The version is complete and says where to start in the log; a segment that goes on only makes replay read more.
    session.cut();
  }
}

function isLockTimeout(cause: unknown): boolean {
  return cause instanceof Error && "errno" in cause && cause.errno === 1205;
}
