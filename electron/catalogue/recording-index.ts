import type { DatabaseSync, SQLInputValue, StatementSync } from "node:sqlite";
import { z } from "zod";
import { type LogPosition, SiteEvent } from "../../shared/model/event";
import { placeOf } from "../../shared/log-place";
import type { BadTime } from "../../shared/model/recording";
import type {
  EventQuery,
  IndexStep,
  LaneProgress,
  LogHole,
  RecordingIndex,
  SecondTally,
} from "../core/recording-ports";
import { atomically } from "./atomically";
import { conditionsOf, pageOf, wordsOf } from "./event-query";
import { recordingSchema } from "./recording-schema";
import { openTables } from "./schema";

const minute = 60;
const hour = 3600;
const heaviestWeight = 9;

const ProgressRow = z.object({
  log_file: z.string().nullable(),
  log_position: z.int().nullable(),
  notes_file: z.string().nullable(),
  notes_size: z.int().nullable(),
  last: z.int(),
});
const SecondRow = z.object({
  second: z.int(),
  file: z.string(),
  position: z.int(),
  transactions: z.int(),
  rows: z.int(),
  noise: z.int(),
});
const SumRow = z.object({ rows: z.int(), noise: z.int() });
const EventRow = z.object({ number: z.int(), at: z.int(), json: z.string() });
const NumberRow = z.object({ number: z.int() });
const CountRow = z.object({ count: z.int() });
const BadRow = z.object({
  lane: z.string(),
  path: z.string(),
  begin: z.int(),
  until: z.int().nullable(),
  status: z.int(),
});
const HoleRow = z.object({ file: z.string(), position: z.int(), until: z.int().nullable() });
const EndRow = z.object({ file: z.string(), position: z.int() });
const NoiseRow = z.object({ kind: z.string(), rows: z.int() });
const BucketRow = z.object({ bucket: z.int(), rows: z.int() });

/** The index of what was recorded, in one SQLite file. Every call is synchronous and short. Long, because it is all of one table's calls. */
export class SqliteRecordingIndex implements RecordingIndex {
  readonly #database: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();

  constructor(path: string) {
    this.#database = openTables(path, recordingSchema).database;
  }

  progress(laneId: string): LaneProgress | null {
    const row = this.#one(ProgressRow, "SELECT * FROM lane WHERE id = ?", laneId);
    if (row === null) return null;
    return {
      log: row.log_file === null ? null : { file: row.log_file, position: row.log_position ?? 0 },
      notes: row.notes_file === null ? null : { file: row.notes_file, size: row.notes_size ?? 0 },
      last: row.last,
    };
  }

