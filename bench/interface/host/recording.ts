import type { LogSegment, Recorder, RecordingIndex } from "../../../electron/core/recording-ports";
import type { EventKind, SiteEvent } from "../../../shared/model/event";
import type { MadeUpSite } from "./made-up-site";
import { randomFrom } from "./random";

/** What happened for each version there is: with 100,000 of them, 1,000,000 events. */
const eventsPerVersion = 10;
const hour = 3_600_000;
const kinds: readonly (readonly [EventKind, weight: number])[] = [
  ["post-edited", 2],
  ["comment-approved", 1],
  ["media-added", 3],
  ["post-published", 5],
  ["order-received", 3],
  ["plugin-updated", 7],
  ["page-failed", 9],
];

export type MadeUpIndex = Pick<
  RecordingIndex,
  | "density"
  | "noise"
  | "heaviest"
  | "events"
  | "badTimes"
  | "around"
  | "event"
  | "people"
  | "progress"
  | "holes"
  | "ends"
>;

/** All events of a site by time, in arrays: an event is made only when one is asked for. */
interface Table {
  readonly times: Float64Array;
  readonly lanes: Uint16Array;
  readonly kinds: Uint8Array;
  readonly laneIds: readonly string[];
  readonly branchIds: readonly string[];
}

/** What happened between the versions of made-up sites. */
export function madeUpIndex(sites: readonly MadeUpSite[]): MadeUpIndex {
  const tables = new Map(sites.map((each) => [each.site.id, tableOf(each)]));
  const ofLane = new Map(
    [...tables].flatMap(([siteId, { laneIds }]) => laneIds.map((id, lane) => [id, { siteId, lane }] as const)),
  );
  return {
    density(laneId, from, to, bucket) {
      const found = ofLane.get(laneId);
      const table = tables.get(found?.siteId ?? "");
      if (found === undefined || table === undefined) return [];
      const amounts = new Map<number, number>();
      const end = firstAt(table.times, to);
      for (let index = firstAt(table.times, from); index < end; index++) {
        if (table.lanes[index] !== found.lane) continue;
        const at = Math.floor(((table.times[index] ?? 0) - from) / bucket);
        amounts.set(at, (amounts.get(at) ?? 0) + 1);
      }
      return [...amounts].flat();
    },
    heaviest(siteId, from, to, most) {
      const table = tables.get(siteId);
      if (table === undefined) return { events: [], total: 0 };
      const [first, end] = [firstAt(table.times, from), firstAt(table.times, to)];
      const chosen = heaviestOf(table, first, end, most);
      return { events: chosen.map((index) => eventAt(siteId, table, index)), total: end - first };
    },
    events({ siteId, laneIds, from, to }, after, most) {
      const table = tables.get(siteId);
      if (table === undefined || after !== null) return { events: [], next: null, total: 0 };
      const first = from === null ? 0 : firstAt(table.times, from);
      const end = to === null ? table.times.length : firstAt(table.times, to);
      const of: number[] = [];
      for (let index = end - 1; index >= first; index--) {
        if (laneIds?.includes(table.laneIds[table.lanes[index] ?? 0] ?? "") !== false) of.push(index);
      }
      return { events: of.slice(0, most).map((index) => eventAt(siteId, table, index)), next: null, total: of.length };
    },
    noise: () => [],
    badTimes: () => [],
    around: () => ({ before: null, after: null }),
    event(id) {
      const [, siteId = "", index = ""] = /^e(s.{11})(\d+)$/.exec(id) ?? [];
      const table = tables.get(siteId);
      return table === undefined || Number(index) >= table.times.length ? null : eventAt(siteId, table, Number(index));
    },
    people: () => ["Anna"],
    progress: () => null,
    holes: () => [],
    ends: () => new Map(),
  };
}

export type MadeUpRecorder = Pick<Recorder, "state" | "segments">;

/** Recording goes on everywhere, and every second of every lane is kept. */
export function madeUpRecorder(): MadeUpRecorder {
  const segment: LogSegment = { file: "mysql-bin.000001", size: 2 ** 40, disk: 0, archived: false };
  return { state: () => ({ kind: "live" }), segments: () => [segment] };
}

function tableOf({ branches, versions }: MadeUpSite): Table {
  const random = randomFrom(versions.length + 17);
  const lanes = branches.flatMap((branch) => branch.lanes);
  const numberOf = new Map(lanes.map(({ id }, index) => [id, index]));
  const count = versions.length * eventsPerVersion;
  const times = new Float64Array(count);
  const laneOf = new Uint16Array(count);
  const last = new Map<string, number>();
  versions.forEach(({ at, laneId }, index) => {
    const end = Date.parse(at);
    const begin = Math.max(end - 2 * hour, last.get(laneId) ?? 0);
    last.set(laneId, end);
    for (let each = 0; each < eventsPerVersion; each++) {
      times[index * eventsPerVersion + each] = begin + random() * (end - begin);
      laneOf[index * eventsPerVersion + each] = numberOf.get(laneId) ?? 0;
    }
  });
  const order = Uint32Array.from({ length: count }, (_, index) => index).sort(
    (a, b) => (times[a] ?? 0) - (times[b] ?? 0),
  );
  return {
    times: Float64Array.from(order, (index) => times[index] ?? 0),
    lanes: Uint16Array.from(order, (index) => laneOf[index] ?? 0),
    kinds: Uint8Array.from(order, () => Math.floor(random() ** 3 * kinds.length)),
    laneIds: lanes.map(({ id }) => id),
    branchIds: lanes.map(({ branchId }) => branchId),
  };
}

/** The heaviest of a stretch, the newest of those that weigh alike; by time. */
function heaviestOf(table: Table, first: number, end: number, most: number): readonly number[] {
  const weights = new Uint32Array(10);
  for (let index = first; index < end; index++) {
    const weight = weightOf(table, index);
    weights[weight] = (weights[weight] ?? 0) + 1;
  }
  let least = 9;
  let heavier = 0;
  while (least > 0 && heavier + (weights[least] ?? 0) < most) heavier += weights[least--] ?? 0;
  let alike = most - heavier;
  const chosen: number[] = [];
  for (let index = end - 1; index >= first; index--) {
    const weight = weightOf(table, index);
    if (weight < least || (weight === least && alike-- <= 0)) continue;
    chosen.push(index);
  }
  return chosen.reverse();
}

const weightOf = (table: Table, index: number): number => kinds[table.kinds[index] ?? 0]?.[1] ?? 0;

function eventAt(siteId: string, table: Table, index: number): SiteEvent {
  const lane = table.lanes[index] ?? 0;
  const [kind, weight] = kinds[table.kinds[index] ?? 0] ?? ["post-edited", 2];
  return {
    id: `e${siteId}${index}`,
    siteId,
    branchId: table.branchIds[lane] ?? "",
    laneId: table.laneIds[lane] ?? "",
    at: new Date(table.times[index] ?? 0).toISOString(),
    kind,
    subject: `Number ${index}`,
    detail: {},
    who: { id: 1, name: "Anna" },
    via: "admin",
    place: "post.php",
    weight,
    from: null,
    to: null,
  };
}

function firstAt(times: Float64Array, at: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((times[middle] ?? 0) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}
