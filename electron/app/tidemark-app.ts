import { rm } from "node:fs/promises";
import path from "node:path";
import type { Hint } from "../../shared/contract";
import { AppError, type ErrorReport } from "../../shared/errors";
import type { Choices, Health } from "../../shared/model/views";
import type { App, Operations } from "../core/app";
import { isOwnAddress } from "../core/own-address";
import type { DataFolderPlace, Platform, SettingsFile } from "../core/ports";
import type { World } from "../core/world";
import { type Log, reportError } from "../operations/report-error";
import type { Hints } from "./hints";
import type { Session, SessionSettings } from "./session";
import { openSession } from "./session";
import { repeat } from "./supervise";
import { findAdoptable, removeInstance, shortOfRoom, whatIsThere } from "./surroundings";

export interface AppSettings {
  readonly version: string;
  readonly dataFolder: string;
  readonly platform: Platform;
  readonly log: Log;
  readonly hints: Hints;
  readonly settings: SettingsFile;
  readonly place: DataFolderPlace;
  readonly session: Omit<SessionSettings, "instance" | "hints" | "log" | "dataFolder" | "chosen">;
  readonly instance: string;
  /** Makes another instance this data folder's own. */
  readonly rememberInstance: (instance: string) => Promise<void>;
  /** Milliseconds between looks at the engine. */
  readonly lookEvery?: number;
}

/** The app around the world: finds the engine, opens a session on it, notices when it goes and opens another when it is back. */
export class TidemarkApp implements App {
  readonly #settings: AppSettings;
  readonly #closing = new AbortController();
  #instance: string;
  #session: Session | null = null;
  #problem: ErrorReport | null = null;
  #opening: Promise<void> | null = null;
  #removed = false;
  #held = false;
  #background: Promise<void> = Promise.resolve();
  readonly #ignoreSettings: () => void;

  constructor(settings: AppSettings) {
    this.#settings = settings;
    this.#instance = settings.instance;
    this.#ignoreSettings = settings.settings.onChange(() => settings.hints.tell({ kind: "settings" }));
  }

  get platform(): Platform {
    return this.#settings.platform;
  }

  get dataFolder(): string {
    return this.#settings.dataFolder;
  }

  get place(): DataFolderPlace {
    return this.#settings.place;
  }

  get settings(): SettingsFile {
    return this.#settings.settings;
  }

  /** Resolves after the first attempt, whether an engine was found or not. */
  async open(): Promise<void> {
    await this.#connect();
    const { log, lookEvery = 3000 } = this.#settings;
    this.#background = repeat(lookEvery, "look at the engine", () => this.#look(), log, this.#closing.signal);
  }

  world(): World {
    return this.#live().world;
  }

  operations(): Operations {
    return this.#live().runner;
  }

