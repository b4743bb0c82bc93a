import { Menu, type MenuItemConstructorOptions } from "electron";
import type { Platform } from "../core/ports";

/** The menu every desktop app has: without its roles, copy and paste have no shortcuts on macOS. */
export function setMenu(platform: Platform, isMac = process.platform === "darwin"): void {
  const template: MenuItemConstructorOptions[] = [
    ...(isMac ? [{ role: "appMenu" } as const] : []),
    { label: "File", submenu: [isMac ? { role: "close" } : { role: "quit" }] },
    { role: "editMenu" },
    {
      label: "View",
      submenu: [
        { role: "reload" },
        { type: "separator" },
        { role: "resetZoom" },
        { role: "zoomIn" },
        { role: "zoomOut" },
        { type: "separator" },
        { role: "togglefullscreen" },
        { role: "toggleDevTools" },
      ],
    },
    { role: "windowMenu" },
    {
      role: "help",
      submenu: [
        {
          label: "WordPress documentation",
          click: () => void platform.openExternal("https://wordpress.org/documentation/"),
        },
      ],
    },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
