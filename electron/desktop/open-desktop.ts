import { app, BrowserWindow, clipboard, dialog, Menu, type Session, shell } from "electron";
import type { Hint } from "../../shared/contract";
import type { DesktopCommand } from "../../shared/desktop-command";
import type { UpdateState } from "../../shared/model/update";
import type { Platform, SettingsFile } from "../core/ports";
import type { UseCases } from "../core/use-cases";
import { type Log, reportError } from "../operations/report-error";
import { healthReport } from "./health-report";
import { type MainWindow, mainWindow } from "./main-window";
import { type MenuActs, type MenuState, menuTemplate } from "./menu";
import { type Notifier, notifier } from "./notifier";
import { type WatchedOverview, watchOverview } from "./overview";
import { toHealth, toSettings, toSite, toSites } from "./places";
import type { Memory } from "./remembered";
import { siteActs } from "./site-acts";
import { dotImage, trayIcon } from "./tray";
import { trayTemplate } from "./tray-menu";
import type { DesktopWords } from "./words";

/** The desktop around the interface: its window, the application menu, the tray and notifications, over one overview of the sites. */

export interface DesktopSettings {
  readonly useCases: UseCases;
  readonly settings: SettingsFile;
  readonly follow: (listener: (hint: Hint) => void) => () => void;
  readonly setOutOfSight: (hidden: boolean) => void;
  readonly log: Log;
  readonly logs: string;
  readonly memory: Memory;
  readonly session: Session;
  readonly preload: string;
  readonly platform: Platform;
  readonly words: () => DesktopWords;
  /** The project's own documentation; null where it has no address. */
  readonly docs: string | null;
}

export interface Desktop {
  show(command?: DesktopCommand): void;
  /** The app is ending: a closed window is closed. */
  letGo(): void;
  /** Where the window does not say it already. */
  tellOfUpdate(update: UpdateState & { readonly kind: "available" | "ready" }): void;
  close(): void;
}

export function openDesktop(given: DesktopSettings): Desktop {
  const { useCases, settings, follow, log, memory, platform, words } = given;
  const isMac = process.platform === "darwin";
  const go = (address: string) => window.show({ kind: "go", address });

  const tell: Notifier = notifier({
    words,
    on: () => settings.get().notifications,
    inFront: () => window.isInFront(),
    titleOf: async (siteId) => (await overview.look()).sites.find(({ id }) => id === siteId)?.title ?? null,
    open: go,
    undo: (operationId) => trayActs.undo(operationId),
  });
  // From the menu the window is in view and shows what it starts; from the tray there may be none.
  const acts = siteActs(useCases, platform, log, () => {});
  const trayActs = siteActs(useCases, platform, log, (operationId) => tell.expect(operationId));

  const window: MainWindow = mainWindow({
    ...given,
    giveUp: () => askAfterCrashes(words()),
    staysOpen,
    onPlace: () => drawMenu(),
  });
  const tray = trayIcon(
    () => words().tray.tooltip,
    () => window.show(),
  );

  /**
   * As Docker Desktop and Slack do it, and unlike a program that only edits documents: closing the window puts it out of
   * the way, because sites go on being served. On macOS the app stays in the Dock and the menu bar. On Windows and Linux
   * it stays in the tray, and says so the first time. Where no tray is shown there would be no way back but starting the
   * app again: there closing the window quits it.
   */
  async function staysOpen(): Promise<boolean> {
    const there = await tray.ensure();
    if (!there && !isMac) {
      app.quit();
      return false;
    }
    if (!isMac && !memory.get().saidItStays) {
      memory.put({ saidItStays: true });
      tell.tell(words().notice.staysTitle, words().notice.staysBody);
    }
    return true;
  }

  const menuActs: MenuActs = {
    newSite: () => window.show({ kind: "new-site" }),
    bringSite: () => window.show({ kind: "bring-site" }),
    palette: () => window.show({ kind: "palette" }),
    sites: () => go(toSites),
    health: () => go(toHealth),
    settings: () => go(toSettings),
    theme: (theme) => void settings.change({ theme }).catch((error: unknown) => reportError(error, log)),
    ...acts,
    take: ({ id }) => window.show({ kind: "take-version", siteId: id }),
    docs: () => void (given.docs !== null && platform.openExternal(given.docs)),
    wordpressDocs: () => void platform.openExternal("https://wordpress.org/documentation/"),
    copyReport: () => void copyReport().catch((error: unknown) => reportError(error, log)),
    showLogs: () => void shell.openPath(given.logs),
  };

  async function copyReport(): Promise<void> {
    await clipboard.writeText(await healthReport(useCases));
    tell.tell(words().notice.reportCopied, words().notice.reportCopiedBody);
  }

  let drawn = "";
  function drawMenu(): void {
    const id = window.site();
    const site = overview.get().sites.find((one) => one.id === id) ?? null;
    const state: MenuState = {
      site,
      theme: settings.get().theme,
      packaged: app.isPackaged,
      hasDocs: given.docs !== null,
    };
    // A menu that is put anew closes under the pointer of whoever has it open.
    const now = JSON.stringify([state, settings.get().language, new Date().toDateString()]);
    if (now === drawn) return;
    drawn = now;
    Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(state, menuActs, words(), isMac, new Date())));
  }

  function drawTray(): void {
    const deeds = {
      ...trayActs,
      timeline: ({ id }: { readonly id: string }) => go(toSite(id)),
      show: () => window.show(),
      quit: () => app.quit(),
    };
    tray.setMenu(trayTemplate(overview.get(), settings.get().atQuit, deeds, words(), dotImage, new Date()));
  }

  const draw = () => {
    drawMenu();
    drawTray();
  };
  const overview: WatchedOverview = watchOverview(useCases, follow, log, draw);
  const stopFollowing = follow((hint) => {
    if (hint.kind === "operation") tell.follow(hint.operation);
  });
  const stopSettings = settings.onChange(draw);
  draw();
  void tray.ensure();

  return {
    show: (command) => window.show(command),
    letGo: () => window.letGo(),
    tellOfUpdate({ kind, version }) {
      const { title, body } = words().notice.update[kind];
      if (!window.isInFront()) tell.tell(title(version), body, toSettings);
    },
    close() {
      stopFollowing();
      stopSettings();
      overview.close();
      tray.close();
    },
  };
}

async function askAfterCrashes({ crash }: DesktopWords): Promise<boolean> {
  const question = {
    type: "error" as const,
    message: crash.message,
    detail: crash.detail,
    buttons: [crash.again, crash.quit],
    defaultId: 0,
    cancelId: 1,
  };
  const [window] = BrowserWindow.getAllWindows();
  const { response } = await (window?.isVisible()
    ? dialog.showMessageBox(window, question)
    : dialog.showMessageBox(question));
  if (response !== 0) app.quit();
  return response === 0;
}
