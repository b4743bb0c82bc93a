import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { app, dialog, session } from "electron";
import about from "../package.json";
import { AppError } from "../shared/errors";
import { linkIn, linkScheme, placeOfLink } from "./desktop/deep-links";
import { endInOrder } from "./desktop/end-in-order";
import { type Desktop, openDesktop } from "./desktop/open-desktop";
import { desktopPlatform } from "./desktop/platform";
import { serveWindows } from "./desktop/ports";
import { registerInterfaceScheme, serveInterface } from "./desktop/protocol";
import { openMemory } from "./desktop/remembered";
import { followTheme } from "./desktop/theme";
import { chosenFeed } from "./desktop/update-feed";
import { isBusy, openUpdater, restartInto } from "./desktop/updater";
import { desktopUpdates } from "./desktop/updates";
import { denyPermissions } from "./desktop/window";
import { type DesktopWords, wordsFor } from "./desktop/words";
import { createRouter } from "./handlers";
import { settleDataFolder } from "./move-data-folder";
import { type StartedApp, startApp } from "./start-app";

/** The composition root under Electron. */

const out = fileURLToPath(new URL("..", import.meta.url));
const folder = settleDataFolder();
/** The same as in electron-builder.yml: by it Windows knows whose notifications they are. */
const appId = "app.tidemark.desktop";

let desktop: Desktop | null = null;
/** A link that came before there was a window. */
let early = linkIn(process.argv);

// Electron's own files (cookies, caches, its single-instance lock) belong to the data folder, too.
app.setPath("userData", join(folder, "electron"));
app.setAppUserModelId(appId);
app.setAboutPanelOptions({ applicationName: "Tidemark", applicationVersion: about.version, copyright: about.author });
registerInterfaceScheme();

if (app.requestSingleInstanceLock()) {
  app.on("second-instance", (_event, argv) => follow(linkIn(argv)));
  // macOS hands links over as events, also before the app is ready.
  app.on("open-url", (event, link) => {
    event.preventDefault();
    follow(link);
  });
  app.on("activate", () => desktop?.show());
  // Not awaited at the top level: Electron is not ready before this module has ended.
  void app.whenReady().then(start).catch(fail);
} else {
  // The one that runs has been told. Nothing is open here, so there is nothing to close in order.
  process.exit(0);
}

async function start(): Promise<void> {
  let started: StartedApp | null = null;
  const words = (): DesktopWords =>
    wordsFor(started?.settings.get().language ?? "system", app.getPreferredSystemLanguages());
  const updates = desktopUpdates();
  const platform = desktopPlatform(words, updates);
  started = await startApp(folder, platform);
  const { useCases, settings, log, serves } = started;
  platform.isOwn = serves;
  takeLinks();
  followTheme(settings);
  denyPermissions(session.defaultSession);
  serveInterface(session.defaultSession, join(out, "renderer"), () => settings.get());
  serveWindows(createRouter(useCases, log), log);
  const memory = await openMemory(folder, log);
  const preload = join(out, "preload", "preload.cjs");
  const docs = "homepage" in about && typeof about.homepage === "string" ? about.homepage : null;
  const rest = { memory, session: session.defaultSession, preload, platform, words, docs };
  const opened = openDesktop({ ...started, ...rest, logs: started.folder.logs });
  const close = started.close;
  endInOrder({
    log,
    onAsked: () => opened.letGo(),
    async close() {
      // From here on a second start or a link finds nobody to show it.
      desktop = null;
      updates.close();
      opened.close();
      await memory.close();
      await close();
    },
  });
  desktop = opened;
  follow(early);
  early = null;
  await updates.begin({
    openUpdater: () => openUpdater(chosenFeed(process.env["TIDEMARK_UPDATE_FEED"], settings.get().updateFeed), log),
    settings,
    log,
    busy: () => isBusy(useCases),
    restart(updater) {
      opened.letGo();
      restartInto(updater);
    },
    announce: opened.tellOfUpdate,
  });
}

/** Brings the window to the front, at the place a link names. */
function follow(link: string | null): void {
  if (desktop === null) early = link ?? early;
  else desktop.show(link === null ? undefined : { kind: "go", address: placeOfLink(link) });
}

/** Links are ours where nobody else has them: a build from the sources takes none away from an installed Tidemark. */
function takeLinks(): void {
  if (!app.isPackaged && app.getApplicationNameForProtocol(`${linkScheme}://`) !== "") return;
  if (process.defaultApp) app.setAsDefaultProtocolClient(linkScheme, process.execPath, [app.getAppPath()]);
  else app.setAsDefaultProtocolClient(linkScheme);
}

function fail(error: unknown): void {
  const text = error instanceof AppError ? `${error.message}\n\n${error.hint}` : String(error);
  dialog.showErrorBox("Tidemark could not start", text);
  app.exit(1);
}
