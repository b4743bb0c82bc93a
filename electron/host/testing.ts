import { type IncomingHttpHeaders, request } from "node:http";
import { isContractProcedure } from "@orpc/contract";
import { WebSocket } from "ws";
import { contract } from "../../shared/contract";
import type { UseCases } from "../core/use-cases";

type Case = (input: unknown, signal: AbortSignal) => Promise<unknown>;

/** Use cases that only note that they were reached, but for those given by name (`sites.list`). */
export function noteCalls(given: Readonly<Record<string, Case>> = {}): { useCases: UseCases; calls: string[] } {
  const calls: string[] = [];
  const build = (part: object, path: readonly string[]): unknown => {
    if (!isContractProcedure(part)) {
      return Object.fromEntries(Object.entries(part).map(([name, child]) => [name, build(child, [...path, name])]));
    }
    const name = path.join(".");
    return async (input: unknown, signal: AbortSignal) => {
      calls.push(name);
      return given[name]?.(input, signal);
    };
  };
  return { useCases: build(contract, []) as UseCases, calls };
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A request with any header, also those that fetch does not let a caller set, and a path sent as it is. */
export function ask(
  port: number,
  path: string,
  options: {
    readonly method?: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: string | Buffer;
  } = {},
): Promise<Answer> {
  const { method = "GET", headers = {}, body } = options;
  return new Promise((resolve, reject) => {
    const sent = request({ host: "127.0.0.1", port, path, method, headers, agent: false }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on("data", (chunk: Buffer) => chunks.push(chunk));
      answer.on("error", reject);
      answer.on("end", () =>
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(chunks).toString() }),
      );
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

export interface Socket {
  readonly socket: WebSocket;
  /** The next text from the host. */
  next(): Promise<string>;
  /** The close code, or the HTTP status of a refused handshake. */
  readonly ended: Promise<number>;
}

export function openSocket(port: number, headers: Readonly<Record<string, string>> = {}): Socket {
  const origin = `http://127.0.0.1:${port}`;
  const socket = new WebSocket(`ws://127.0.0.1:${port}/rpc`, { headers: { origin, ...headers } });
  const ended = Promise.withResolvers<number>();
  socket.on("unexpected-response", (_, answer) => ended.resolve(answer.statusCode ?? 0));
  socket.on("close", (code) => ended.resolve(code));
  socket.on("error", () => undefined);
  const waiting: ((text: string) => void)[] = [];
  const arrived: string[] = [];
  socket.on("message", (data) => {
    const taker = waiting.shift();
    if (taker) taker(String(data));
    else arrived.push(String(data));
  });
  return {
    socket,
    ended: ended.promise,
    next: () => {
      const text = arrived.shift();
      return text === undefined ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve(text);
    },
  };
}

export function opened(socket: WebSocket): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once("open", resolve);
    socket.once("error", reject);
  });
}
