import http from "node:http";
import type { Duplex } from "node:stream";
import { adminHost } from "./caddy-config";

/** A stream to the router's admin socket; open until destroyed. `patient` waits for the router to listen. */
export type OpenAdmin = (patient: boolean, signal: AbortSignal) => Promise<Duplex>;

/** The endpoint is replaced with every configuration: a connection made at that instant breaks, and so may the next. */
const attempts = 4;

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

  /** Everything sent here may be sent twice: a connection that breaks off is followed by another. */
  async send(method: "GET" | "POST", path: string, body: string | null, signal: AbortSignal): Promise<AdminAnswer> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#exchange(await this.#connection(signal), method, path, body, signal);
      } catch (error) {
        signal.throwIfAborted();
        if (attempt === attempts) throw error;
      }
    }
  }

  /** The one opened ahead, unless the router has closed it meanwhile. */
  async #connection(signal: AbortSignal): Promise<Duplex> {
    const ahead = this.#ahead;
    this.#ahead = null;
    const stream = await ahead?.catch(() => null);
    return stream === null || stream === undefined || stream.destroyed ? this.#open(true, signal) : stream;
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
