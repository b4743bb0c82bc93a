import { version } from "../package.json";
import type { Hint } from "../shared/contract";
import { composeApp } from "./compose";
import type { Platform, SettingsFile } from "./core/ports";
import type { UseCases } from "./core/use-cases";
import { type DataFolder, dataFolderPath, openDataFolder } from "./data-folder";
import { dataFolderPlace } from "./data-folder-place";
import { openLog } from "./logging";
import type { Log } from "./operations/report-error";
import type { JournalPoint } from "./operations/run-steps";
import { openSettingsFile } from "./settings-file";

export interface StartedApp {
  readonly useCases: UseCases;
  readonly folder: DataFolder;
  readonly log: Log;
  readonly settings: SettingsFile;
  /** Calls back with every hint; for what is no interface. Returns how to stop. */
  follow(listener: (hint: Hint) => void): () => void;
  /** Whether the interface is hidden, where that can be known: sites are looked at less often then. */
  setOutOfSight(hidden: boolean): void;
  /** Whether an address is one of the app's own sites, now. */
  serves(url: string): boolean;
  /** Ends or undoes what is under way, stops the sites if settings say so, and lets the next Tidemark have the data folder. */
  close(): Promise<void>;
}

/** What both composition roots share: data folder, log, app, in this order. Throws `store-in-use`. */
export async function startApp(
  path: string,
  platform: Platform,
  onJournal?: (point: JournalPoint) => void,
): Promise<StartedApp> {
  const usual = dataFolderPath({ ...process.env, TIDEMARK_HOME: undefined });
  const place = dataFolderPlace(usual, !process.env["TIDEMARK_HOME"]);
  const moved = place.get().movable && path !== usual;
  const folder = await openDataFolder(path, process.env["TIDEMARK_INSTANCE"], { moved });
  const { log, close: closeLog } = await openLog(folder.logs);
  const settings = await openSettingsFile(path, log);
  const opened = async () => {
    log.info({ version, dataFolder: path, instance: folder.instance(), host: platform.kind }, "starting");
    return composeApp({
      version,
      dataFolder: path,
      instance: folder.instance(),
      rememberInstance: (instance) => folder.adopt(instance),
      platform,
      log,
      settings,
      place,
      ...(onJournal !== undefined && { onJournal }),
    });
  };
  const release = async () => {
    await folder.close();
    await closeLog();
  };
  try {
    const { useCases, app, hints, close } = await opened();
    const stopListening = reportCrashes(log);
    return {
      useCases,
      folder,
      log,
      settings,
      follow: (listener) => hints.follow(listener),
      setOutOfSight(hidden) {
        hints.outOfSight = hidden;
      },
      serves: (url) => app.serves(url),
      async close() {
        await close();
        log.info({}, "closed");
        stopListening();
        await release();
      },
    };
  } catch (error) {
    log.error({ err: error }, "could not start");
    await release();
    throw error;
  }
}

/**
 * A rejection nobody waited for is a bug, but no reason to stop: it is logged. After an exception nobody caught the
 * process is in no known state: it ends, and the journal puts things right at the next start.
 */
function reportCrashes(log: Log): () => void {
  const onRejection = (error: unknown) => log.error({ err: error }, "unhandled rejection");
  const onException = (error: unknown) => {
    log.error({ err: error }, "uncaught exception");
    console.error(error);
    process.exit(1);
  };
  process.on("unhandledRejection", onRejection);
  process.on("uncaughtException", onException);
  return () => {
    process.off("unhandledRejection", onRejection);
    process.off("uncaughtException", onException);
  };
}
