import {
  HeartPulse,
  House,
  Import,
  Keyboard,
  Monitor,
  Moon,
  Newspaper,
  Plus,
  Search,
  Settings,
  Sun,
} from "lucide-react";
import type { ThemeChoice } from "../app/theme";
import { words } from "../words";
import type { Action } from "./action";
import type { Deeds } from "./deeds";

const themeIcons = { system: Monitor, light: Sun, dark: Moon };
const themeChoices: readonly ThemeChoice[] = ["system", "light", "dark"];

/** Pages that can be gone to from anywhere. */
export function pageActions(deeds: Deeds): readonly Action[] {
  const text = words.actions;
  return [
    { id: "page.sites", name: text.sites, icon: House, enabled: true, run: () => deeds.go({ kind: "sites" }) },
    {
      id: "page.health",
      name: text.health,
      icon: HeartPulse,
      enabled: true,
      also: text.also.health,
      run: () => deeds.go({ kind: "health" }),
    },
    {
      id: "page.settings",
      name: text.settings,
      icon: Settings,
      enabled: true,
      also: text.also.settings,
      run: () => deeds.go({ kind: "settings" }),
    },
  ];
}

/** What can be done anywhere. */
export function appActions(theme: ThemeChoice, able: boolean, deeds: Deeds): readonly Action[] {
  const text = words.actions;
  return [
    {
      id: "app.palette",
      name: text.palette,
      icon: Search,
      enabled: true,
      shortcut: "palette",
      run: () => deeds.ask({ kind: "palette" }),
    },
    {
      id: "app.new-site",
      name: text.newSite,
      icon: Plus,
      enabled: able,
      also: text.also.newSite,
      run: () => deeds.ask({ kind: "new-site" }),
    },
    {
      id: "app.bring-site",
      name: text.bringSite,
      icon: Import,
      enabled: able,
      also: text.also.bring,
      run: () => deeds.ask({ kind: "bring-site", file: null }),
    },
    {
      id: "app.demo-site",
      name: text.demoSite,
      icon: Newspaper,
      enabled: able,
      also: text.also.demo,
      run: () => deeds.createDemo(),
    },
    ...themeChoices
      .filter((choice) => choice !== theme)
      .map((choice) => ({
        id: `app.theme-${choice}`,
        name: text.themes[choice],
        icon: themeIcons[choice],
        enabled: true,
        also: text.also.theme,
        run: () => deeds.chooseTheme(choice),
      })),
    {
      id: "app.shortcuts",
      name: text.shortcuts,
      icon: Keyboard,
      enabled: true,
      shortcut: "help",
      also: text.also.shortcuts,
      run: () => deeds.ask({ kind: "shortcuts" }),
    },
  ];
}
