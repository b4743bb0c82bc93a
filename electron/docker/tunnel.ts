import type { Duplex } from "node:stream";
import type { Docker } from "./connection";
import { openTunnel } from "./exec";
import { keeperName } from "./labels";

/** The router's admin endpoint, as both the router and the keeper see it. */
export const routerAdminSocket = "/router/admin.sock";

/** How often `socat` itself knocks at a socket nobody listens at yet: one command instead of one per knock. */
const knocks = { every: 0.015, times: 600 };

/**
 * A two-way stream to a Unix socket the keeper can see. Not idempotent: each call opens a connection of its own, which lasts
 * until the signal aborts, it is destroyed or the other side closes. `patient`: waits up to 9 s for somebody to listen.
 */
export function openSocket(
  docker: Docker,
  instance: string,
  path: string,
  patient: boolean,
  signal: AbortSignal,
): Promise<Duplex> {
  if (!/^\/[A-Za-z0-9/._-]+$/.test(path)) throw new Error(`not a socket path: ${path}`);
  const retry = patient ? `,retry=${knocks.times},interval=${knocks.every}` : "";
  // No -t: when the server closes, the stream ends within half a second; nobody here closes one half and listens on.
  return openTunnel(docker, keeperName(instance), ["socat", "-", `UNIX-CONNECT:${path}${retry}`], signal);
}
