import type { Definition, LogItem, RowChange } from "../../core/log-item";
import type { Interpreter, InterpreterAbout, TakenTransaction } from "../../core/recording-ports";
import type { SiteEvent } from "../../../shared/model/event";
import { attributionOf, direct, type Attribution } from "./attribution";
import { tableDeedOf, tableDefined } from "./definitions";
import { createNames } from "./names";
import type { Noise } from "./noise";
import { merged, noteOf } from "./notes";
import { rowOf } from "./row";
import { createStories } from "./stories";
import { detailOf, eventId, type Draft, type Story, type Track } from "./story";
import { isServers, tableNamer } from "./table-name";
import { coreTables, takeRow } from "./tables";
import { createScene, createTransaction, type Transaction } from "./transaction";

/** `install.php`, `wp core install`: whoever else makes WordPress' tables anew brings back contents, and that is told. */
const installer = /(^|[\s/])(multisite-)?install(\.php)?$/;

function isInstaller({ request, via, place }: Attribution): boolean {
  return request !== null && (via === "tidemark" || installer.test(place ?? ""));
}

/** Reads a lane's log as what a blogger understands. Never throws for what a site holds; it is counted then, at least. */
export function createInterpreter(about: InterpreterAbout): Interpreter {
  const names = createNames();
  const stories = createStories();
  const tableOf = tableNamer(about.tablePrefix);
  let transaction: Transaction | null = null;
  let statement: string | null = null;
  let attribution: Attribution = direct;

  function storyOf(now: Transaction, time: number): Story {
    const { request } = attribution;
    return request === null ? stories.direct(now.from) : stories.ofRequest(request, time);
  }

  function attribute(sent: string | null): void {
    // Without a statement of its own a row belongs to the one before it.
    if (sent === null || sent === statement) return;
    statement = sent;
    attribution = attributionOf(sent);
  }

  function sceneOf(now: Transaction, story: Story) {
    const prefix = about.tablePrefix;
    return createScene({ laneId: about.laneId, prefix, names, attribution, story, transaction: now });
  }

  function takeChange(change: RowChange, now: Transaction): void {
    attribute(change.statement);
    const story = storyOf(now, change.time);
    count(now, noiseOrNull(change, now, story));
  }

  function noiseOrNull(change: RowChange, now: Transaction, story: Story): Noise | null {
    if (isServers(change.table.database)) return "installation";
    const table = tableOf(change.table.name);
    if (story.installing.has(1) || story.installing.has(table.blog)) return "installation";
    if (stories.isImported(change.table.name, attribution, change.before === null, change.time)) return "installation";
    const scene = sceneOf(now, story);
    const noise = takeRow(rowOf(change), table, scene);
    scene.settle();
    return noise;
  }

  function takeDefinition(definition: Definition, now: Transaction): void {
    attribute(definition.statement);
    const story = storyOf(now, definition.time);
    const deed = tableDeedOf(definition.statement);
    if (deed === null || isServers(definition.database)) return count(now, "installation");
    if (deed.temporary) return count(now, "caches");
    for (const name of deed.names.slice(0, 1000)) {
      const table = tableOf(name);
      const core = coreTables.has(table.name) && table.blog > 0 && deed.action === "created";
      if (core && (table.blog > 1 || isInstaller(attribution))) story.installing.add(table.blog);
      const imported = stories.defined(name, deed.action === "created", core, attribution, definition.time);
      if (imported || story.installing.has(1) || story.installing.has(table.blog)) {
        count(now, "installation");
        continue;
      }
      const scene = sceneOf(now, story);
      tableDefined(scene, deed, table);
      scene.settle();
      count(now, null);
    }
  }

  function count(now: Transaction, noise: Noise | null): void {
    if (noise === null) now.rows += 1;
    else now.noise.set(noise, (now.noise.get(noise) ?? 0) + 1);
  }

  function eventOf(track: Track, draft: Draft, at: number): SiteEvent {
    const { siteId, branchId, laneId } = about;
    return {
      id: track.id,
      siteId,
      branchId,
      laneId,
      at: new Date(at).toISOString(),
      kind: draft.kind,
      subject: draft.subject,
      detail: detailOf(draft.detail),
      who: track.attribution.who,
      via: track.attribution.via,
      place: track.attribution.place,
      weight: draft.weight,
      from: track.from,
      to: track.to,
    };
  }

  function complete(now: Transaction, end: TakenTransaction["end"], time: number): TakenTransaction {
    const events: SiteEvent[] = [];
    for (const [track, story] of now.touched) {
      track.to = end;
      const draft = track.thing.draft();
      if (draft === null) continue;
      track.emitted = true;
      const note = story.notes.get(track.key);
      events.push(eventOf(track, note === undefined ? draft : merged(draft, note), time));
    }
    stories.endDirect();
    return { from: now.from, end, time, events, rows: now.rows, noise: now.noise };
  }

  /** What the log broke off in was never there; its things may have been changed by it, so they are forgotten. */
  function forget(broken: Transaction): void {
    for (const [track, story] of broken.touched) story.tracks.delete(track.key);
    stories.endDirect();
  }

  function take(item: LogItem, committedAt: number | null): TakenTransaction | null {
    if (item.kind === "begin") {
      if (transaction !== null) forget(transaction);
      transaction = createTransaction(item.at);
      statement = null;
      attribution = direct;
      return null;
    }
    if (transaction === null) return null;
    if (item.kind === "row") takeChange(item, transaction);
    else if (item.kind === "definition") takeDefinition(item, transaction);
    else {
      const done = complete(transaction, item.end, committedAt ?? item.time);
      transaction = null;
      return done;
    }
    return null;
  }

  function note(line: string): SiteEvent | null {
    const read = noteOf(line);
    if (read === null) return null;
    const { attribution: by, key, draft, at } = read;
    if (key.startsWith("plugin:") || key.startsWith("theme:")) names.software.set(key, draft.subject);
    const story = by.request === null ? null : stories.ofRequest(by.request, at);
    if (story !== null && story.notes.size < 200) story.notes.set(key, draft);
    const row = story?.tracks.get(key);
    const told = row?.emitted === true ? row.thing.draft() : null;
    const whole = told === null ? draft : merged(told, draft);
    const id = eventId(about.laneId, by.request ?? `note ${at}`, key);
    const { siteId, branchId, laneId } = about;
    return {
      id,
      siteId,
      branchId,
      laneId,
      at: new Date(at).toISOString(),
      kind: whole.kind,
      subject: whole.subject,
      detail: detailOf(whole.detail),
      who: by.who,
      via: by.via,
      place: by.place,
      weight: whole.weight,
      from: told === null ? null : (row?.from ?? null),
      to: told === null ? null : (row?.to ?? null),
    };
  }

  return { take, note };
}
