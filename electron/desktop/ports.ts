import type { AnyRouter } from "@orpc/server";
import { RPCHandler } from "@orpc/server/message-port";
import { ipcMain, MessageChannelMain } from "electron";
import { handlerOptions } from "../handlers";
import type { Log } from "../operations/report-error";
import { isOurs } from "./sender";

/** Hands a port to every page of ours that asks; one end answers the contract. Only a top frame of the interface gets one. */
export function serveWindows(router: AnyRouter, log: Log): void {
  const handler = new RPCHandler(router, handlerOptions(log));
  ipcMain.on("tidemark:connect", (event) => {
    if (!isOurs(event)) {
      log.warn({ url: event.senderFrame?.url }, "a foreign page asked for a connection and was refused");
      return;
    }
    const { port1, port2 } = new MessageChannelMain();
    handler.upgrade(port1);
    port1.start();
    event.sender.postMessage("tidemark:port", null, [port2]);
    log.info({}, "an interface is connected");
  });
}
