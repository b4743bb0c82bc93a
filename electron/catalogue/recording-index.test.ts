import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { array, assert as always, constantFrom, integer, property, record, string } from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { SiteEvent } from "../../shared/model/event";
import type { EventQuery, IndexStep, SecondTally } from "../core/recording-ports";
import { SqliteRecordingIndex } from "./recording-index";
import { recordingSchema } from "./recording-schema";

const siteId = "s00000000001";
const branchId = "b00000000001";
const laneId = "l00000000001";
const begin = Date.UTC(2026, 2, 12, 14);
const instant = (ms: number) => new Date(begin + ms).toISOString();
const place = (position: number, segment = 1) => ({ file: `mysql-bin.${String(segment).padStart(6, "0")}`, position });

let folder: string;
let path: string;
const open: SqliteRecordingIndex[] = [];

function openIndex(at = path): SqliteRecordingIndex {
  const index = new SqliteRecordingIndex(at);
  open.push(index);
  return index;
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tidemark-recording-"));
  path = join(folder, "recording.sqlite");
});
afterEach(() => {
  for (const index of open.splice(0)) index.close();
  rmSync(folder, { recursive: true });
});

let numbers = 0;
const event = (patch: Partial<SiteEvent> = {}): SiteEvent => ({
  id: `e${++numbers}`,
  siteId,
  branchId,
  laneId,
  at: instant(0),
  kind: "post-edited",
  subject: "Samphire in March",
  detail: {},
  who: { id: 1, name: "Anna" },
  via: "admin",
  place: "post.php",
  weight: 3,
  from: null,
  to: null,
  ...patch,
});

const step = (patch: Partial<IndexStep> = {}): IndexStep => ({
  siteId,
  branchId,
  laneId,
  progress: { log: place(500), notes: null, last: begin },
  seconds: [],
  noise: [],
  events: [],
  ...patch,
});

const tally = (second: number, end = place(500), rows = 1, patch: Partial<SecondTally> = {}): SecondTally => ({
  second: begin / 1000 + second,
  end,
  transactions: 1,
  rows,
  noise: 0,
  ...patch,
});

const query = (patch: Partial<EventQuery> = {}): EventQuery => ({
  siteId,
  words: [],
  branchId: null,
  laneIds: null,
  kinds: null,
  who: null,
  from: null,
  to: null,
  ...patch,
});

const found = (index: SqliteRecordingIndex, ...words: readonly string[]) =>
  index.events(query({ words }), null, 50).events.map(({ subject }) => subject);

describe("a step", () => {
  it("goes in with its position, and what one second had in two steps adds up", () => {
    const index = openIndex();
    expect(index.progress(laneId)).toBeNull();
    index.advance(step({ seconds: [tally(5, place(300), 2)] }));
    const progress = { log: place(900), notes: { file: "2026-03-12.jsonl", size: 80 }, last: begin + 5999 };
    index.advance(step({ progress, seconds: [tally(5, place(900), 3, { transactions: 4, noise: 7 })] }));
    expect(index.progress(laneId)).toEqual(progress);
    expect(index.secondAt(laneId, begin / 1000 + 60)).toEqual(tally(5, place(900), 5, { transactions: 5, noise: 7 }));
    expect(index.secondAt(laneId, begin / 1000 + 4)).toBeNull();
  });

  it("leaves nothing behind where it breaks off, so that the next try says it once", () => {
    const index = openIndex();
    index.advance(step());
    const events = [event({ at: instant(7) })];
    const wrong = [...events, event({ weight: 0.5 })];
    const seconds = [tally(1)];
    const noise = [{ second: begin / 1000, kind: "cron", rows: 3 }];
    const progress = { log: place(900), notes: null, last: begin };
    expect(() => index.advance(step({ progress, seconds, noise, events: wrong }))).toThrow();
    expect(index.progress(laneId)?.log).toEqual(place(500));
    expect(index.behind(laneId, null)).toEqual({ rows: 0, noise: 0 });
    expect(index.people(siteId)).toEqual([]);
    index.advance(step({ progress, seconds, noise, events }));
    expect(index.behind(laneId, null)).toEqual({ rows: 1, noise: 0 });
    expect(index.noise(laneId, begin, begin)).toEqual([{ kind: "cron", rows: 3 }]);
    expect(index.events(query(), null, 9).total).toBe(1);
  });

  it("is still there after the file was closed and opened", () => {
    const known = event({ detail: { from: "9.1", amount: 2 }, from: place(4), to: place(99) });
    const index = openIndex();
    index.advance(step({ events: [known] }));
    const again = openIndex();
    expect(again.event(known.id)).toEqual(known);
    expect(again.progress(laneId)?.log).toEqual(place(500));
    expect(again.event("e-none")).toBeNull();
  });
});

