import { AppError } from "../../shared/errors";
import type { BinlogPosition, Branch, Cause, Lane, Version } from "../../shared/model/site";
import { lastVersionOf } from "./find";
import type { World } from "./world";

/** What a version may take at first; later growth is watched by the store itself. Bytes. */
export const roomForVersion = 32 * 1024 * 1024;

export interface CheckpointInput {
  readonly versionId: string;
  readonly branch: Branch;
  readonly lane: Lane;
  readonly cause: Cause;
  readonly label: string | null;
  /** Where the database does not answer, keep what lies on the disk (it recovers as after a crash) instead of failing. */
  readonly evenUnquiesced?: boolean;
  /** Its database runs although the lane as a whole does not yet. */
  readonly running?: true;
}

interface Instant {
  readonly at: Date;
  readonly binlog: BinlogPosition | null;
  /** Milliseconds for which commits were blocked; null when the database was not running. */
  readonly stall: number | null;
}

/**
 * Takes a version of a lane: database and files at one instant. Of a running database under a quiesce, so that the
 * binary log's position is exact to the row; of a stopped one as it lies there. Idempotent by the version's id.
 * Throws `store-full`, `host-full`, `database-busy`, `database-failed`.
 */
export async function checkpoint(world: World, input: CheckpointInput, signal: AbortSignal): Promise<Version> {
  const { versionId, branch, lane } = input;
  const taken = world.catalogue.version(versionId);
  if (taken !== null) return taken;
  await world.store.ensureRoom(roomForVersion, signal);
  const parent = lastVersionOf(world, lane);
  const instant = await cloneNow(world, input, signal);
  const version: Version = {
    id: versionId,
    siteId: branch.siteId,
    branchId: branch.id,
    laneId: lane.id,
    parentId: parent?.id ?? null,
    at: instant.at.toISOString(),
    cause: input.cause,
    label: input.label,
    pinned: false,
    binlog: instant.binlog,
  };
  await world.store.publish(versionId, { kind: "version", version }, signal);
  world.catalogue.putVersion(version);
  world.hint({ kind: "site", siteId: branch.siteId });
  return version;
}

async function cloneNow(world: World, input: CheckpointInput, signal: AbortSignal): Promise<Instant> {
  const { versionId, lane } = input;
  const clone = () => world.store.clone(lane.id, versionId, "read-only", signal);
  if (input.running === true || world.activity.running.has(lane.id)) {
    try {
      return await cloneQuiesced(world, input, clone, signal);
    } catch (error) {
      const silent = error instanceof AppError && error.code === "database-failed";
      if (!silent || input.evenUnquiesced !== true) throw error;
    }
  }
  await clone();
  return { at: world.now(), binlog: await endOfLog(world, versionId, input, signal), stall: null };
}

/** Of a database that was stopped cleanly the log ends where the data do; one that was not says nothing of the sort. */
async function endOfLog(
  world: World,
  versionId: string,
  { lane }: CheckpointInput,
  signal: AbortSignal,
): Promise<BinlogPosition | null> {
  if (world.activity.running.has(lane.id)) return null;
  const end = await world.logs.endOf(versionId, signal);
  return end === null ? null : { ...end, gtid: "" };
}

async function cloneQuiesced(
  world: World,
  { branch, lane }: CheckpointInput,
  clone: () => Promise<void>,
  signal: AbortSignal,
): Promise<Instant> {
  const secrets = await world.store.readSecrets(branch.siteId, signal);
  await world.store.flush(signal);
  const quiet = await world.databases.quiesced(
    { laneId: lane.id, secrets },
    async () => {
      await clone();
      return world.now();
    },
    signal,
  );
  return { at: quiet.value, binlog: quiet.at, stall: quiet.stall };
}

/** Takes a version back that an operation made and then did not need. */
export async function dropVersion(world: World, versionId: string, signal: AbortSignal): Promise<void> {
  const version = world.catalogue.version(versionId);
  await world.store.retire(versionId, signal);
  world.catalogue.removeVersion(versionId);
  if (version !== null) world.hint({ kind: "site", siteId: version.siteId });
}
