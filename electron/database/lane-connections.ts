import type { Duplex } from "node:stream";
import { type Connection, createConnection } from "mysql2/promise";
import { AppError } from "../../shared/errors";
import type { SiteSecrets } from "../core/ports";

export interface LaneAccess {
  readonly laneId: string;
  readonly secrets: SiteSecrets;
}

/**
 * A duplex stream to the socket of a lane's server, open until the signal aborts or it is destroyed. `patient` waits some
 * seconds for somebody to listen there.
 */
export type OpenSocket = (laneId: string, patient: boolean, signal: AbortSignal) => Promise<Duplex>;

/** `quiesce` and `replay` have a session of their own: its settings and its multi-statements must never reach anybody's query. */
export type Purpose = "statements" | "quiesce" | "replay";

/**
 * `cut` closes the stream at once: whatever waits for the server fails, and the server gives up what the session held.
 * (mysql2's own `destroy` leaves statements that are under way waiting for ever.)
 */
export interface Session {
  readonly connection: Connection;
  cut(): void;
}

interface Kept {
  readonly session: Promise<Session>;
  broken: boolean;
}

/** Keeps one connection per lane and purpose open, so that a checkpoint doesn't pay for opening one; reopens broken ones. */
export class LaneConnections {
  readonly #openSocket: OpenSocket;
  readonly #kept = new Map<string, Kept>();

  constructor(openSocket: OpenSocket) {
    this.#openSocket = openSocket;
  }

  /** The lane's open connection, made now if there is none. Throws `database-failed`. */
  async get(lane: LaneAccess, purpose: Purpose, signal: AbortSignal, patient = false): Promise<Session> {
    signal.throwIfAborted();
    const key = `${lane.laneId} ${purpose}`;
    const kept = this.#kept.get(key);
    if (kept !== undefined && !kept.broken) return kept.session;
    const onBroken = () => this.#forget(key, fresh);
    const fresh: Kept = { session: this.#open(lane, purpose, patient, onBroken, signal), broken: false };
    this.#kept.set(key, fresh);
    try {
      return await fresh.session;
    } catch (cause) {
      this.#forget(key, fresh);
      throw connectionFailure(cause);
    }
  }

  /** Closes at once, without a word to the server; what the session held there is released by it. */
  async drop(lane: LaneAccess, purpose: Purpose): Promise<void> {
    await this.#close(`${lane.laneId} ${purpose}`);
  }

  async release(laneId: string): Promise<void> {
    await Promise.all(
      [...this.#kept.keys()].filter((key) => key.startsWith(`${laneId} `)).map((key) => this.#close(key)),
    );
  }

  async close(): Promise<void> {
    await Promise.all([...this.#kept.keys()].map((key) => this.#close(key)));
  }

  async #open(
    lane: LaneAccess,
    purpose: Purpose,
    patient: boolean,
    onBroken: () => void,
    signal: AbortSignal,
  ): Promise<Session> {
    // The connection outlives the call that opens it, so the caller's signal counts only until it is open.
    const life = new AbortController();
    const abort = () => life.abort(signal.reason);
    signal.addEventListener("abort", abort, { once: true });
    try {
      const stream = await this.#openSocket(lane.laneId, patient, life.signal);
      // mysql2 only notices a stream that closes; one that merely ended would leave its statements waiting for ever.
      stream.once("end", () => stream.destroy());
      life.signal.addEventListener("abort", () => stream.destroy(), { once: true });
      const connection = await createConnection({
        stream,
        user: "tidemark",
        password: lane.secrets.databaseTidemark,
        charset: "utf8mb4",
        dateStrings: true,
        supportBigNumbers: true,
        multipleStatements: purpose === "quiesce",
        connectTimeout: 15_000,
      });
      connection.on("error", onBroken);
      stream.once("close", onBroken);
      return { connection, cut: () => stream.destroy() };
    } catch (cause) {
      life.abort();
      signal.throwIfAborted();
      throw cause;
    } finally {
      signal.removeEventListener("abort", abort);
    }
  }

  #forget(key: string, kept: Kept): void {
    kept.broken = true;
    if (this.#kept.get(key) === kept) this.#kept.delete(key);
  }

  async #close(key: string): Promise<void> {
    const kept = this.#kept.get(key);
    if (kept === undefined) return;
    this.#forget(key, kept);
    const [opened] = await Promise.allSettled([kept.session]);
    if (opened.status === "fulfilled") opened.value.cut();
  }
}

/** Runs `work` on a session that is cut when the signal aborts; then fails with the signal's reason. */
export async function onSession<T>(session: Session, work: () => Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted();
  const cut = () => session.cut();
  signal.addEventListener("abort", cut, { once: true });
  try {
    return await work();
  } catch (cause) {
    signal.throwIfAborted();
    throw cause;
  } finally {
    signal.removeEventListener("abort", cut);
  }
}

/** A way to the server that failed, in a person's words; AppErrors and cancellations pass as they are. */
export function connectionFailure(cause: unknown): unknown {
  if (cause instanceof AppError || !(cause instanceof Error) || cause.name === "AbortError") return cause;
  return new AppError(
    "database-failed",
    { detail: cause.message },
    "The site's database does not answer.",
    "Restart the branch; its log says why the database stopped.",
    cause,
  );
}
