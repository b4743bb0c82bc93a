import type { AppUpdater } from "electron-updater";
import type { Log } from "../operations/report-error";

/** What holds for every system's updater: `updates` decides when, and nothing is fetched before it says so. `feed` null: the packed one. */
export function prepareUpdater(updater: AppUpdater, feed: string | null, log: Log): void {
  const about = { about: "updates" };
  updater.logger = {
    info: (text) => log.info(about, String(text)),
    warn: (text) => log.warn(about, String(text)),
    error: (text) => log.error(about, String(text)),
  };
  updater.autoDownload = false;
  updater.autoRunAppAfterInstall = true;
  updater.allowDowngrade = false;
  updater.disableWebInstaller = true;
  if (feed !== null) updater.setFeedURL({ provider: "generic", url: feed });
}
