import type { Duplex } from "node:stream";
import { adminHost } from "./caddy-config";

/**
 * A stream to a relay beside the admin socket, open until destroyed. Each message there and back is its length in decimal, a
 * line feed, and the bytes: a request there, everything that was answered until the end of the connection back.
 */
export type OpenAdmin = (signal: AbortSignal) => Promise<Duplex>;

export interface AdminAnswer {
  readonly status: number;
  readonly body: string;
}

/**
 * HTTP to the router's admin endpoint, one exchange at a time. Caddy closes a connection there after seconds and with every
 * configuration; the relay's stream stays open, so that a flip doesn't wait for a way to the router.
 */
export class AdminClient {
  readonly #open: OpenAdmin;
  #relay: Relay | null = null;

  constructor(open: OpenAdmin) {
    this.#open = open;
  }

  async send(method: "GET" | "POST", path: string, body: string | null, signal: AbortSignal): Promise<AdminAnswer> {
    const request = requestBytes(method, path, body);
    if (this.#relay !== null && !this.#relay.broken) {
      try {
        return parseAnswer(await this.#relay.ask(request, signal));
      } catch (error) {
        // The relay went away (the keeper was made anew); everything sent here may be sent twice.
        signal.throwIfAborted();
        if (!this.#relay.broken) throw error;
      }
    }
    signal.throwIfAborted();
    this.#relay = new Relay(await this.#open(new AbortController().signal));
    return parseAnswer(await this.#relay.ask(request, signal));
  }

  async close(): Promise<void> {
    this.#relay?.close();
    this.#relay = null;
  }
}

class Relay {
  broken = false;
  readonly #stream: Duplex;
  #received = Buffer.alloc(0);
  #waiting: { resolve(answer: Buffer): void; reject(error: unknown): void } | null = null;

  constructor(stream: Duplex) {
    this.#stream = stream;
    stream.on("data", (chunk: Buffer) => this.#take(chunk));
    stream.once("error", (error) => this.#break(error));
    stream.once("end", () => this.#break(new Error("the relay to the router ended")));
    stream.once("close", () => this.#break(new Error("the relay to the router closed")));
  }

  ask(request: Buffer, signal: AbortSignal): Promise<Buffer> {
    if (this.#waiting !== null) throw new Error("two questions to the router at once");
    const abort = () => this.close();
    signal.addEventListener("abort", abort, { once: true });
    return new Promise<Buffer>((resolve, reject) => {
      this.#waiting = { resolve, reject };
      this.#stream.write(Buffer.concat([Buffer.from(`${request.length}\n`), request]));
    }).finally(() => {
      this.#waiting = null;
      signal.removeEventListener("abort", abort);
    });
  }

  close(): void {
    this.#stream.destroy();
  }

  #take(chunk: Buffer): void {
    this.#received = Buffer.concat([this.#received, chunk]);
    const end = this.#received.indexOf(0x0a);
    if (end < 0) return;
    const length = Number(this.#received.toString("latin1", 0, end));
    if (this.#received.length < end + 1 + length) return;
    const answer = this.#received.subarray(end + 1, end + 1 + length);
    this.#received = this.#received.subarray(end + 1 + length);
    this.#waiting?.resolve(answer);
  }

  #break(error: Error): void {
    this.broken = true;
    this.#stream.destroy();
    this.#waiting?.reject(error);
  }
}

/** HTTP 1.0, for an answer that simply lasts until the connection ends. */
function requestBytes(method: string, path: string, body: string | null): Buffer {
  const content = Buffer.from(body ?? "");
  const head = [
    `${method} ${path} HTTP/1.0`,
    `Host: ${adminHost}`,
    "Connection: close",
    ...(body === null ? [] : ["Content-Type: application/json", `Content-Length: ${content.length}`]),
  ];
  return Buffer.concat([Buffer.from(`${head.join("\r\n")}\r\n\r\n`), content]);
}

/** Throws when nobody answered. */
export function parseAnswer(answer: Buffer): AdminAnswer {
  const text = answer.toString("utf8");
  const match = /^HTTP\/1\.[01] (\d{3})[^\r\n]*\r\n(?:[^\r\n]+\r\n)*\r\n/.exec(text);
  if (match === null) throw new Error(`the router gave no answer: ${text.slice(0, 500)}`);
  return { status: Number(match[1]), body: text.slice(match[0].length) };
}
