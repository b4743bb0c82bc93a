import { RPCLink } from "@orpc/client/websocket";
import type { OpenTransport } from "./transport";

/** Close codes the host uses for a token it does not take (4401 ours, 1008 "policy violation"). */
const refusals = [4401, 1008];

/** Browser host: the token is the first message, and nothing else is sent before the host answered it. */
export function websocketTransport(address: string, token: string | null): OpenTransport {
  return (signal) =>
    new Promise((resolve, reject) => {
      if (token === null) {
        resolve({ kind: "refused" });
        return;
      }
      const socket = new WebSocket(address);
      const closed = new Promise<void>((done) => socket.addEventListener("close", () => done(), { once: true }));
      signal.addEventListener("abort", () => socket.close(), { once: true });
      socket.addEventListener("open", () => socket.send(JSON.stringify({ token })), { once: true });
      socket.addEventListener(
        "message",
        (event) => {
          if (saysOk(event.data)) resolve({ kind: "open", link: new RPCLink({ websocket: socket }), closed });
          else resolve({ kind: "refused" });
        },
        { once: true },
      );
      socket.addEventListener("close", (event) => {
        if (refusals.includes(event.code)) resolve({ kind: "refused" });
        else reject(new Error(`The connection closed (${event.code}).`));
      });
    });
}

export function websocketAddress(location: Location): string {
  return `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/rpc`;
}

function saysOk(data: unknown): boolean {
  if (typeof data !== "string") return false;
  try {
    const answer: unknown = JSON.parse(data);
    return typeof answer === "object" && answer !== null && "ok" in answer && answer.ok === true;
  } catch {
    // Anything but our own answer is not the host we know.
    return false;
  }
}
