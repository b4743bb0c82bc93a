import { contextBridge, ipcRenderer } from "electron";

/**
 * All that the page gets of Electron: a port to the main process, sent to it as a window message. A port can't cross
 * the bridge itself, so the page asks by `connect` and hears "tidemark:port".
 */
contextBridge.exposeInMainWorld("tidemark", {
  connect: () => ipcRenderer.send("tidemark:connect"),
});

ipcRenderer.on("tidemark:port", (event) => {
  // The page is the only one in its window, and its origin differs between hosts; the port is what matters.
  window.postMessage("tidemark:port", "*", event.ports);
});
