import type { BrowserWindow } from "electron";
import type { DesktopCommand } from "../../shared/desktop-command";
import type { Log } from "../operations/report-error";
import { keepAlive } from "./keep-alive";
import { commandsTo, type PageCommands } from "./page-commands";
import { siteIn } from "./places";
import { openWindow, type WindowSettings } from "./window";

export interface MainWindowSettings extends WindowSettings {
  readonly log: Log;
  /** The page breaks down over and over: asks the person whether to try once more. */
  giveUp(): Promise<boolean>;
  /** The person closed the window. True: it is only hidden; false: the app ends. */
  staysOpen(): Promise<boolean>;
  /** The window was hidden, or shown again. */
  setOutOfSight(hidden: boolean): void;
  /** The place that the window shows has changed. */
  onPlace(): void;
}

/** The one window of the app: there, hidden, or not there yet. */
export interface MainWindow {
  /** Brings it to the front, opening it where there is none, and hands a command to its page. */
  show(command?: DesktopCommand): void;
  /** The site that is in view; null where there is none. */
  site(): string | null;
  /** Whether the person is looking at it. */
  isInFront(): boolean;
  /** From now on closing it means closing. */
  letGo(): void;
}

interface Open {
  readonly window: BrowserWindow;
  readonly commands: PageCommands;
}

export function mainWindow(settings: MainWindowSettings): MainWindow {
  let open: Open | null = null;
  let leaving = false;

  const make = (place?: string): Open => {
    const window = openWindow(settings, place);
    const made = { window, commands: commandsTo(window.webContents, settings.log) };
    open = made;
    keepAlive(window.webContents, settings.log, settings.giveUp);
    window.webContents.on("did-navigate-in-page", settings.onPlace);
    window.webContents.on("did-navigate", settings.onPlace);
    window.on("close", (event) => {
      if (leaving) return;
      event.preventDefault();
      void settings.staysOpen().then((stays) => {
        if (stays && !window.isDestroyed()) hide(window);
      });
    });
    const sight = () => settings.setOutOfSight(!window.isVisible() || window.isMinimized());
    window.on("show", sight);
    window.on("restore", sight);
    window.on("hide", sight);
    window.on("minimize", sight);
    window.once("closed", () => {
      open = null;
      settings.onPlace();
    });
    return made;
  };

  return {
    show(command) {
      if (open === null) {
        // It shows itself once it has painted, and begins where a command leads: no other place is seen first.
        const { commands } = make(command?.kind === "go" ? command.address : undefined);
        if (command !== undefined && command.kind !== "go") commands.send(command);
        return;
      }
      const { window, commands } = open;
      if (window.isMinimized()) window.restore();
      window.show();
      window.focus();
      if (command !== undefined) commands.send(command);
    },
    site: () => (open === null ? null : siteIn(open.window.webContents.getURL())),
    isInFront: () => open !== null && open.window.isVisible() && open.window.isFocused(),
    letGo() {
      leaving = true;
    },
  };
}

/** Hiding a full-screen window would leave an empty black space on macOS. */
function hide(window: BrowserWindow): void {
  if (!window.isFullScreen()) {
    window.hide();
    return;
  }
  window.once("leave-full-screen", () => window.hide());
  window.setFullScreen(false);
}
