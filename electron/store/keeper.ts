import { z } from "zod";
import type { Progress } from "../core/ports";
import { type Docker, explainEngineError } from "../docker/connection";
import { isConflict } from "../docker/images";
import { ensureKeeper } from "../docker/keeper-container";
import { KeeperConnection } from "./keeper-connection";
import { explainKeeperError, KeeperError } from "./keeper-error";

export type DriverName = "btrfs" | "copy";

/** How much room a store may take and has to leave; bytes unless said. */
export interface StoreLimits {
  /** Size of a new sparse file: what it may grow to before it is enlarged, not what it takes. */
  readonly initialBytes: number;
  readonly maximumBytes: number;
  /** Work is refused when it would leave less than this in the store. */
  readonly storeReserveBytes: number;
  /** The same for the disk under it: the larger of the two. */
  readonly hostReserveBytes: number;
  readonly hostReserveFraction: number;
}

const gib = 1024 ** 3;

export const defaultLimits: StoreLimits = {
  initialBytes: 64 * gib,
  maximumBytes: 16_384 * gib,
  storeReserveBytes: gib / 4,
  hostReserveBytes: gib,
  hostReserveFraction: 0.02,
};

export interface KeeperSettings {
  readonly docker: Docker;
  readonly instance: string;
  /** Undefined: btrfs where it can be had. A store keeps the driver it was made with. */
  readonly driver: DriverName | undefined;
  readonly limits: StoreLimits;
  readonly progress: Progress;
}

const OpenedAnswer = z.object({ driver: z.enum(["btrfs", "copy"]), reason: z.string().nullable() });

/** What opening told: which driver it is, and why not btrfs. */
export type Opened = Readonly<z.infer<typeof OpenedAnswer>>;

interface Connected {
  readonly connection: KeeperConnection;
  readonly opened: Opened;
}

/** Calls to the keeper, whatever happens to its container in between: a lost connection is made again for the next call. */
export class Keeper {
  readonly #settings: KeeperSettings;
  #connection: Promise<Connected> | null = null;
  #closed = false;

  constructor(settings: KeeperSettings) {
    this.#settings = settings;
  }

  async opened(signal: AbortSignal): Promise<Opened> {
    return (await this.#connect(signal)).opened;
  }

  /** A call that may be done twice: it is made again when the keeper goes away under it. */
  async call(name: string, parameters: Readonly<Record<string, unknown>>, signal: AbortSignal): Promise<unknown> {
    try {
      return await this.#once(name, parameters, signal);
    } catch (error) {
      if (!(error instanceof KeeperError && error.code === "connection-lost") || this.#closed) {
        throw explainKeeperError(error);
      }
    }
    return this.callOnce(name, parameters, signal);
  }

  /** A call whose moment matters (a clone in a quiesce): never repeated once it was sent. */
  async callOnce(name: string, parameters: Readonly<Record<string, unknown>>, signal: AbortSignal): Promise<unknown> {
    try {
      return await this.#once(name, parameters, signal);
    } catch (error) {
      throw explainKeeperError(error);
    }
  }

  async #once(name: string, parameters: Readonly<Record<string, unknown>>, signal: AbortSignal): Promise<unknown> {
    const { connection } = await this.#connect(signal);
    return connection.call(name, parameters, signal);
  }

  async #connect(signal: AbortSignal): Promise<{ readonly connection: KeeperConnection; readonly opened: Opened }> {
    signal.throwIfAborted();
    if (this.#closed) throw new KeeperError("connection-lost", "the store was closed", {});
    const seen = this.#connection;
    const current = seen === null ? null : await unlessAborted(seen, signal).catch(ignoreUnlessAborted(signal));
    if (current && !current.connection.isLost) return current;
    // Of several callers that find it lost, the first makes it anew and the others join.
    if (this.#connection === seen) {
      const making = this.#makeInSpiteOfDeaths();
      this.#connection = making;
      making.catch(() => {
        if (this.#connection === making) this.#connection = null;
      });
    }
    const next = this.#connection ?? this.#connect(signal);
    return unlessAborted(next, signal);
  }

  /** The engine calls a container running for a moment after it has died. */
  async #makeInSpiteOfDeaths(): Promise<Connected> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#make();
      } catch (error) {
        const died = (error instanceof KeeperError && error.code === "connection-lost") || isConflict(error);
        if (!died || attempt === 5 || this.#closed) throw explainEngineError(this.#settings.docker, error);
      }
    }
  }

  async #make(): Promise<Connected> {
    const { docker, instance, driver, limits, progress } = this.#settings;
    const signal = AbortSignal.timeout(10 * 60_000);
    const { name, volumePath } = await ensureKeeper(docker, instance, progress, signal);
    const connection = await KeeperConnection.open(docker, name, signal);
    try {
      const now = new Date().toISOString();
      const parameters = { instance, driver: driver ?? null, limits, volumePath, now };
      const opened = OpenedAnswer.parse(await connection.call("open", parameters, signal));
      return { connection, opened };
    } catch (error) {
      connection.close();
      throw error;
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    const current = await this.#connection?.catch(() => null);
    current?.connection.close();
  }
}

/** The work goes on for the others that wait for it. */
function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    signal.addEventListener("abort", abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}

/** A connection that could not be made is made again. */
function ignoreUnlessAborted(signal: AbortSignal): () => null {
  return () => {
    signal.throwIfAborted();
    return null;
  };
}
