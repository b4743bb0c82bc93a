import { AppError } from "../../shared/errors";
import { placeOf } from "../../shared/log-place";
import type { Branch } from "../../shared/model/site";
import { checkpoint } from "./checkpoint";
import { headLane } from "./find";
import { type Moment, unreachable } from "./moments";
import type { Progress, StackSpec } from "./ports";
import type { World } from "./world";

/**
 * Brings a fresh clone of a moment's version to the moment: starts its database alone and applies the log up to the end of the last
 * transaction that is in it. No visitor sees the lane yet. Not idempotent: what breaks off in it is thrown away with its volume.
 * Throws `replay-failed`, `store-full`.
 */
export async function replayOnto(
  world: World,
  spec: StackSpec,
  moment: Moment,
  progress: Progress,
  signal: AbortSignal,
): Promise<void> {
  const starting = world.stacks.startDatabase(spec, signal);
  if (placeOf(moment.to) <= placeOf(moment.from)) return starting;
  const [staged, started] = await Promise.allSettled([stage(world, spec, moment, signal), starting]);
  try {
    if (started.status === "rejected") throw started.reason;
    if (staged.status === "rejected") throw staged.reason;
    const paths = staged.value;
    await world.databases.replay(
      { laneId: spec.laneId, secrets: spec.secrets },
      { paths, start: moment.from.position, stop: moment.to.position },
      (done) => {
        const total = Math.max(done, moment.transactions);
        progress(total === 0 ? null : done / total, { kind: "replaying", done, total });
      },
      signal,
    );
  } finally {
    await world.logs.unstage(spec.laneId, AbortSignal.timeout(60_000));
  }
}

/** What is gone or damaged since it was read says so, and is remembered. */
async function stage(
  world: World,
  { laneId }: StackSpec,
  moment: Moment,
  signal: AbortSignal,
): Promise<readonly string[]> {
  try {
    return await world.logs.stage(moment.laneId, moment.from.file, moment.to, laneId, signal);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (error.code === "not-found" && error.data["what"] === "log") {
      await world.recorder.settle(moment.laneId, signal);
      throw unreachable("log-gone", error);
    }
    if (error.code === "log-unreadable") {
      world.index.addHole(moment.laneId, { from: { file: String(error.data["file"]), position: 4 }, until: null });
      throw unreachable("log-unreadable", error);
    }
    throw error;
  }
}

/**
 * Both the replay and the start of the web container, which asks nobody for anything yet. Both come to their end, also when one fails:
 * what is undone afterwards must not be under way any more.
 */
export async function replayBesideWeb(replay: Promise<void>, web: Promise<void>): Promise<void> {
  for (const one of await Promise.allSettled([replay, web])) if (one.status === "rejected") throw one.reason;
}

/** The moment itself as a version of the new lane: its seconds are reached from there. Its database runs, and nobody writes to it yet. */
export async function keepStart(world: World, branch: Branch, versionId: string, signal: AbortSignal): Promise<void> {
  const lane = headLane(branch);
  await checkpoint(world, { versionId, branch, lane, cause: { kind: "moment" }, label: null, running: true }, signal);
}
