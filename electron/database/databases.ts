import type { RowDataPacket } from "mysql2/promise";
import type { Databases } from "../core/ports";
import { loadDump, openDump, type RunInDatabase } from "./client-commands";
import { forgetLog } from "./forget-log";
import {
  connectionFailure,
  type LaneAccess,
  LaneConnections,
  type OpenSocket,
  onSession,
  type Session,
} from "./lane-connections";
import { quiesce } from "./quiesce";
import { waitReady } from "./ready";
import { replayLog } from "./replay/replay";

export interface DatabaseAccess {
  readonly openSocket: OpenSocket;
  readonly run: RunInDatabase;
  /** Where the database container keeps the options of its clients: account, password, socket. */
  readonly clientOptionsFile: string;
}

export interface OpenDatabases extends Databases {
  /** Resolves when the lane's server lets Tidemark's account in; throws `database-failed` after two minutes. */
  waitReady(lane: LaneAccess, signal: AbortSignal): Promise<void>;
  close(): Promise<void>;
}

/** The databases of all lanes, reached through their sockets. Close it to let go of all connections. */
export function openDatabases(access: DatabaseAccess): OpenDatabases {
  const connections = new LaneConnections(access.openSocket);
  const { run, clientOptionsFile } = access;

  return {
    async quiesced(lane, during, signal) {
      const session = await livelySession(connections, lane, signal);
      try {
        return await quiesce(session, during, signal);
      } catch (cause) {
        throw isConnectionLoss(cause) ? connectionFailure(cause) : cause;
      }
    },

    async query(lane, sql, values, signal) {
      const session = await connections.get(lane, "statements", signal);
      // The text protocol takes every statement; values travel apart from it in a prepared one.
      const ask = async () => {
        const [rows] =
          values.length === 0
            ? await session.connection.query<RowDataPacket[]>(sql)
            : await session.connection.execute<RowDataPacket[]>(sql, [...values]);
        return Array.isArray(rows) ? rows : [];
      };
      try {
        return await onSession(session, ask, signal);
      } catch (cause) {
        // What the server says about a statement is for whoever wrote the statement.
        throw isConnectionLoss(cause) ? connectionFailure(cause) : cause;
      }
    },

    async waitReady(lane, signal) {
      // A server that starts has no session of an earlier one, whose end may not have been noticed yet.
      await connections.release(lane.laneId);
      await waitReady(connections, lane, signal);
    },
    load: (lane, sql, signal) => loadDump(run, { laneId: lane.laneId, clientOptionsFile }, sql, signal),
    dump: (lane, signal) => openDump(run, { laneId: lane.laneId, clientOptionsFile }, signal),
    replay: (lane, log, done, signal) => replayLog({ run, connections, lane, clientOptionsFile, log, signal }, done),
    async forgetLog(lane, before, signal) {
      try {
        await forgetLog(connections, lane, before, signal);
      } catch (cause) {
        throw isConnectionLoss(cause) ? connectionFailure(cause) : cause;
      }
    },
    release: (laneId) => connections.release(laneId),
    close: () => connections.close(),
  };
}

/** How long a connection that was kept may take for a ping. */
const pingMs = 3000;

/** A session that answered just now: one that the server closed unnoticed, or whose way there hangs, is replaced. */
async function livelySession(connections: LaneConnections, lane: LaneAccess, signal: AbortSignal): Promise<Session> {
  const session = await connections.get(lane, "quiesce", signal);
  try {
    await onSession(session, () => session.connection.ping(), AbortSignal.any([signal, AbortSignal.timeout(pingMs)]));
    return session;
  } catch {
    signal.throwIfAborted();
    await connections.drop(lane, "quiesce");
    return connections.get(lane, "quiesce", signal);
  }
}

function isConnectionLoss(cause: unknown): boolean {
  return cause instanceof Error && "fatal" in cause && cause.fatal === true;
}
