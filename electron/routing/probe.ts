import http from "node:http";
import { noAnswerHeader, probeHeaders } from "./caddy-config";

const longestBody = 2 * 1024 * 1024;
const patienceMs = 30_000;

export interface ProbeAnswer {
  readonly status: number;
  readonly body: string;
  readonly location: string | null;
}

/** One GET through the router to a container that has no address yet; null when nobody answered. Follows no redirect. */
export function probe(
  router: { readonly port: number; readonly secret: string },
  target: { readonly upstream: string; readonly host: string; readonly path: string },
  signal: AbortSignal,
): Promise<ProbeAnswer | null> {
  return new Promise((resolve, reject) => {
    const request = http.request({
      host: "127.0.0.1",
      port: router.port,
      path: target.path,
      agent: false,
      signal: AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]),
      headers: {
        [probeHeaders.secret]: router.secret,
        [probeHeaders.upstream]: target.upstream,
        [probeHeaders.host]: target.host,
        Accept: "text/html",
      },
    });
    const failed = () => (signal.aborted ? reject(signal.reason) : resolve(null));
    request.once("error", failed);
    request.once("response", (response) => {
      if (response.headers[noAnswerHeader.toLowerCase()] !== undefined) {
        response.resume();
        resolve(null);
        return;
      }
      const chunks: Buffer[] = [];
      let length = 0;
      response.on("data", (chunk: Buffer) => {
        length += chunk.length;
        if (length <= longestBody) chunks.push(chunk);
      });
      response.once("error", failed);
      response.once("end", () =>
        resolve({
          status: response.statusCode ?? 0,
          body: Buffer.concat(chunks).toString("utf8"),
          location: response.headers.location ?? null,
        }),
      );
    });
    request.end();
  });
}
