import type { Reach } from "../../shared/model/recording";
import type { Branch, Lane, Site, Version } from "../../shared/model/site";
import type { BranchState, BranchView, SiteDetail, SiteRow, Size, VersionView } from "../../shared/model/views";
import { branchOrigin } from "./addresses";
import { keptBecause } from "./delete-version";
import { holesOf } from "./holes";
import { basesOf, reachOf } from "./reach";
import type { World } from "./world";

const twoWeeks = 14 * 24 * 60 * 60 * 1000;

type Sizes = ReadonlyMap<string, { readonly own: number; readonly total: number }>;

const sizeOf = (sizes: Sizes, id: string): Size => sizes.get(id) ?? { own: null, total: null };

/** Adds what is known; null when nothing is. */
function sum(numbers: readonly (number | null)[]): number | null {
  const known = numbers.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((total, value) => total + value, 0);
}

function stateOf(world: World, site: Site, branch: Branch): BranchState {
  const { running, starting, lastStatus } = world.activity;
  if (site.trashedAt !== null || branch.trashedAt !== null) return "trashed";
  if (starting.has(branch.headLaneId)) return "starting";
  if (!running.has(branch.headLaneId)) return branch.wanted === "running" ? "starting" : "stopped";
  return (lastStatus.get(branch.id) ?? 200) >= 400 ? "failing" : "running";
}

export function branchView(world: World, site: Site, branch: Branch, sizes: Sizes): BranchView {
  return {
    ...branch,
    state: stateOf(world, site, branch),
    url: branchOrigin(site, branch, world.port),
    size: sizeOf(sizes, branch.headLaneId),
    lastStatus: world.activity.lastStatus.get(branch.id) ?? null,
    failingSince: world.activity.failingSince.get(branch.id) ?? null,
    mails: world.activity.mails.get(branch.id) ?? 0,
  };
}

function versionView(version: Version, branches: readonly Branch[], sizes: Sizes): VersionView {
  const reason = keptBecause(version, branches);
  const open = branches.find(
    ({ kind, from }) => kind === "peek" && from?.versionId === version.id && from.moment === undefined,
  );
  return {
    ...version,
    size: sizeOf(sizes, version.id),
    deletable: reason === null ? { kind: "yes" } : { kind: "no", reason },
    peekBranchId: open?.id ?? null,
  };
}

/**
 * The last version on the line the present is on: of the lane it writes to, else of those that one grew out of. What a
 * rewind kept of its own accord is passed over, newer as it may be: it is what somebody wanted to get away from.
 * `before`: the last one from before an instant, where there is one.
 */
export function lastOfThePresent(
  branch: Branch,
  versions: readonly Version[],
  before: string | null = null,
): Version | null {
  const line = lineOf(branch, versions);
  const own = line.filter((version) => !isKeptByRewind(version));
  return own.find(({ at }) => before === null || at < before) ?? own[0] ?? line[0] ?? null;
}

/**
 * The last version that is known to be good, of a home page that fails: taken when it still answered well, or the first one after that
 * which was taken just before something risky. What was taken between the failure and the look that saw it shows a broken site, too.
 */
export function lastGood(
  branch: Branch,
  versions: readonly Version[],
  failingSince: string,
  wellAt: string | null,
): Version | null {
  if (wellAt === null) return lastOfThePresent(branch, versions, failingSince);
  const risk = lineOf(branch, versions).findLast(
    ({ at, cause }) => cause.kind === "risk" && at > wellAt && at <= failingSince,
  );
  return risk ?? lastOfThePresent(branch, versions, wellAt);
}

/** What the present grew out of, newest first. Where a version's parent is gone, the one before it on its lane is next. */
function lineOf(branch: Branch, versions: readonly Version[]): readonly Version[] {
  const byId = new Map(versions.map((version) => [version.id, version]));
  const { newestOf, before } = orderOnLanes(versions);
  const origin = new Map(branch.lanes.map((lane) => [lane.id, lane.fromVersionId ?? ""]));
  const originOf = (laneId: string) => byId.get(origin.get(laneId) ?? "");
  const line = new Set<Version>();
  let one = newestOf.get(branch.headLaneId) ?? originOf(branch.headLaneId);
  while (one !== undefined && !line.has(one)) {
    line.add(one);
    one = byId.get(one.parentId ?? "") ?? before.get(one) ?? originOf(one.laneId);
  }
  return [...line];
}