  async health(signal: AbortSignal): Promise<Health> {
    const { version, dataFolder, platform } = this.#settings;
    const app = {
      version,
      dataFolder,
      instance: this.#instance,
      host: platform.kind,
      system: systemOf(process.platform),
      logFolder: path.join(dataFolder, "logs"),
    };
    const session = this.#session;
    const nothing = { ...(await whatIsThere(null, signal)), adoptable: [] };
    if (session === null) return { problem: this.#problem ?? this.#notYet(), app, ...nothing };
    try {
      const found = await whatIsThere(session, signal);
      const adoptable = await findAdoptable(session.engine, this.#instance, signal);
      return { problem: this.#problem ?? (await shortOfRoom(session, signal)), app, ...found, adoptable };
    } catch (error) {
      signal.throwIfAborted();
      // The engine went between two looks at it: what is in the way is the answer.
      return { problem: reportError(error, this.#settings.log, { at: "health" }), app, ...nothing };
    }
  }

  /** Neither a session nor a problem: the first is being opened, or everything was removed. */
  #notYet(): ErrorReport | null {
    return this.#removed ? null : reportError(notYetError(), this.#settings.log);
  }

  async retry(signal: AbortSignal): Promise<Health> {
    await this.#connect();
    return this.health(signal);
  }

  async adopt(instance: string, signal: AbortSignal): Promise<Health> {
    const session = this.#live();
    if (session.world.catalogue.sites().length > 0) {
      throw new AppError(
        "refused",
        { reason: "own-sites" },
        "This Tidemark has sites of its own.",
        "Start Tidemark with an empty data folder (TIDEMARK_HOME) to take the other sites over.",
      );
    }
    const { engine } = session;
    const known = await findAdoptable(engine, this.#instance, signal);
    if (!known.some((store) => store.instance === instance)) {
      throw new AppError(
        "not-found",
        { what: "store", id: instance },
        "That store is gone.",
        "Look at the list again.",
      );
    }
    const empty = this.#instance;
    await this.#alone(async () => {
      await this.#settings.rememberInstance(instance);
      this.#instance = instance;
      await removeInstance(engine, empty, signal);
    });
    await this.#connect();
    this.#settings.hints.tell({ kind: "sites" });
    return this.health(signal);
  }

  async removeEverything(signal: AbortSignal): Promise<number> {
    const { engine } = this.#live();
    const removed = await this.#alone(async () => {
      const count = await removeInstance(engine, this.#instance, signal);
      // Nothing is made again behind the person's back: the next start begins anew.
      this.#removed = true;
      return count;
    });
    this.#settings.hints.tell({ kind: "sites" });
    this.#settings.hints.tell({ kind: "health" });
    return removed;
  }

  async choices(signal: AbortSignal): Promise<Choices> {
    return this.#live().choices(signal);
  }

  async *hints(signal: AbortSignal): AsyncGenerator<Hint, void, void> {
    const underWay = this.#session?.runner.list().filter((operation) => operation.endedAt === null) ?? [];
    const first: Hint[] = underWay.map((operation) => ({ kind: "operation", operation }));
    yield* this.#settings.hints.listen(first, AbortSignal.any([signal, this.#closing.signal]));
  }

  /** Lets operations end or be undone; then sites keep running or stop, as the person chose. */
  async close(): Promise<void> {
    this.#ignoreSettings();
    this.#closing.abort();
    await this.#background;
    await this.#opening;
    await this.#disconnect({ stopSites: this.#settings.settings.get().atQuit === "stop" });
  }

  /** Whether an address is one of this app's own sites, now. */
  serves(url: string): boolean {
    return this.#session !== null && isOwnAddress(this.#session.world, url);
  }

  #live(): Session {
    if (this.#session !== null) return this.#session;
    if (this.#removed) throw removedError();
    if (this.#problem === null) throw notYetError();
    const { code, data, message, hint } = this.#problem;
    throw new AppError(code, data, message, hint);
  }

  async #look(): Promise<void> {
    if (this.#removed) return;
    if (this.#session === null) return this.#connect();
    try {
      await this.#session.look(AbortSignal.any([this.#closing.signal, AbortSignal.timeout(10_000)]));
    } catch (error) {
      if (this.#closing.signal.aborted) return;
      this.#settings.log.warn({ err: error }, "the engine is gone");
      await this.#disconnect();
      await this.#connect();
    }
  }

  /** Ends the session for work on what it stands on: operations end or are undone first, and no look opens another meanwhile. */
  async #alone<T>(work: () => Promise<T>): Promise<T> {
    this.#held = true;
    try {
      await this.#disconnect();
      // What the journal says is about sites that are gone for this app.
      await rm(path.join(this.#settings.dataFolder, "operations"), { recursive: true, force: true });
      return await work();
    } finally {
      this.#held = false;
    }
  }

  #connect(): Promise<void> {
    if (this.#session !== null || this.#removed || this.#held) return Promise.resolve();
    this.#opening ??= this.#open().finally(() => {
      this.#opening = null;
    });
    return this.#opening;
  }

  async #open(): Promise<void> {
    const { session, hints, log, dataFolder, settings: chosen } = this.#settings;
    const before = this.#problem?.code ?? null;
    try {
      const settings = { ...session, hints, log, dataFolder, chosen, instance: this.#instance };
      this.#session = await openSession(settings, this.#closing.signal);
      this.#problem = null;
      hints.tell({ kind: "health" });
      hints.tell({ kind: "sites" });
    } catch (error) {
      if (this.#closing.signal.aborted) return;
      // The same problem every few seconds is logged once.
      const again = error instanceof AppError && error.code === before;
      if (!again) {
        this.#problem = reportError(error, log, { at: "opening the session" });
        hints.tell({ kind: "health" });
      }
    }
  }

  async #disconnect(how = { stopSites: false }): Promise<void> {
    const session = this.#session;
    this.#session = null;
    await session?.close(how);
  }
}

function systemOf(platform: NodeJS.Platform): Health["app"]["system"] {
  if (platform === "darwin") return "macos";
  return platform === "win32" ? "windows" : "linux";
}

function notYetError(): AppError {
  return new AppError(
    "docker-unreachable",
    { endpoint: "", detail: "not connected yet" },
    "Tidemark is starting.",
    "Wait a moment, then try again.",
  );
}

function removedError(): AppError {
  return new AppError(
    "refused",
    { reason: "removed" },
    "Everything Tidemark had made is removed.",
    "Start Tidemark again to begin anew.",
  );
}
