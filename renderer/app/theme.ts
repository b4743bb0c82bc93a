import { create } from "zustand";

export type ThemeChoice = "system" | "light" | "dark";
export type Theme = "light" | "dark";

const key = "tidemark.theme";
const dark = window.matchMedia("(prefers-color-scheme: dark)");

interface ThemeState {
  readonly choice: ThemeChoice;
  readonly theme: Theme;
}

function resolved(choice: ThemeChoice): ThemeState {
  return { choice, theme: choice === "system" ? (dark.matches ? "dark" : "light") : choice };
}

function stored(): ThemeChoice {
  const text = localStorage.getItem(key);
  return text === "light" || text === "dark" ? text : "system";
}

export const useTheme = create<ThemeState>(() => resolved(stored()));

export function chooseTheme(choice: ThemeChoice): void {
  if (choice === "system") localStorage.removeItem(key);
  else localStorage.setItem(key, choice);
  useTheme.setState(resolved(choice));
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
