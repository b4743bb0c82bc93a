import { existsSync } from "node:fs";
import { join } from "node:path";
import { app } from "electron";
import type { UseCases } from "../core/use-cases";
import type { Log } from "../operations/report-error";
import { prepareUpdater } from "./prepare-updater";
import type { Updater } from "./updates";

/** electron-updater as `updates` uses it; null where this copy of Tidemark is not updated by itself. */
export async function openUpdater(feed: string | null, log: Log): Promise<Updater | null> {
  if (!app.isPackaged) return null;
  if (feed === null && !existsSync(join(process.resourcesPath, "app-update.yml"))) {
    log.info({}, "packed without a feed: updates are not looked for");
    return null;
  }
  // Loaded only here: it looks for a packed app as it loads.
  const { autoUpdater } = (await import("electron-updater")).default;
  prepareUpdater(autoUpdater, feed, log);
  return autoUpdater.isUpdaterActive() ? autoUpdater : null;
}

/** Whether an operation is under way. Without an engine there is none. */
export async function isBusy({ operations }: Pick<UseCases, "operations">): Promise<boolean> {
  const known = await operations.list(undefined, new AbortController().signal).catch(() => []);
  return known.some(({ endedAt }) => endedAt === null);
}

/** Quits, installs what was fetched and starts again. The app's windows must be ready to be closed. */
export function restartInto(updater: Updater, platform = process.platform): void {
  if (platform === "darwin") {
    // The system's own updater waits for the process to end.
    updater.quitAndInstall();
    return;
  }
  // By itself it would start the installer first and quit then, while operations are still being undone. So it gets its turn last.
  updater.autoInstallOnAppQuit = false;
  app.once("quit", () => updater.quitAndInstall(true, true));
  app.quit();
}