describe("an event that went on", () => {
  it("is replaced with its words, and keeps its place among those of its time", () => {
    const index = openIndex();
    const draft = event({ subject: "Untitled" });
    index.advance(step({ events: [draft, event({ subject: "Another" })] }));
    index.advance(step({ events: [{ ...draft, subject: "Samphire", who: { id: 2, name: "Bo" }, at: instant(500) }] }));
    expect(index.event(draft.id)).toMatchObject({ subject: "Samphire" });
    expect(found(index, "untitled")).toEqual([]);
    expect(found(index, "samph")).toEqual(["Samphire"]);
    expect(found(index, "bo")).toEqual(["Samphire"]);
    expect(index.events(query(), null, 9)).toMatchObject({ total: 2, events: [{ subject: "Samphire" }, {}] });
  });
});

describe("search", () => {
  it("finds every word from its beginning, in subject, names, kind and place, whatever its case or accents", () => {
    const index = openIndex();
    const update = {
      kind: "plugin-updated",
      subject: "WooCommerce",
      detail: { from: "9.1.4", to: "9.2.0", count: 2 },
    } as const;
    index.advance(
      step({ events: [event({ ...update, place: "update.php" }), event({ subject: "Crème brûlée à la carte" })] }),
    );
    expect(found(index, "woo")).toEqual(["WooCommerce"]);
    expect(found(index, "plugin", "upd")).toEqual(["WooCommerce"]);
    expect(found(index, "9.1.4")).toEqual(["WooCommerce"]);
    expect(found(index, "update.php", "anna")).toEqual(["WooCommerce"]);
    expect(found(index, "commerce")).toEqual([]);
    expect(found(index, "CREME", "brulee")).toEqual(["Crème brûlée à la carte"]);
    expect(found(index, "woo", "creme")).toEqual([]);
  });

  it.each([
    '"',
    "it's",
    "O'Brien\"",
    "a*",
    "(",
    "NOT",
    "OR",
    "NEAR(",
    "col:x",
    "^a",
    "-",
    "a-b",
    "{",
    "\0",
    "a\0b",
    "%",
    "½",
    "日本語",
    "\ud800",
    "🙂",
  ])("takes %j as words, not as a question of its own", (word) => {
    const index = openIndex();
    const subject = `before ${word} after`;
    index.advance(step({ events: [event({ subject })] }));
    expect(found(index, word)).toHaveLength(1);
  });

  it("never fails, whatever somebody types", () => {
    const index = openIndex(":memory:");
    index.advance(step({ events: [event()] }));
    always(
      property(array(string({ unit: "binary" }), { maxLength: 4 }), (words) => {
        index.events(query({ words }), null, 5);
      }),
    );
  });

  it("keeps to the branch, the lanes, the kinds, the person and the time it is asked for", () => {
    const index = openIndex();
    const one = event({ subject: "one", at: instant(1000) });
    const two = event({ subject: "two", at: instant(2000), kind: "rows", who: null });
    const three = event({ subject: "three", at: instant(3000), laneId: "l00000000002", branchId: "b00000000002" });
    index.advance(step({ events: [one, two, three, event({ siteId: "s00000000002" })] }));
    const asked = (patch: Partial<EventQuery>) =>
      index.events(query(patch), null, 9).events.map(({ subject }) => subject);
    expect(asked({})).toEqual(["three", "two", "one"]);
    expect(asked({ branchId: "b00000000002" })).toEqual(["three"]);
    expect(asked({ laneIds: [laneId] })).toEqual(["two", "one"]);
    expect(asked({ laneIds: [] })).toEqual([]);
    expect(asked({ kinds: ["rows"] })).toEqual(["two"]);
    expect(asked({ who: "Anna", words: ["t"] })).toEqual(["three"]);
    expect(asked({ from: begin + 2000 })).toEqual(["three", "two"]);
    expect(asked({ to: begin + 2000 })).toEqual(["one"]);
  });
});

