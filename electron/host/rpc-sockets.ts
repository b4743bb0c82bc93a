import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";
import type { AnyRouter } from "@orpc/server";
import { RPCHandler } from "@orpc/server/ws";
import { type WebSocket, WebSocketServer } from "ws";
import { z } from "zod";
import { handlerOptions } from "../handlers";
import type { Log } from "../operations/report-error";
import type { Access } from "./access";

const FirstMessage = z.strictObject({ token: z.string() });

/** The largest message taken: calls are small, files go by upload. */
const maxMessageBytes = 1024 * 1024;
const authenticateWithinMs = 5_000;
const maxSilentSockets = 32;

/** Close code for a token that isn't taken. */
export const refusedCode = 4401;

/** Serves the contract on WebSockets at `/rpc`: foreign hosts and origins never get one, and nothing is attached before the token. */
export function serveSockets(server: Server, access: Access, router: AnyRouter, log: Log): { close(): void } {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: maxMessageBytes, perMessageDeflate: false });
  const handler = new RPCHandler(router, handlerOptions(log));
  let silent = 0;

  server.on("upgrade", (request: IncomingMessage, connection: Duplex, head: Buffer) => {
    const path = URL.canParse(request.url ?? "", "http://host")
      ? new URL(request.url ?? "", "http://host").pathname
      : "";
    const { host, origin } = request.headers;
    if (path !== "/rpc") return refuse(connection, "404 Not Found");
    if (!access.allowsHost(host) || !access.allowsOrigin(origin)) {
      log.warn({ host, origin }, "a foreign page asked for a connection and was refused");
      return refuse(connection, "403 Forbidden");
    }
    if (silent >= maxSilentSockets) return refuse(connection, "503 Service Unavailable");
    sockets.handleUpgrade(request, connection, head, (socket) => authenticate(socket));
  });

  function authenticate(socket: WebSocket): void {
    silent++;
    const timer = setTimeout(() => socket.close(refusedCode, "no token"), authenticateWithinMs);
    const known = () => {
      clearTimeout(timer);
      silent--;
      socket.off("close", known);
    };
    socket.on("close", known);
    socket.on("error", (error) => log.warn({ err: error }, "a connection broke"));
    socket.once("message", (data, isBinary) => {
      if (socket.readyState !== socket.OPEN) return;
      known();
      if (isBinary || !access.allowsToken(tokenIn(String(data)))) {
        log.warn({}, "a wrong token was refused");
        socket.close(refusedCode, "wrong token");
        return;
      }
      // In this order within one turn: no call is lost, and none is answered before the token was.
      socket.send(JSON.stringify({ ok: true }));
      void handler.upgrade(paced(socket));
    });
  }

  return {
    close() {
      for (const socket of sockets.clients) {
        socket.close(1001, "Tidemark is closing");
        socket.terminate();
      }
      sockets.close();
    },
  };
}

function tokenIn(text: string): string | null {
  try {
    return FirstMessage.parse(JSON.parse(text)).token;
  } catch {
    // Whatever it is, it is no token.
    return null;
  }
}

/** Streams (logs) wait until the socket took the message before, instead of piling up in memory. */
function paced(socket: WebSocket): Pick<WebSocket, "addEventListener" | "send"> {
  const send = (data: Parameters<WebSocket["send"]>[0]) =>
    new Promise<void>((resolve) => {
      // An error means that the socket is gone; its close event ends the streams.
      socket.send(data, () => resolve());
    });
  // ws declares no result for `send`; the handler awaits whatever it gets.
  // oxlint-disable-next-line typescript/no-misused-promises
  return { addEventListener: socket.addEventListener.bind(socket), send };
}

function refuse(connection: Duplex, status: string): void {
  connection.on("error", () => connection.destroy());
  connection.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
