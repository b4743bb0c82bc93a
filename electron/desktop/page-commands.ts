import { ipcMain, type WebContents } from "electron";
import type { DesktopCommand } from "../../shared/desktop-command";
import type { Log } from "../operations/report-error";
import { isOurs } from "./sender";

/** Hands commands to the page of a window, once it listens: one that is still loading gets them when it has. */
export interface PageCommands {
  send(command: DesktopCommand): void;
}

export function commandsTo(contents: WebContents, log: Log): PageCommands {
  let listening = false;
  let waiting: readonly DesktopCommand[] = [];
  const deaf = () => {
    listening = false;
  };
  const onListening = (event: Electron.IpcMainEvent) => {
    if (event.sender !== contents) return;
    if (!isOurs(event)) {
      log.warn({ url: event.senderFrame?.url }, "a foreign page listens for commands and gets none");
      return;
    }
    listening = true;
    for (const command of waiting) contents.send("tidemark:command", command);
    waiting = [];
  };
  ipcMain.on("tidemark:listening", onListening);
  contents.on("did-start-navigation", ({ isMainFrame, isSameDocument }) => {
    if (isMainFrame && !isSameDocument) deaf();
  });
  contents.on("render-process-gone", deaf);
  contents.once("destroyed", () => ipcMain.off("tidemark:listening", onListening));
  return {
    send(command) {
      if (listening) contents.send("tidemark:command", command);
      else waiting = [...waiting, command];
    },
  };
}