describe("pages", () => {
  it("go through everything newest first, once each, however many have one time", () => {
    const times = array(integer({ min: 0, max: 4 }), { maxLength: 40 });
    always(
      property(times, integer({ min: 1, max: 7 }), (all, most) => {
        const index = openIndex(":memory:");
        index.advance(step({ events: all.map((ms) => event({ at: instant(ms) })) }));
        const seen: SiteEvent[] = [];
        for (let after: string | null = null; ; ) {
          const page = index.events(query(), after, most);
          expect(page.total).toBe(all.length);
          seen.push(...page.events);
          after = page.next;
          if (after === null) break;
        }
        expect(new Set(seen.map(({ id }) => id)).size).toBe(all.length);
        expect(seen.map(({ at }) => at)).toEqual(all.map(instant).sort().reverse());
      }),
      { numRuns: 50 },
    );
  });

  it("hold while newer events come", () => {
    const index = openIndex();
    index.advance(step({ events: [1, 2, 3, 4].map((ms) => event({ subject: String(ms), at: instant(ms) })) }));
    const first = index.events(query(), null, 2);
    index.advance(step({ events: [event({ at: instant(9) })] }));
    expect(index.events(query(), first.next, 2).events.map(({ subject }) => subject)).toEqual(["2", "1"]);
    expect(index.events(query(), "nonsense", 9).events).toHaveLength(5);
  });
});

describe("the heaviest", () => {
  it("of a stretch are as a plain sort says, by time", () => {
    const one = record({
      ms: integer({ min: 0, max: 30 }),
      weight: integer({ min: 0, max: 9 }),
      site: constantFrom(siteId, "s00000000002"),
    });
    always(
      property(
        array(one, { maxLength: 60 }),
        integer({ min: 0, max: 12 }),
        integer({ min: 0, max: 30 }),
        (all, most, from) => {
          const index = openIndex(":memory:");
          const events = all.map(({ ms, weight, site }) => event({ at: instant(ms), weight, siteId: site }));
          index.advance(step({ events }));
          const inside = events.filter(
            (it) => it.siteId === siteId && Date.parse(it.at) >= begin + from && Date.parse(it.at) < begin + 25,
          );
          const key = ({ weight, at }: SiteEvent) => `${at} ${weight}`;
          const best = inside.toSorted((a, b) => b.weight - a.weight || b.at.localeCompare(a.at)).slice(0, most);
          const answer = index.heaviest(siteId, begin + from, begin + 25, most);
          expect(answer.total).toBe(inside.length);
          expect(answer.events.map(key).sort()).toEqual(best.map(key).sort());
          expect(answer.events.map(({ at }) => at)).toEqual(answer.events.map(({ at }) => at).sort());
        },
      ),
      { numRuns: 60 },
    );
  });

  it("of 50,000 events are a few looks at an index", () => {
    const index = openIndex();
    for (let batch = 0; batch < 25; batch++) {
      const events = Array.from({ length: 2000 }, (_, one) => {
        const number = batch * 2000 + one;
        return event({ at: instant(number * 1000), weight: number % 7 === 0 ? 1 + (number % 9) : 1 });
      });
      index.advance(step({ events }));
    }
    const began = performance.now();
    const { events, total } = index.heaviest(siteId, begin, begin + 50_000_000, 300);
    expect(performance.now() - began).toBeLessThan(1000);
    expect(total).toBe(50_000);
    expect(events).toHaveLength(300);
    expect(Math.min(...events.map(({ weight }) => weight))).toBe(9);
  }, 30_000);

  it.each([
    [
      "event INDEXED BY event_by_weight WHERE site = ? AND at >= ? AND at < ? AND weight = ? ORDER BY at DESC LIMIT 3",
      "event_by_weight (site=? AND weight=? AND at>? AND at<?)",
    ],
    [
      "event WHERE site = ? AND (at, number) < (?, ?) ORDER BY at DESC, number DESC LIMIT 3",
      "event_by_time (site=? AND at<?)",
    ],
    [
      "event WHERE site = ? AND who = ? AND (at, number) < (?, ?) ORDER BY at DESC, number DESC LIMIT 3",
      "event_by_who (site=? AND who=? AND at<?)",
    ],
    ["event WHERE lane = ? AND at <= ? ORDER BY at DESC, number DESC LIMIT 1", "event_of_lane (lane=? AND at<?)"],
    ["second WHERE lane = ? AND place > ?", "second_by_place (lane=? AND place>?)"],
    ["second WHERE lane = ? AND second <= ? ORDER BY second DESC LIMIT 1", "PRIMARY KEY (lane=? AND second<?)"],
  ])("and the like are found without a scan or a sort: %s", (sql, by) => {
    const database = new DatabaseSync(":memory:");
    database.exec(recordingSchema.tables);
    const plan = database
      .prepare(`EXPLAIN QUERY PLAN SELECT * FROM ${sql}`)
      .all()
      .map((row) => String(row["detail"]));
    database.close();
    expect(plan).toHaveLength(1);
    expect(plan[0]).toContain(by);
  });
});

