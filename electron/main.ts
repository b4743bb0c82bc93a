import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { app, BrowserWindow, dialog, session } from "electron";
import { AppError } from "../shared/errors";
import { dataFolderPath } from "./data-folder";
import { setMenu } from "./desktop/menu";
import { desktopPlatform } from "./desktop/platform";
import { serveWindows } from "./desktop/ports";
import { registerInterfaceScheme, serveInterface } from "./desktop/protocol";
import { denyPermissions, openWindow } from "./desktop/window";
import { createRouter } from "./handlers";
import { type StartedApp, startApp } from "./start-app";

/** The composition root under Electron. */

const out = fileURLToPath(new URL("..", import.meta.url));
const folder = dataFolderPath();
// Electron's own files (cookies, caches, its single-instance lock) belong to the data folder, too.
app.setPath("userData", join(folder, "electron"));
registerInterfaceScheme();

if (app.requestSingleInstanceLock()) {
  app.on("second-instance", showWindow);
  // Not awaited at the top level: Electron is not ready before this module has ended.
  void app.whenReady().then(start).catch(fail);
} else {
  app.quit();
}

async function start(): Promise<void> {
  const started = await startApp(folder, desktopPlatform);
  endInOrder(started);
  denyPermissions(session.defaultSession);
  serveInterface(session.defaultSession, join(out, "renderer"));
  serveWindows(createRouter(started.useCases, started.log), started.log);
  setMenu(desktopPlatform);
  openMainWindow();
  app.on("activate", showWindow);
}

function openMainWindow(): void {
  openWindow(session.defaultSession, join(out, "preload", "preload.cjs"), desktopPlatform);
}

function showWindow(): void {
  const [window] = BrowserWindow.getAllWindows();
  if (window === undefined) {
    openMainWindow();
    return;
  }
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}

/** Waits for operations to end or be undone before the process does. */
function endInOrder(started: StartedApp): void {
  let state: "open" | "closing" | "closed" = "open";
  app.on("window-all-closed", () => {
    if (process.platform !== "darwin") app.quit();
  });
  app.on("will-quit", (event) => {
    if (state === "closed") return;
    event.preventDefault();
    if (state === "closing") return;
    state = "closing";
    void started
      .close()
      .catch((error: unknown) => console.error(error))
      .finally(() => {
        state = "closed";
        app.quit();
      });
  });
}

function fail(error: unknown): void {
  const text = error instanceof AppError ? `${error.message}\n\n${error.hint}` : String(error);
  dialog.showErrorBox("Tidemark could not start", text);
  app.exit(1);
}
