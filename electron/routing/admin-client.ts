import http from "node:http";
import type { Duplex } from "node:stream";
import { adminHost } from "./caddy-config";

/** A stream to the router's admin socket; open until destroyed. `patient` waits for the router to listen. */
export type OpenAdmin = (patient: boolean, signal: AbortSignal) => Promise<Duplex>;

export interface AdminAnswer {
  readonly status: number;
  readonly body: string;
}

/**
 * HTTP to the router over one kept connection, which is opened anew when the router has closed it. Caddy replaces its admin
 * endpoint with every configuration, so the next connection is opened ahead.
 */
export class AdminClient {
  readonly #open: OpenAdmin;
  #ahead: Promise<Duplex> | null = null;
  #closed = false;

  constructor(open: OpenAdmin) {
    this.#open = open;
  }

  async send(method: "GET" | "POST", path: string, body: string | null, signal: AbortSignal): Promise<AdminAnswer> {
    const ahead = this.#ahead;
    this.#ahead = null;
    if (ahead !== null) {
      const stream = await ahead.catch(() => null);
      if (stream !== null && !stream.destroyed) {
        try {
          return await this.#exchange(stream, method, path, body, signal);
        } catch (error) {
          // The router closed it after its idle time; everything sent here may be sent twice.
          signal.throwIfAborted();
          if (!isConnectionLoss(error)) throw error;
        }
      }
    }
    return this.#exchange(await this.#open(true, signal), method, path, body, signal);
  }

  async close(): Promise<void> {
    this.#closed = true;
    const stream = await this.#ahead?.catch(() => null);
    stream?.destroy();
    this.#ahead = null;
  }

  async #exchange(
    stream: Duplex,
    method: string,
    path: string,
    body: string | null,
    signal: AbortSignal,
  ): Promise<AdminAnswer> {
    try {
      return await exchange(stream, method, path, body, signal);
    } finally {
      stream.destroy();
      if (!this.#closed && this.#ahead === null) {
        this.#ahead = this.#open(true, new AbortController().signal);
        // Whoever uses it sees the failure; nobody may.
        this.#ahead.catch(() => undefined);
      }
    }
  }
}

function exchange(
  stream: Duplex,
  method: string,
  path: string,
  body: string | null,
  signal: AbortSignal,
): Promise<AdminAnswer> {
  return new Promise((resolve, reject) => {
    const request = http.request({
      method,
      path,
      signal,
      // Node's agents want a network socket; one exchange per stream needs none.
      createConnection: () => stream as never,
      headers: {
        Host: adminHost,
        Connection: "close",
        ...(body === null ? {} : { "Content-Type": "application/json", "Content-Length": Buffer.byteLength(body) }),
      },
    });
    request.once("error", reject);
    request.once("response", (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.once("error", reject);
      response.once("end", () =>
        resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString("utf8") }),
      );
    });
    request.end(body ?? undefined);
  });
}

function isConnectionLoss(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? error.code : "";
  return code === "ECONNRESET" || code === "EPIPE" || code === "ERR_STREAM_PREMATURE_CLOSE";
}