describe("density", () => {
  it.each([
    ["seconds", 1000],
    ["minutes", 60_000],
    ["hours", 3_600_000],
    ["two days", 172_800_000],
  ])("counts rows people caused in buckets of %s", (_, bucket) => {
    const index = openIndex();
    const seconds = [0, 59, 60, 3599, 3600, 3 * 86_400].map((second, at) =>
      tally(second, place(100 + at), 1, { noise: 5 }),
    );
    index.advance(step({ seconds: [...seconds, tally(120, place(700), 0, { noise: 9 })] }));
    const start = Math.floor(begin / bucket) * bucket;
    const expected = new Map<number, number>();
    for (const { second } of seconds) {
      const number = Math.floor((second * 1000 - start) / bucket);
      expected.set(number, (expected.get(number) ?? 0) + 1);
    }
    expect(index.density(laneId, start, start + 6 * 86_400_000, bucket)).toEqual([...expected].flat());
    expect(index.density("l00000000009", start, start + 1e9, bucket)).toEqual([]);
  });

  it("has each second in one of two stretches that meet", () => {
    const index = openIndex();
    index.advance(step({ seconds: [0, 1, 2, 3].map((second) => tally(second, place(second + 10))) }));
    const sum = (from: number, to: number) =>
      index
        .density(laneId, begin + from, begin + to, 250)
        .filter((_, at) => at % 2 === 1)
        .reduce((a, b) => a + b, 0);
    for (const cut of [1, 999, 1000, 1001, 2500]) expect(sum(0, cut) + sum(cut, 4000)).toBe(4);
  });
});

describe("what lies between places in the log", () => {
  it("is summed up across segments", () => {
    const index = openIndex();
    const seconds = [tally(0, place(900, 1), 1), tally(1, place(200, 2), 2, { noise: 1 }), tally(2, place(100, 10), 4)];
    index.advance(step({ seconds }));
    expect(index.transactionsBetween(laneId, place(4, 1), place(100, 10))).toBe(3);
    expect(index.transactionsBetween(laneId, place(900, 1), place(200, 2))).toBe(1);
    expect(index.transactionsBetween(laneId, place(200, 2), place(99, 10))).toBe(0);
    expect(index.behind(laneId, place(900, 1))).toEqual({ rows: 6, noise: 1 });
    expect(index.behind(laneId, place(100, 10))).toEqual({ rows: 0, noise: 0 });
    expect(index.behind(laneId, null)).toEqual({ rows: 7, noise: 1 });
  });

  it("goes with the log, and minutes, hours and events stay", () => {
    const index = openIndex();
    index.advance(step({ seconds: [tally(0, place(900, 1)), tally(90, place(200, 2))], events: [event()] }));
    index.forgetSeconds(laneId, place(901, 1));
    expect(index.secondAt(laneId, begin / 1000 + 60)).toBeNull();
    expect(index.secondAt(laneId, begin / 1000 + 90)?.end).toEqual(place(200, 2));
    expect(index.density(laneId, begin, begin + 120_000, 60_000)).toEqual([0, 1, 1, 1]);
    expect(index.events(query(), null, 9).total).toBe(1);
  });
});

describe("around an instant", () => {
  it("is what happened last up to it and first behind it, on that lane", () => {
    const index = openIndex();
    const of = (ms: number, lane = laneId) => event({ subject: `${ms}`, at: instant(ms), laneId: lane });
    index.advance(step({ events: [of(10), of(20), of(30), of(21, "l00000000002")] }));
    expect(index.around(laneId, begin + 20)).toMatchObject({ before: { subject: "20" }, after: { subject: "30" } });
    expect(index.around(laneId, begin + 5)).toMatchObject({ before: null, after: { subject: "10" } });
    expect(index.around(laneId, begin + 99)).toMatchObject({ before: { subject: "30" }, after: null });
  });
});

