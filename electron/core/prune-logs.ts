import { segmentNumber } from "../../shared/log-place";
import type { RetentionPolicy } from "../../shared/model/recording-policy";
import type { Lane } from "../../shared/model/site";
import type { RetainedHistory } from "../../shared/retention/history";
import { type LogNeed, logNeeds } from "../../shared/retention/log";
import { logOf } from "./find";
import type { StoreContents } from "./ports";
import { unneeded } from "./prune-plan";
import type { World } from "./world";

type ReadContents = () => Promise<StoreContents>;

/** Drops the log that is replayed onto none of the versions that stay. Returns whose log is shorter now. */
export async function pruneLogs(
  world: World,
  standing: RetainedHistory,
  policy: RetentionPolicy,
  readContents: ReadContents,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const needs = logNeeds(standing, policy, world.now().getTime());
  const shortened: string[] = [];
  for (const lane of standing.branches.flatMap((branch) => branch.lanes)) {
    signal.throwIfAborted();
    try {
      if (await shorten(world, lane, needs.get(lane.id), readContents, signal)) shortened.push(lane.id);
    } catch (error) {
      signal.throwIfAborted();
      // One lane whose log can't be read is no reason to keep all others'.
      world.warn(error, { what: "shortening a log", lane: lane.id });
    }
  }
  return shortened;
}

/**
 * Drops the archive of lanes that no record of any site, no volume and no version belongs to: what is left when a branch or site was
 * removed for good. Returns them. Asks for the records only where there is such a lane.
 */
export async function dropStrayLogs(world: World, signal: AbortSignal): Promise<readonly string[]> {
  const strays = await strayLanes(world, signal);
  for (const laneId of strays) {
    // The index first: once the archive is empty nobody finds this lane again.
    world.index.removeLane(laneId);
    await world.logs.drop(laneId, null, signal);
  }
  return strays;
}

/** What has not been read yet stays: what happened in it would never be known. */
async function shorten(
  world: World,
  lane: Lane,
  need: LogNeed | undefined,
  readContents: ReadContents,
  signal: AbortSignal,
): Promise<boolean> {
  if (need === undefined || need.kind === "all") return false;
  const segments = await world.logs.segments(logOf(lane), signal);
  const candidates = segments.slice(0, unneeded(segments, need));
  if (!candidates.some(({ archived }) => archived)) return false;
  // A version that can't be read may be the one that it is replayed onto.
  if ((await readContents()).unreadable.length > 0) return false;
  await world.recorder.settle(lane.id, signal);
  const read = world.index.progress(lane.id)?.log ?? null;
  if (read === null) return false;
  const newest = candidates.at(-1);
  const lastIsRead = need.kind === "none" && newest !== undefined && numberOf(read) >= numberOf(newest);
  const going = lastIsRead ? candidates : candidates.filter((segment) => numberOf(segment) < numberOf(read));
  const last = going.at(-1);
  if (last === undefined || !going.some(({ archived }) => archived)) return false;
  await world.logs.drop(lane.id, segments[going.length]?.file ?? null, signal);
  world.index.forgetSeconds(lane.id, { file: last.file, position: last.size + 1 });
  // It looks at what is left of the log.
  await world.recorder.settle(lane.id, signal);
  return true;
}

const numberOf = ({ file }: { readonly file: string }): number => segmentNumber(file);

async function strayLanes(world: World, signal: AbortSignal): Promise<readonly string[]> {
  const known = catalogued(world);
  const unknown = (await world.logs.archived(signal)).filter((id) => !known.has(id));
  if (unknown.length === 0) return [];
  // Read behind the list: a lane that was made in between is in this one.
  const contents = await world.store.readAll(signal);
  if (contents.unreadable.length > 0) return [];
  const described = new Set([
    ...contents.branches.flatMap((branch) => branch.lanes.map((lane) => lane.id)),
    ...contents.lanes.map(({ id }) => id),
    ...contents.versions.map(({ laneId }) => laneId),
    ...contents.unfinished,
  ]);
  return unknown.filter((id) => !described.has(id));
}

function catalogued(world: World): ReadonlySet<string> {
  return new Set(
    world.catalogue
      .sites()
      .flatMap(({ id }) => [
        ...world.catalogue.branches(id).flatMap((branch) => branch.lanes.map((lane) => lane.id)),
        ...world.catalogue.versions(id).map(({ laneId }) => laneId),
      ]),
  );
}
