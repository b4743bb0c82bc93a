import { type LaneAccess, type LaneConnections, onSession } from "./lane-connections";

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
