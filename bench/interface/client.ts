import { createORPCClient } from "@orpc/client";
import { RPCLink } from "@orpc/client/websocket";
import type { ContractRouterClient } from "@orpc/contract";
import { WebSocket } from "ws";
import type { Contract, Hint } from "../../shared/contract";

export type Client = ContractRouterClient<Contract>;

export interface Connection {
  readonly client: Client;
  close(): Promise<void>;
}

/** Connects to a host as its interface does; `address` is what a person opens, with the token. */
export async function connect(address: string): Promise<Connection> {
  const { host, origin, hash } = new URL(address);
  const token = new URLSearchParams(hash.slice(1)).get("token");
  const socket = new WebSocket(`ws://${host}/rpc`, { origin });
  await new Promise<void>((resolve, reject) => {
    socket.once("open", () => socket.send(JSON.stringify({ token })));
    socket.once("message", () => resolve());
    socket.once("error", reject);
    socket.once("close", () => reject(new Error("the host let nobody in")));
  });
  // The link wants a browser's socket, which this one is for all that it uses.
  const link = new RPCLink({ websocket: socket as unknown as globalThis.WebSocket });
  return {
    client: createORPCClient(link),
    close: () =>
      new Promise((resolve) => {
        socket.once("close", () => resolve());
        socket.close();
      }),
  };
}

/** Starts an operation and waits for the hint of its end, as a page does. */
export async function untilEnded(
  hints: AsyncIterator<Hint, unknown, void>,
  started: Promise<{ readonly operationId: string }>,
): Promise<void> {
  const { operationId } = await started;
  for (;;) {
    const { value, done } = await hints.next();
    if (done === true) throw new Error("the host's hints ended");
    if (value.kind !== "operation" || value.operation.id !== operationId || value.operation.endedAt === null) continue;
    if (value.operation.state === "done") return;
    throw new Error(`an operation ended as ${value.operation.state}: ${value.operation.error?.message ?? ""}`);
  }
}