  advance(step: IndexStep): void {
    const { siteId, branchId, laneId, progress } = step;
    atomically(this.#database, () => {
      this.#run(
        "INSERT OR REPLACE INTO lane (id, site, branch, log_file, log_position, notes_file, notes_size, last) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        laneId,
        siteId,
        branchId,
        progress.log?.file ?? null,
        progress.log?.position ?? null,
        progress.notes?.file ?? null,
        progress.notes?.size ?? null,
        progress.last,
      );
      for (const tally of step.seconds) this.#addSecond(laneId, tally);
      for (const { second, kind, rows } of step.noise) {
        this.#run(
          "INSERT INTO noise (lane, minute, kind, rows) VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET rows = rows + excluded.rows",
          laneId,
          Math.floor(second / minute),
          kind,
          rows,
        );
      }
      for (const event of step.events) this.#putEvent(event);
      for (const hole of step.holes ?? []) this.addHole(laneId, hole);
      // What was found when it was read stands: later it is only passed over.
      for (const end of step.ends ?? [])
        this.#run(
          "INSERT OR IGNORE INTO segment_end (lane, file, position, place) VALUES (?, ?, ?, ?)",
          laneId,
          end.file,
          end.position,
          placeOf(end),
        );
    });
  }

  #addSecond(laneId: string, tally: SecondTally): void {
    const { second, end, transactions, rows, noise } = tally;
    this.#run(
      `INSERT INTO second (lane, second, file, position, place, transactions, rows, noise) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT DO UPDATE SET file = excluded.file, position = excluded.position, place = excluded.place,
          transactions = transactions + excluded.transactions, rows = rows + excluded.rows, noise = noise + excluded.noise`,
      laneId,
      second,
      end.file,
      end.position,
      placeOf(end),
      transactions,
      rows,
      noise,
    );
    for (const width of [minute, hour]) {
      this.#run(
        `INSERT INTO stretch (lane, width, at, transactions, rows, noise) VALUES (?, ?, ?, ?, ?, ?)
          ON CONFLICT DO UPDATE SET transactions = transactions + excluded.transactions, rows = rows + excluded.rows, noise = noise + excluded.noise`,
        laneId,
        width,
        Math.floor(second / width),
        transactions,
        rows,
        noise,
      );
    }
  }

  #putEvent(event: SiteEvent): void {
    const at = Date.parse(event.at);
    const { number } = NumberRow.parse(
      this.#statement(
        `INSERT INTO event (id, site, branch, lane, at, kind, who, weight, json) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
          ON CONFLICT (id) DO UPDATE SET at = excluded.at, kind = excluded.kind, who = excluded.who, weight = excluded.weight, json = excluded.json
          RETURNING number`,
      ).get(
        event.id,
        event.siteId,
        event.branchId,
        event.laneId,
        at,
        event.kind,
        event.who?.name ?? null,
        event.weight,
        JSON.stringify(event),
      ),
    );
    this.#run("DELETE FROM event_words WHERE rowid = ?", number);
    this.#run("INSERT INTO event_words (rowid, words) VALUES (?, ?)", number, wordsOf(event));
    if (event.who !== null)
      this.#run("INSERT OR IGNORE INTO person (site, name) VALUES (?, ?)", event.siteId, event.who.name);
    this.#noteBadTime(event, at);
  }

  #noteBadTime({ kind, laneId, siteId, subject, detail }: SiteEvent, at: number): void {
    const path = String(detail["path"] ?? subject);
    if (kind === "page-failed") {
      const open = this.#one(
        CountRow,
        "SELECT count(*) AS count FROM bad WHERE lane = ? AND path = ? AND until IS NULL",
        laneId,
        path,
      );
      if ((open?.count ?? 0) > 0) return;
      const status = Number(detail["status"] ?? 500);
      this.#run(
        "INSERT OR IGNORE INTO bad (lane, site, path, begin, until, status) VALUES (?, ?, ?, ?, NULL, ?)",
        laneId,
        siteId,
        path,
        at,
        status,
      );
    } else if (kind === "page-recovered") {
      this.#run("UPDATE bad SET until = ? WHERE lane = ? AND path = ? AND until IS NULL", at, laneId, path);
    }
  }

  secondAt(laneId: string, second: number): SecondTally | null {
    const row = this.#one(
      SecondRow,
      "SELECT * FROM second WHERE lane = ? AND second <= ? ORDER BY second DESC LIMIT 1",
      laneId,
      second,
    );
    if (row === null) return null;
    const { file, position, ...tally } = row;
    return { ...tally, end: { file, position } };
  }

  behind(laneId: string, place: LogPosition | null): { readonly rows: number; readonly noise: number } {
    const sql =
      "SELECT coalesce(sum(rows), 0) AS rows, coalesce(sum(noise), 0) AS noise FROM second WHERE lane = ? AND place > ?";
    return this.#one(SumRow, sql, laneId, place === null ? 0 : placeOf(place)) ?? { rows: 0, noise: 0 };
  }

  transactionsBetween(laneId: string, from: LogPosition, to: LogPosition): number {
    const sql =
      "SELECT coalesce(sum(transactions), 0) AS count FROM second WHERE lane = ? AND place > ? AND place <= ?";
    return this.#one(CountRow, sql, laneId, placeOf(from), placeOf(to))?.count ?? 0;
  }

  density(laneId: string, from: number, to: number, bucket: number): readonly number[] {
    const width = bucket >= hour * 1000 ? hour : bucket >= minute * 1000 ? minute : 1;
    const source = width === 1 ? "second WHERE lane = ?" : `stretch WHERE lane = ? AND width = ${width}`;
    const at = width === 1 ? "second" : "at";
    const sql = `SELECT CAST((${at} * ${width * 1000} - ?) / ? AS INTEGER) AS bucket, sum(rows) AS rows FROM ${source} AND ${at} >= ? AND ${at} < ?
      AND rows > 0 GROUP BY bucket ORDER BY bucket`;
    const rows = this.#all(
      BucketRow,
      sql,
      Math.floor(from),
      Math.max(1, bucket),
      laneId,
      Math.ceil(from / width / 1000),
      Math.ceil(to / width / 1000),
    );
    return rows.flatMap((row) => [row.bucket, row.rows]);
  }

  noise(laneId: string, from: number, to: number): readonly { readonly kind: string; readonly rows: number }[] {
    const sql =
      "SELECT kind, sum(rows) AS rows FROM noise WHERE lane = ? AND minute >= ? AND minute <= ? GROUP BY kind ORDER BY rows DESC";
    return this.#all(NoiseRow, sql, laneId, Math.floor(from / 60_000), Math.floor(to / 60_000));
  }

  event(id: string): SiteEvent | null {
    return this.#events("SELECT number, at, json FROM event WHERE id = ?", id)[0] ?? null;
  }

  heaviest(
    siteId: string,
    from: number,
    to: number,
    most: number,
  ): { readonly events: readonly SiteEvent[]; readonly total: number } {
    const within = "site = ? AND at >= ? AND at < ?";
    const total =
      this.#one(CountRow, `SELECT count(*) AS count FROM event WHERE ${within}`, siteId, from, to)?.count ?? 0;
    const events: SiteEvent[] = [];
    // One look per weight reads what it gives and nothing else, however many there are.
    const sql = `SELECT number, at, json FROM event INDEXED BY event_by_weight WHERE ${within} AND weight = ? ORDER BY at DESC LIMIT ?`;
    for (let weight = heaviestWeight; weight >= 0 && events.length < Math.min(most, total); weight--) {
      events.push(...this.#events(sql, siteId, from, to, weight, most - events.length));
    }
    return { events: events.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)), total };
  }

  events(query: EventQuery, after: string | null, most: number) {
    const { sql, values } = conditionsOf(query);
    const page = pageOf(after);
    const total = this.#one(CountRow, `SELECT count(*) AS count FROM event WHERE ${sql}`, ...values)?.count ?? 0;
    const rows = this.#all(
      EventRow,
      `SELECT number, at, json FROM event WHERE ${sql} AND (at, number) < (?, ?) ORDER BY at DESC, number DESC LIMIT ?`,
      ...values,
      page.at,
      page.number,
      most + 1,
    );
    const shown = rows.slice(0, most);
    const last = shown.at(-1);
    return {
      events: shown.map(({ json }) => parse(json)),
      next: rows.length > most && last !== undefined ? `${last.at}.${last.number}` : null,
      total,
    };
  }

  around(laneId: string, at: number): { readonly before: SiteEvent | null; readonly after: SiteEvent | null } {
    const sql = "SELECT number, at, json FROM event WHERE lane = ?";
    return {
      before: this.#events(`${sql} AND at <= ? ORDER BY at DESC, number DESC LIMIT 1`, laneId, at)[0] ?? null,
      after: this.#events(`${sql} AND at > ? ORDER BY at, number LIMIT 1`, laneId, at)[0] ?? null,
    };
  }

  people(siteId: string): readonly string[] {
    const rows = this.#all(
      z.object({ name: z.string() }),
      "SELECT name FROM person WHERE site = ? ORDER BY name",
      siteId,
    );
    return rows.map(({ name }) => name);
  }

  badTimes(siteId: string, from: number, to: number): readonly BadTime[] {
    const sql = "SELECT * FROM bad WHERE site = ? AND begin < ? AND coalesce(until, ?) > ? ORDER BY begin LIMIT 500";
    return this.#all(BadRow, sql, siteId, to, to, from).map(({ lane, path, begin, until, status }) => ({
      laneId: lane,
      from: new Date(begin).toISOString(),
      to: until === null ? null : new Date(until).toISOString(),
      path,
      status,
    }));
  }

  holes(laneId: string): readonly LogHole[] {
    const rows = this.#all(HoleRow, "SELECT * FROM hole WHERE lane = ? ORDER BY place", laneId);
    return rows.map(({ file, position, until }) => ({ from: { file, position }, until }));
  }

  addHole(laneId: string, { from, until }: LogHole): void {
    const sql = "INSERT OR REPLACE INTO hole (lane, file, position, place, until) VALUES (?, ?, ?, ?, ?)";
    this.#run(sql, laneId, from.file, from.position, placeOf(from), until);
  }

  ends(laneId: string): ReadonlyMap<string, number> {
    const rows = this.#all(EndRow, "SELECT file, position FROM segment_end WHERE lane = ?", laneId);
    return new Map(rows.map(({ file, position }) => [file, position]));
  }

  forgetSeconds(laneId: string, before: LogPosition): void {
    for (const table of ["second", "hole", "segment_end"])
      this.#run(`DELETE FROM ${table} WHERE lane = ? AND place < ?`, laneId, placeOf(before));
  }

  removeLane(laneId: string): void {
    this.#remove("lane", laneId);
  }

  removeSite(siteId: string): void {
    const lanes = this.#all(z.object({ id: z.string() }), "SELECT id FROM lane WHERE site = ?", siteId);
    for (const { id } of lanes) this.#remove("lane", id);
    this.#run("DELETE FROM person WHERE site = ?", siteId);
  }

  close(): void {
    this.#database.close();
  }

  #remove(_: "lane", laneId: string): void {
    atomically(this.#database, () => {
      this.#run("DELETE FROM event_words WHERE rowid IN (SELECT number FROM event WHERE lane = ?)", laneId);
      for (const table of ["second", "hole", "segment_end", "stretch", "noise", "event", "bad"])
        this.#run(`DELETE FROM ${table} WHERE lane = ?`, laneId);
      this.#run(
        `DELETE FROM person WHERE site = (SELECT site FROM lane WHERE id = ?)
          AND NOT EXISTS (SELECT 1 FROM event WHERE event.site = person.site AND event.who = person.name)`,
        laneId,
      );
      this.#run("DELETE FROM lane WHERE id = ?", laneId);
    });
  }

  #events(sql: string, ...values: readonly SQLInputValue[]): readonly SiteEvent[] {
    return this.#all(EventRow, sql, ...values).map(({ json }) => parse(json));
  }

  #one<T>(row: z.ZodType<T>, sql: string, ...values: readonly SQLInputValue[]): T | null {
    const found = this.#statement(sql).get(...values);
    return found === undefined ? null : row.parse(found);
  }

  #all<T>(row: z.ZodType<T>, sql: string, ...values: readonly SQLInputValue[]): readonly T[] {
    return z.array(row).parse(this.#statement(sql).all(...values));
  }

  #run(sql: string, ...values: readonly SQLInputValue[]): void {
    this.#statement(sql).run(...values);
  }

  #statement(sql: string): StatementSync {
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    const made = this.#database.prepare(sql);
    this.#statements.set(sql, made);
    return made;
  }
}

const parse = (json: string): SiteEvent => SiteEvent.parse(JSON.parse(json));
