import { setTimeout as delay } from "node:timers/promises";
import type { RowDataPacket } from "mysql2/promise";
import { connectionFailure, type LaneAccess, type LaneConnections, onSession } from "./lane-connections";

const patienceMs = 120_000;

/**
 * Waits until a server that is starting answers as itself: an empty data folder is first initialised by a temporary server
 * at the same socket, which runs in the system's time zone while ours has one of its own. The connection is kept for
 * the lane's first checkpoint, which would pay 60 ms for opening one: that is part of the next rewind.
 */
export async function waitReady(connections: LaneConnections, lane: LaneAccess, signal: AbortSignal): Promise<void> {
  const until = performance.now() + patienceMs;
  let last: unknown;
  do {
    try {
      const session = await connections.get(lane, "quiesce", signal, true);
      const ask = () => session.connection.query<RowDataPacket[]>("SELECT @@global.time_zone AS zone");
      const [rows] = await onSession(session, ask, signal);
      if (rows[0]?.["zone"] === "+00:00") return;
      last = new Error("the server is still being initialised");
    } catch (cause) {
      signal.throwIfAborted();
      last = cause;
    }
    await connections.drop(lane, "quiesce");
    await delay(30, undefined, { signal });
  } while (performance.now() < until);
  throw connectionFailure(last);
}
