import { nativeTheme } from "electron";
import type { SettingsFile } from "../core/ports";

/** Menus, dialogs and the window's ground follow the theme that was chosen for the page. */
export function followTheme(settings: SettingsFile): void {
  nativeTheme.themeSource = settings.get().theme;
  settings.onChange(({ theme }) => {
    if (nativeTheme.themeSource !== theme) nativeTheme.themeSource = theme;
  });
}
