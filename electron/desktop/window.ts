import { BrowserWindow, type Session } from "electron";
import type { Platform } from "../core/ports";
import { interfaceOrigin, isInterface } from "./protocol";

/** The app's window: a sandboxed page that sees nothing of Node or Electron but the preload's port. */
export function openWindow(session: Session, preload: string, platform: Platform): BrowserWindow {
  const window = new BrowserWindow({
    width: 1280,
    height: 820,
    minWidth: 720,
    minHeight: 480,
    title: "Tidemark",
    show: false,
    webPreferences: {
      session,
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
    },
  });
  const { webContents } = window;
  webContents.on("will-navigate", (event) => {
    if (!isInterface(event.url)) event.preventDefault();
  });
  webContents.on("will-redirect", (event) => {
    if (!isInterface(event.url)) event.preventDefault();
  });
  // A link to a site opens in the person's own browser, where it can't reach the app.
  webContents.setWindowOpenHandler(({ url }) => {
    void platform.openExternal(url);
    return { action: "deny" };
  });
  window.once("ready-to-show", () => window.show());
  void window.loadURL(`${interfaceOrigin}/`);
  return window;
}

/** No page gets any permission, but to put text on the clipboard from a click. */
export function denyPermissions(session: Session): void {
  const allowed = new Set(["clipboard-sanitized-write"]);
  session.setPermissionRequestHandler((contents, permission, decide) => {
    decide(allowed.has(permission) && isInterface(contents.getURL()));
  });
  session.setPermissionCheckHandler((contents, permission) => {
    return allowed.has(permission) && contents !== null && isInterface(contents.getURL());
  });
}