describe("a bad time", () => {
  const failed = (ms: number, page: string) =>
    event({ kind: "page-failed", subject: page, at: instant(ms), detail: { path: page, status: 503 }, who: null });
  const recovered = (ms: number, page: string) =>
    event({ kind: "page-recovered", subject: page, at: instant(ms), detail: { path: page }, who: null });

  it("opens once with the first failure of a page and closes when that answers well again", () => {
    const index = openIndex();
    index.advance(
      step({
        events: [failed(1000, "/"), failed(2000, "/"), failed(2500, "/shop/"), recovered(3000, "/"), failed(9000, "/")],
      }),
    );
    const bad = (from: number, to: number) =>
      index
        .badTimes(siteId, begin + from, begin + to)
        .map(({ path: page, from: since, to: until }) => [page, since, until]);
    expect(bad(0, 99_000)).toEqual([
      ["/", instant(1000), instant(3000)],
      ["/shop/", instant(2500), null],
      ["/", instant(9000), null],
    ]);
    expect(bad(4000, 5000)).toEqual([["/shop/", instant(2500), null]]);
    expect(bad(0, 1000)).toEqual([]);
    expect(index.badTimes(siteId, begin, begin + 5000)[0]).toMatchObject({ laneId, status: 503 });
  });
});

describe("removing", () => {
  const rows = () => {
    const database = new DatabaseSync(path, { readOnly: true });
    const tables = ["lane", "second", "stretch", "noise", "event", "event_words", "bad", "person"];
    const counts = tables.map((table) => [
      table,
      database.prepare(`SELECT count(*) AS count FROM ${table}`).get()?.["count"],
    ]);
    database.close();
    return Object.fromEntries(counts) as Record<string, unknown>;
  };
  const full = (lane: string, name: string) =>
    step({
      laneId: lane,
      seconds: [tally(0)],
      noise: [{ second: begin / 1000, kind: "cron", rows: 1 }],
      events: [event({ laneId: lane, who: { id: 1, name } }), event({ laneId: lane, kind: "page-failed", who: null })],
    });

  it("a lane leaves nothing of it and everything of others", () => {
    const index = openIndex();
    index.advance(full(laneId, "Anna"));
    const before = rows();
    index.advance(full("l00000000002", "Bo"));
    index.removeLane("l00000000002");
    expect(rows()).toEqual(before);
    expect(index.people(siteId)).toEqual(["Anna"]);
    expect(found(index, "samphire")).toHaveLength(2);
    index.removeLane("l00000000002");
    expect(rows()).toEqual(before);
  });

  it("a site leaves nothing at all", () => {
    const index = openIndex();
    index.advance(full(laneId, "Anna"));
    index.advance(full("l00000000002", "Bo"));
    index.removeSite(siteId);
    expect(new Set(Object.values(rows()))).toEqual(new Set([0]));
  });
});

describe("the file", () => {
  it("is set aside where it is broken, and begun anew", () => {
    writeFileSync(path, "this is no index".repeat(1000));
    const index = openIndex();
    index.advance(step({ events: [event()] }));
    expect(index.events(query(), null, 1).total).toBe(1);
    expect(readdirSync(folder).filter((name) => name.includes(".broken-"))).toHaveLength(1);
  });

  it("is begun anew where its tables are another version's", () => {
    const index = openIndex();
    index.advance(step({ events: [event()] }));
    const database = new DatabaseSync(path);
    database.exec(`PRAGMA user_version = ${recordingSchema.version + 1}`);
    database.close();
    const anew = openIndex();
    expect(anew.progress(laneId)).toBeNull();
    anew.advance(step({ events: [event()] }));
    expect(found(anew, "samphire")).toHaveLength(1);
  });
});

it("remembers what can't be read of a lane, once, until the log there is dropped", () => {
  const index = openIndex();
  const [early, late] = [
    { from: place(500, 1), until: null },
    { from: place(300, 2), until: 700 },
  ];
  index.advance(step({ holes: [late, early] }));
  index.addHole(laneId, early);
  expect(index.holes(laneId)).toEqual([early, late]);
  index.forgetSeconds(laneId, place(900, 1));
  expect(index.holes(laneId)).toEqual([late]);
  index.removeLane(laneId);
  expect(index.holes(laneId)).toEqual([]);
});

it("remembers where closed segments end as it was found first, until the log there is dropped", () => {
  const index = openIndex();
  const [one, two] = [place(300, 1), place(800, 2)];
  index.advance(step({ ends: [one] }));
  index.advance(step({ ends: [place(999, 1), two] }));
  const of = (...ends: readonly ReturnType<typeof place>[]) =>
    new Map(ends.map(({ file, position }) => [file, position]));
  expect(index.ends(laneId)).toEqual(of(one, two));
  index.forgetSeconds(laneId, place(301, 1));
  expect(index.ends(laneId)).toEqual(of(two));
  index.removeLane(laneId);
  expect(index.ends(laneId)).toEqual(of());
});
