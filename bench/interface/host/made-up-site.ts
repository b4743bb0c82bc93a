import type { Branch, Cause, Lane, Site, Version } from "../../../shared/model/site";
import { randomFrom } from "./random";

/** What a store says of one site. */
export interface MadeUpSite {
  readonly site: Site;
  readonly branches: readonly Branch[];
  readonly versions: readonly Version[];
}

export interface Shape {
  /** Which of several sites; makes its ids and its address. */
  readonly number: number;
  readonly title: string;
  readonly versions: number;
  readonly branches: number;
  /** Rewinds per branch: each sets a stretch aside and opens a lane. */
  readonly rewinds: number;
  readonly years: number;
  /** The end of its history, in epoch milliseconds. */
  readonly now: number;
}

const hour = 3_600_000;
const day = 24 * hour;
const year = 365 * day;
const labels = ["Shop opened", "Before the photo cleanup", "Spring menu live", "New header", "For Anna to look at"];

/**
 * A site with a history as years of work leave it: more of it lately than long ago, by day rather than by night, some
 * of it named and pinned, and every branch rewound now and then. The same shape gives the same site.
 */
export function madeUpSite(shape: Shape): MadeUpSite {
  const { number, now } = shape;
  const random = randomFrom(number + 1);
  const begin = now - shape.years * year;
  const siteId = idOf("s", number, 0);
  const slug = `made-up-${number}`;
  const versions: Version[] = [];
  const branches: Branch[] = [];
  let laneNumber = 0;

  for (let index = 0; index < shape.branches; index++) {
    const first = index === 0;
    const parent = first ? null : versionNear(versions, begin + (index / shape.branches) * 0.6 * (now - begin));
    const opened = parent === null ? begin : Date.parse(parent.at) + 1000;
    const branchId = idOf("b", number, index);
    const count = Math.round(shape.versions / shape.branches);
    const rewoundAt = rewindIndexes(count, shape.rewinds);
    const lane = (fromVersionId: string | null, at: number): Lane => {
      laneNumber += 1;
      const openedAt = instant(at);
      return {
        id: idOf("l", number, laneNumber),
        siteId,
        branchId,
        fromVersionId,
        openedAt,
        closedAt: null,
        number: laneNumber,
      };
    };
    const lanes: Lane[] = [lane(parent?.id ?? null, opened)];
    const own: Version[] = [];

    for (const [at, time] of workingTimes(count, opened, now - hour, random).entries()) {
      const current = lanes.at(-1);
      if (current === undefined) throw new Error("a branch has a lane");
      const rewinds = rewoundAt.has(at);
      const version: Version = {
        id: idOf("v", number, versions.length),
        siteId,
        branchId,
        laneId: current.id,
        parentId: own.at(-1)?.id ?? parent?.id ?? null,
        at: instant(time),
        ...(at === 0 && first
          ? { cause: { kind: "created" }, label: null, pinned: false }
          : meaning(random(), rewinds)),
        binlog: { file: "mysql-bin.000001", position: 1000 + at * 1000, gtid: "" },
      };
      versions.push(version);
      own.push(version);
      if (!rewinds) continue;
      const target = own[Math.max(0, at - 5 - Math.floor(random() * count * 0.02))] ?? version;
      lanes[lanes.length - 1] = { ...current, closedAt: instant(time + 500) };
      lanes.push(lane(target.id, time + 500));
    }
    branches.push({
      id: branchId,
      siteId,
      kind: first ? "main" : "branch",
      name: first ? "main" : `branch-${index}`,
      headLaneId: lanes.at(-1)?.id ?? "",
      lanes,
      from: parent === null ? null : { branchId: parent.branchId, versionId: parent.id },
      wanted: index % 3 === 1 ? "stopped" : "running",
      quarantined: !first,
      durable: false,
      createdAt: instant(opened),
      trashedAt: null,
      expiresAt: null,
    });
  }
  const site: Site = {
    id: siteId,
    title: shape.title,
    slug,
    canonical: `http://${slug}.localhost`,
    born: "here",
    software: { wordpress: "6.7.2", php: "8.2", mariadb: "10.11" },
    adminUser: "anna",
    tablePrefix: "wp_",
    createdAt: instant(begin),
    trashedAt: null,
  };
  return { site, branches, versions };
}

/** Ascending, a millisecond apart at least; two in three of the days since the beginning count for more than the first third. */
function workingTimes(count: number, from: number, to: number, random: () => number): number[] {
  const times = Array.from({ length: count }, () => {
    const at = from + (to - from) * random() ** 0.7;
    const midnight = at - (at % day);
    const worked = midnight + 8 * hour + random() * 11 * hour;
    return Math.floor(Math.min(to, Math.max(from, worked)));
  }).sort((a, b) => a - b);
  for (let index = 1; index < times.length; index++) {
    times[index] = Math.max(times[index] ?? 0, (times[index - 1] ?? 0) + 1);
  }
  return times;
}

/** After which of a branch's versions it is rewound. */
function rewindIndexes(count: number, rewinds: number): ReadonlySet<number> {
  return new Set(Array.from({ length: rewinds }, (_, index) => Math.floor(((index + 1) / (rewinds + 1)) * count)));
}

function meaning(chance: number, rewinds: boolean): Pick<Version, "cause" | "label" | "pinned"> {
  const plain = (cause: Cause) => ({ cause, label: null, pinned: false });
  if (rewinds) return plain({ kind: "set-aside" });
  if (chance < 0.002) return { cause: { kind: "manual" }, label: labelFor(chance, 0.002), pinned: true };
  if (chance < 0.02) return { cause: { kind: "manual" }, label: labelFor(chance, 0.02), pinned: false };
  if (chance < 0.07) return plain({ kind: "before", action: "settings" });
  return plain({ kind: "automatic", why: "rest" });
}

const labelFor = (chance: number, below: number): string => labels[Math.floor((chance / below) * labels.length)] ?? "";

function versionNear(versions: readonly Version[], time: number): Version | null {
  const wanted = instant(time);
  const ofMain = versions.filter(({ branchId }) => branchId === versions[0]?.branchId);
  return ofMain.find(({ at }) => at >= wanted) ?? ofMain.at(-1) ?? null;
}

function idOf(kind: string, site: number, index: number): string {
  return `${kind}${site.toString(36).padStart(4, "0")}${index.toString(36).padStart(7, "0")}`;
}

const instant = (time: number): string => new Date(time).toISOString();
