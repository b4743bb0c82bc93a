import { create } from "zustand";
import type { Settings } from "../../shared/model/settings";

export type ThemeChoice = Settings["theme"];
export type Theme = "light" | "dark";

const dark = window.matchMedia("(prefers-color-scheme: dark)");

interface ThemeState {
  readonly choice: ThemeChoice;
  readonly theme: Theme;
}

function resolved(choice: ThemeChoice): ThemeState {
  return { choice, theme: choice === "system" ? (dark.matches ? "dark" : "light") : choice };
}

/** What the host wrote into the page it served: the setting, known before the first paint. */
function served(): ThemeChoice {
  const text = document.documentElement.dataset["chosenTheme"];
  return text === "light" || text === "dark" ? text : "system";
}

export const useTheme = create<ThemeState>(() => resolved(served()));

/** Shows a theme; the setting itself is the host's, see renderer/settings. */
export function showTheme(choice: ThemeChoice): void {
  if (useTheme.getState().choice !== choice) useTheme.setState(resolved(choice));
}

/** Puts the theme on the document and keeps it true. Called once, before the first paint. */
export function applyTheme(): void {
  const apply = ({ theme }: ThemeState) => {
    document.documentElement.dataset["theme"] = theme;
  };
  apply(useTheme.getState());
  useTheme.subscribe(apply);
  dark.addEventListener("change", () => useTheme.setState(resolved(useTheme.getState().choice)));
}
