import type { MenuItemConstructorOptions } from "electron";
import type { Settings } from "../../shared/model/settings";
import type { Overview, SiteGlance } from "./overview";
import { allowed } from "./site-allows";
import { timeOf } from "./times";
import type { DesktopWords } from "./words";

/** The tray's menu as a template: each site with its state, and what is done most where no window is open. */

export interface TrayActs {
  open(site: SiteGlance): void;
  admin(site: SiteGlance): void;
  take(site: SiteGlance): void;
  rewind(site: SiteGlance): void;
  timeline(site: SiteGlance): void;
  show(): void;
  quit(): void;
}

export type Dot = "running" | "busy" | "stopped" | "failing";

type Item = MenuItemConstructorOptions;
const line: Item = { type: "separator" };

/** A menu longer than a screen is no menu; the rest is in the window. */
const most = 15;

/** `icon`: the picture of a state. The state is said in words, too. */
export function trayTemplate(
  { sites, problem }: Overview,
  atQuit: Settings["atQuit"],
  acts: TrayActs,
  words: DesktopWords,
  icon: (dot: Dot) => NonNullable<Item["icon"]>,
  now: Date,
): Item[] {
  const { tray } = words;
  const rest = sites.length - most;
  const nothing = problem ?? tray.none;
  return [
    ...(sites.length === 0 ? [{ label: nothing, enabled: false }] : []),
    ...sites.slice(0, most).map((site) => siteItem(site, acts, words, icon, now)),
    ...(rest > 0 ? [{ id: "more", label: tray.more(rest), click: acts.show }] : []),
    line,
    { id: "show", label: tray.show, click: acts.show },
    line,
    { id: "quit", label: atQuit === "stop" ? tray.quitStop : tray.quitKeep, click: acts.quit },
  ];
}

function siteItem(
  site: SiteGlance,
  acts: TrayActs,
  words: DesktopWords,
  icon: (dot: Dot) => NonNullable<Item["icon"]>,
  now: Date,
): Item {
  const { tray, doing } = words;
  const can = allowed(site);
  const rewindTo = site.state === "failing" ? tray.rescueTo : tray.rewindTo;
  const rewind = site.last === null ? tray.rewind : rewindTo(timeOf(site.last.at, now));
  return {
    id: site.id,
    label: tray.site(plain(site.title), site.doing === null ? tray.states[site.state] : doing[site.doing]),
    icon: icon(dotOf(site)),
    submenu: [
      { id: `rewind-${site.id}`, label: rewind, enabled: can.rewind, click: () => acts.rewind(site) },
      line,
      { id: `open-${site.id}`, label: tray.open, enabled: can.open, click: () => acts.open(site) },
      { id: `admin-${site.id}`, label: tray.admin, enabled: can.open, click: () => acts.admin(site) },
      { id: `take-${site.id}`, label: tray.take, enabled: can.take, click: () => acts.take(site) },
      line,
      { id: `timeline-${site.id}`, label: tray.timeline, click: () => acts.timeline(site) },
    ],
  };
}

function dotOf({ state, doing }: SiteGlance): Dot {
  if (doing !== null || state === "starting") return "busy";
  return state === "trashed" ? "stopped" : state;
}

/** What a person takes for one letter, an emoji of several parts too. */
const letterBreaks = new Intl.Segmenter();

/** A title as a menu shows it: `&` would mark a letter as a key, and a very long one would push the state off the screen. */
function plain(title: string): string {
  const letters = [...letterBreaks.segment(title)].map(({ segment }) => segment);
  const short = letters.length > 48 ? `${letters.slice(0, 47).join("").trimEnd()}…` : title;
  return short.replaceAll("&", "&&");
}
