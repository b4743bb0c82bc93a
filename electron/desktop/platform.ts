import { BrowserWindow, dialog, shell } from "electron";
import type { Platform, Updates } from "../core/ports";
import { isSafeOutside } from "./outside";
import type { DesktopWords } from "./words";

export interface DesktopPlatform extends Platform {
  /** Until somebody can say which sites are the app's own, none is. */
  isOwn: (url: string) => boolean;
}

export function desktopPlatform(words: () => DesktopWords, updates: Updates): DesktopPlatform {
  const platform: DesktopPlatform = {
    kind: "electron",
    canChooseFile: true,
    updates,
    isOwn: () => false,
    async chooseFile(kind) {
      const properties: ("openFile" | "openDirectory")[] = kind === "file" ? ["openFile"] : ["openDirectory"];
      const options = {
        properties,
        ...(kind === "file" && { filters: [{ name: words().zip, extensions: ["zip"] }] }),
      };
      const window = BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0];
      const { canceled, filePaths } = await (window === undefined
        ? dialog.showOpenDialog(options)
        : dialog.showOpenDialog(window, options));
      return canceled ? null : (filePaths[0] ?? null);
    },
    async showFolder(path) {
      return (await shell.openPath(path)) === "";
    },
    async openExternal(url) {
      if (!isSafeOutside(url, (own) => platform.isOwn(own))) return false;
      await shell.openExternal(url);
      return true;
    },
  };
  return platform;
}
