import { BrowserWindow, nativeImage, nativeTheme, type Session, screen } from "electron";
import icon from "../../assets/icons/linux/256x256.png?inline";
import type { Platform } from "../core/ports";
import { toSites } from "./places";
import { interfaceOrigin, isInterface } from "./protocol";
import type { Memory } from "./remembered";
import { placeWindow, smallest } from "./window-place";

export interface WindowSettings {
  readonly session: Session;
  readonly preload: string;
  readonly platform: Platform;
  readonly memory: Memory;
}

/** The page's own background (`--bg` in renderer/ui/tokens.css), so that nothing flashes before it has painted. */
const ground = () => (nativeTheme.shouldUseDarkColors ? "#0e1519" : "#f7f9fb");

/** Milliseconds after the last move before the place is written down. */
const settled = 400;

/** The app's window: a sandboxed page that sees nothing of Node or Electron but what the preload gives it. */
export function openWindow({ session, preload, platform, memory }: WindowSettings, place = toSites): BrowserWindow {
  const [main, others] = [screen.getPrimaryDisplay(), screen.getAllDisplays()];
  const areas = [main, ...others.filter(({ id }) => id !== main.id)].map(({ workArea }) => workArea);
  const { bounds, maximised } = placeWindow(memory.get().window, areas);
  const window = new BrowserWindow({
    ...bounds,
    minWidth: smallest.width,
    minHeight: smallest.height,
    title: "Tidemark",
    show: false,
    backgroundColor: ground(),
    // Elsewhere the installed app has it; here a panel that knows no desktop file asks the window.
    ...(process.platform === "linux" && { icon: nativeImage.createFromDataURL(icon) }),
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
  keepInside(window, platform);
  followGround(window);
  rememberPlace(window, memory);
  window.once("ready-to-show", () => {
    if (maximised) window.maximize();
    window.show();
  });
  void window.loadURL(`${interfaceOrigin}/${place}`);
  return window;
}

/** The page stays the interface; a link to a site opens in the person's own browser, where it can't reach the app. */
function keepInside({ webContents }: BrowserWindow, platform: Platform): void {
  webContents.on("will-navigate", (event) => {
    if (!isInterface(event.url)) event.preventDefault();
  });
  webContents.on("will-redirect", (event) => {
    if (!isInterface(event.url)) event.preventDefault();
  });
  webContents.on("will-attach-webview", (event) => event.preventDefault());
  webContents.setWindowOpenHandler(({ url }) => {
    void platform.openExternal(url);
    return { action: "deny" };
  });
}

function followGround(window: BrowserWindow): void {
  const follow = () => window.setBackgroundColor(ground());
  nativeTheme.on("updated", follow);
  window.once("closed", () => nativeTheme.off("updated", follow));
}

function rememberPlace(window: BrowserWindow, memory: Memory): void {
  let timer: NodeJS.Timeout | undefined;
  const remember = () => {
    clearTimeout(timer);
    if (window.isDestroyed() || window.isMinimized()) return;
    const { x, y, width, height } = window.getNormalBounds();
    const bounds = { x: Math.round(x), y: Math.round(y), width: Math.round(width), height: Math.round(height) };
    memory.put({ window: { bounds, maximised: window.isMaximized() } });
  };
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(remember, settled);
  };
  window.on("resize", soon);
  window.on("move", soon);
  window.on("maximize", soon);
  window.on("unmaximize", soon);
  window.on("close", remember);
  window.once("closed", () => clearTimeout(timer));
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
