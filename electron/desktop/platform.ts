import { BrowserWindow, dialog, shell } from "electron";
import type { Platform } from "../core/ports";
import { isSafeOutside } from "./outside";

export const desktopPlatform: Platform = {
  kind: "electron",
  canChooseFile: true,
  async chooseFile(kind) {
    const properties: ("openFile" | "openDirectory")[] = kind === "file" ? ["openFile"] : ["openDirectory"];
    const options = {
      properties,
      ...(kind === "file" && { filters: [{ name: "Zip archive", extensions: ["zip"] }] }),
    };
    const window = BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0];
    const { canceled, filePaths } = await (window === undefined
      ? dialog.showOpenDialog(options)
      : dialog.showOpenDialog(window, options));
    return canceled ? null : (filePaths[0] ?? null);
  },
  async openExternal(url) {
    if (!isSafeOutside(url)) return false;
    await shell.openExternal(url);
    return true;
  },
};
