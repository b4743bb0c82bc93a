import type { MenuItemConstructorOptions } from "electron";
import type { Settings } from "../../shared/model/settings";
import type { SiteGlance } from "./overview";
import { allowed } from "./site-allows";
import { timeOf } from "./times";
import type { DesktopWords } from "./words";

/** The application menu as a template: the platform's roles, and the places and deeds of the interface. */

export interface MenuState {
  /** The site in view; null on every other page. */
  readonly site: SiteGlance | null;
  readonly theme: Settings["theme"];
  /** Built, not run from its sources. */
  readonly packaged: boolean;
  readonly hasDocs: boolean;
}

/** What the items do; named for what the person asks. */
export interface MenuActs {
  newSite(): void;
  bringSite(): void;
  palette(): void;
  sites(): void;
  health(): void;
  settings(): void;
  theme(theme: Settings["theme"]): void;
  open(site: SiteGlance): void;
  admin(site: SiteGlance): void;
  take(site: SiteGlance): void;
  rewind(site: SiteGlance): void;
  docs(): void;
  wordpressDocs(): void;
  copyReport(): void;
  showLogs(): void;
}

type Item = MenuItemConstructorOptions;
const line: Item = { type: "separator" };
const aboutItem: Item = { role: "about" };

export function menuTemplate(state: MenuState, acts: MenuActs, words: DesktopWords, isMac: boolean, now: Date): Item[] {
  const { menu } = words;
  const settings: Item = { id: "settings", label: menu.settings, accelerator: "CmdOrCtrl+,", click: acts.settings };
  const appMenu: Item = {
    label: words.appName,
    submenu: [
      aboutItem,
      line,
      settings,
      line,
      { role: "services" },
      line,
      { role: "hide" },
      { role: "hideOthers" },
      { role: "unhide" },
      line,
      { role: "quit" },
    ],
  };
  return [
    ...(isMac ? [appMenu] : []),
    {
      label: menu.file,
      submenu: [
        { id: "new-site", label: menu.newSite, accelerator: "CmdOrCtrl+N", click: acts.newSite },
        { id: "bring-site", label: menu.bringSite, accelerator: "CmdOrCtrl+Shift+N", click: acts.bringSite },
        line,
        { role: "close" },
        ...(isMac ? [] : [{ role: "quit" } as const]),
      ],
    },
    { role: "editMenu", label: menu.edit },
    { label: menu.view, submenu: viewItems(state, acts, words, isMac ? [] : [settings]) },
    { label: menu.site, submenu: siteItems(state.site, acts, words, now) },
    { role: "windowMenu", label: menu.window },
    {
      role: "help",
      label: menu.help,
      submenu: [...helpItems(state, acts, words), ...(isMac ? [] : [line, aboutItem])],
    },
  ];
}

function viewItems({ theme, packaged }: MenuState, acts: MenuActs, { menu }: DesktopWords, settings: Item[]): Item[] {
  const themes = ["system", "light", "dark"] as const;
  return [
    { id: "sites", label: menu.sites, accelerator: "CmdOrCtrl+1", click: acts.sites },
    { id: "health", label: menu.health, accelerator: "CmdOrCtrl+2", click: acts.health },
    ...settings,
    { id: "palette", label: menu.palette, accelerator: "CmdOrCtrl+K", click: acts.palette },
    line,
    {
      label: menu.theme,
      submenu: themes.map((one) => ({
        id: `theme-${one}`,
        type: "radio",
        label: menu.themes[one],
        checked: one === theme,
        click: () => acts.theme(one),
      })),
    },
    line,
    { role: "resetZoom" },
    { role: "zoomIn" },
    { role: "zoomOut" },
    { role: "togglefullscreen" },
    line,
    { role: "reload" },
    ...(packaged ? [] : [{ role: "toggleDevTools" } as const]),
  ];
}

/** Always the same items, so that a person learns where they are; what can't be done here is greyed. */
function siteItems(site: SiteGlance | null, acts: MenuActs, { menu }: DesktopWords, now: Date): Item[] {
  const can = site === null ? { open: false, take: false, rewind: false } : allowed(site);
  const rewindTo = site?.state === "failing" ? menu.rescueTo : menu.rewindTo;
  const rewind = site?.last ? rewindTo(timeOf(site.last.at, now)) : menu.rewind;
  const on = (act: (one: SiteGlance) => void) => () => {
    if (site !== null) act(site);
  };
  return [
    { id: "open", label: menu.open, accelerator: "CmdOrCtrl+O", enabled: can.open, click: on(acts.open) },
    { id: "admin", label: menu.admin, accelerator: "CmdOrCtrl+Shift+O", enabled: can.open, click: on(acts.admin) },
    line,
    { id: "take", label: menu.take, accelerator: "CmdOrCtrl+T", enabled: can.take, click: on(acts.take) },
    // No shortcut: a site is not rewound by a slip of the hand.
    { id: "rewind", label: rewind, enabled: can.rewind, click: on(acts.rewind) },
  ];
}

function helpItems({ hasDocs }: MenuState, acts: MenuActs, { menu }: DesktopWords): Item[] {
  return [
    ...(hasDocs ? [{ id: "docs", label: menu.docs, click: acts.docs }] : []),
    { id: "wordpress-docs", label: menu.wordpressDocs, click: acts.wordpressDocs },
    line,
    { id: "copy-report", label: menu.copyReport, click: acts.copyReport },
    { id: "show-logs", label: menu.showLogs, click: acts.showLogs },
  ];
}
