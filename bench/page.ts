import http from "node:http";
import { setTimeout as delay } from "node:timers/promises";

export interface Address {
  readonly port: number;
  /** The Host header: what a browser would send for the site. */
  readonly host: string;
}

/** One GET on a connection of its own; null when nobody answered. */
export function get(
  { port, host }: Address,
  path: string,
  signal: AbortSignal,
  headers: Readonly<Record<string, string>> = {},
): Promise<{ readonly status: number; readonly body: string } | null> {
  return new Promise((resolve, reject) => {
    const fail = () => (signal.aborted ? reject(signal.reason) : resolve(null));
    const options = { host: "127.0.0.1", port, path, agent: false, signal, headers: { ...headers, host } };
    const request = http.get(options, (response) => {
      let body = "";
      response.setEncoding("utf8");
      response.on("data", (text: string) => (body += text));
      response.once("error", fail);
      response.once("end", () => resolve({ status: response.statusCode ?? 0, body }));
    });
    request.once("error", fail);
  });
}

/** Asks again and again, `every` milliseconds after the last answer, until a 200 shows the text. Gives up after 5 minutes. */
export async function untilShown(
  address: Address,
  path: string,
  text: string,
  every: number,
  signal: AbortSignal,
): Promise<void> {
  const until = performance.now() + 300_000;
  let last: { readonly status: number; readonly body: string } | null = null;
  while (performance.now() < until) {
    last = await get(address, path, signal);
    if (last?.status === 200 && last.body.includes(text)) return;
    await delay(every, undefined, { signal });
  }
  throw new Error(
    `http://${address.host}:${address.port}${path} never showed ${text}; last: ${last?.status} ${last?.body.slice(0, 300)}`,
  );
}
