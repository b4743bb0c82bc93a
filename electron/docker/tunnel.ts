import type { Duplex } from "node:stream";
import type { Docker } from "./connection";
import { openTunnel } from "./exec";
import { keeperName } from "./labels";

/**
 * Two-way streams to the Unix sockets the keeper can see: a lane's database (`Store.databaseSocket` says where),
 * the router's admin endpoint (`/router/admin.sock`). Not idempotent: each call opens a connection of its own, which
 * errors when nobody listens at the path. The signal closes it.
 */
export interface SocketTunnel {
  open(path: string, signal: AbortSignal): Promise<Duplex>;
}

export const routerAdminSocket = "/router/admin.sock";

export function keeperTunnel(docker: Docker, instance: string): SocketTunnel {
  return {
    open(path, signal) {
      if (!/^\/[A-Za-z0-9/._-]+$/.test(path)) throw new Error(`not a socket path: ${path}`);
      // -t: after one side has closed, keep the other open this long, for an answer that is still to come.
      return openTunnel(docker, keeperName(instance), ["socat", "-t", "60", "-", `UNIX-CONNECT:${path}`], signal);
    },
  };
}
