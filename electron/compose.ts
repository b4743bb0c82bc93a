import { Hints } from "./app/hints";
import { TidemarkApp } from "./app/tidemark-app";
import type { DataFolderPlace, Platform, SettingsFile } from "./core/ports";
import { type UseCases, useCases } from "./core/use-cases";
import type { Log } from "./operations/report-error";
import type { JournalPoint } from "./operations/run-steps";

export interface ComposeSettings {
  readonly version: string;
  readonly dataFolder: string;
  readonly instance: string;
  readonly rememberInstance: (instance: string) => Promise<void>;
  readonly platform: Platform;
  readonly log: Log;
  readonly settings: SettingsFile;
  readonly place: DataFolderPlace;
  readonly onJournal?: (point: JournalPoint) => void;
}

/** Puts the app together, the same under both hosts. Resolves after the first look for an engine, found or not. */
export async function composeApp(
  settings: ComposeSettings,
): Promise<{ readonly useCases: UseCases; readonly app: TidemarkApp; readonly hints: Hints; close(): Promise<void> }> {
  const { onJournal, ...rest } = settings;
  const hints = new Hints();
  rest.platform.updates?.onChange(() => hints.tell({ kind: "updates" }));
  const app = new TidemarkApp({ ...rest, hints, session: onJournal === undefined ? {} : { onJournal } });
  await app.open();
  return { useCases: useCases(app), app, hints, close: () => app.close() };
}
