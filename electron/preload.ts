import { contextBridge, ipcRenderer, webUtils } from "electron";
import type { DesktopCommand } from "../shared/desktop-command";

/**
 * All that the page gets of Electron: a port to the main process, what the desktop asks of it, and the path of a file
 * that a person dropped on it. A port can't cross the bridge itself, so the page asks by `connect` and hears "tidemark:port".
 */
contextBridge.exposeInMainWorld("tidemark", {
  connect: () => ipcRenderer.send("tidemark:connect"),
  /** One listener at a time. What was asked before there was one comes now. */
  onCommand(listener: (command: DesktopCommand) => void) {
    ipcRenderer.removeAllListeners("tidemark:command");
    ipcRenderer.on("tidemark:command", (_event, command: DesktopCommand) => listener(command));
    ipcRenderer.send("tidemark:listening");
  },
  pathForFile: (file: File) => webUtils.getPathForFile(file),
});

ipcRenderer.on("tidemark:port", (event) => {
  // The page is the only one in its window, and its origin differs between hosts; the port is what matters.
  window.postMessage("tidemark:port", "*", event.ports);
});