/** Of each lane the newest version, and of each version the one before it on its lane. `versions`: oldest first. */
function orderOnLanes(versions: readonly Version[]) {
  const newestOf = new Map<string, Version>();
  const before = new Map<Version, Version>();
  for (const version of versions) {
    const last = newestOf.get(version.laneId);
    if (last !== undefined) before.set(version, last);
    newestOf.set(version.laneId, version);
  }
  return { newestOf, before };
}

function isKeptByRewind({ cause }: Version): boolean {
  return cause.kind === "set-aside" || (cause.kind === "before" && cause.action === "rewind");
}

export function siteRow(world: World, site: Site): SiteRow | null {
  const branches = world.catalogue.branches(site.id);
  const main = branches.find((branch) => branch.kind === "main");
  if (main === undefined) return null;
  const sizes = world.catalogue.sizes(site.id);
  const since = new Date(world.now().getTime() - twoWeeks).toISOString();
  const versions = world.catalogue.versions(site.id).filter((version) => version.branchId === main.id);
  const lastVersion = lastOfThePresent(main, versions);
  const failingSince = world.activity.failingSince.get(main.id) ?? null;
  return {
    ...site,
    main: branchView(world, site, main, sizes),
    branches: branches.filter((branch) => branch.kind === "branch" && branch.trashedAt === null).length,
    lastVersion,
    lastGood:
      failingSince === null
        ? lastVersion
        : lastGood(main, versions, failingSince, world.activity.wellAt.get(main.id) ?? null),
    strip: versions
      .filter((version) => version.at >= since)
      .map((version) => ({ at: version.at, special: version.pinned || version.label !== null })),
    size: sizeOf(sizes, main.headLaneId),
  };
}

function reachOfLane(world: World, lane: Lane, versions: readonly Version[]): readonly Reach[] {
  const segments = world.recorder.segments(lane.id);
  if (segments.length === 0) return [];
  const from = lane.fromVersionId === null ? null : world.catalogue.version(lane.fromVersionId);
  const bases = basesOf(lane, versions, from, segments, world.index.ends(lane.id));
  return reachOf(lane, bases, segments, holesOf(world.index.holes(lane.id), bases, segments));
}

/** Of the archived logs of all lanes; null where there are none. */
function logBytes(world: World, branches: readonly Branch[]): number | null {
  const segments = branches.flatMap(({ lanes }) => lanes.flatMap(({ id }) => world.recorder.segments(id)));
  return segments.length === 0 ? null : segments.reduce((bytes, { disk }) => bytes + disk, 0);
}

export function siteDetail(world: World, site: Site): SiteDetail {
  const branches = world.catalogue.branches(site.id);
  const versions = world.catalogue.versions(site.id);
  const sizes = world.catalogue.sizes(site.id);
  const main = branches.find((branch) => branch.kind === "main");
  const shown = branches.filter(({ kind }) => kind !== "peek");
  return {
    site,
    reach: shown.flatMap(({ lanes }) => lanes.flatMap((lane) => reachOfLane(world, lane, versions))),
    recorders: Object.fromEntries(shown.map(({ id }) => [id, world.recorder.state(id)])),
    branches: branches.map((branch) => branchView(world, site, branch, sizes)),
    lanes: branches.flatMap((branch) => branch.lanes),
    versions: versions.map((version) => versionView(version, branches, sizes)),
    historyBytes: sum([...versions.map((version) => sizes.get(version.id)?.own ?? null), logBytes(world, branches)]),
    siteBytes: main === undefined ? null : (sizes.get(main.headLaneId)?.total ?? null),
  };
}
