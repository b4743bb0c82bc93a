import { Menu, type MenuItemConstructorOptions, type NativeImage, nativeImage, Tray } from "electron";
import busy from "../../assets/icons/tray/busy.png?inline";
import busy2 from "../../assets/icons/tray/busy@2x.png?inline";
import failing from "../../assets/icons/tray/failing.png?inline";
import failing2 from "../../assets/icons/tray/failing@2x.png?inline";
import colour from "../../assets/icons/tray/mark.png?inline";
import colour2 from "../../assets/icons/tray/mark@2x.png?inline";
import template from "../../assets/icons/tray/markTemplate.png?inline";
import template2 from "../../assets/icons/tray/markTemplate@2x.png?inline";
import running from "../../assets/icons/tray/running.png?inline";
import running2 from "../../assets/icons/tray/running@2x.png?inline";
import stopped from "../../assets/icons/tray/stopped.png?inline";
import stopped2 from "../../assets/icons/tray/stopped@2x.png?inline";
import { hasTray } from "./tray-place";
import type { Dot } from "./tray-menu";

export interface TrayIcon {
  /** Puts the icon where the desktop shows one; resolves to whether it does now. */
  ensure(): Promise<boolean>;
  setMenu(template: MenuItemConstructorOptions[]): void;
  close(): void;
}

export function trayIcon(tooltip: () => string, onClick: () => void): TrayIcon {
  let tray: Tray | null = null;
  let menu: Menu | null = null;
  const put = () => {
    const made = new Tray(markImage());
    made.setToolTip(tooltip());
    // macOS and most of Linux open the menu by themselves; on Windows a click means the app.
    made.on("click", () => {
      if (process.platform !== "darwin") onClick();
    });
    if (menu !== null) made.setContextMenu(menu);
    return made;
  };
  return {
    async ensure() {
      if (!(await hasTray())) return false;
      tray ??= put();
      return true;
    },
    setMenu(items) {
      menu = Menu.buildFromTemplate(items);
      tray?.setContextMenu(menu);
    },
    close() {
      tray?.destroy();
      tray = null;
    },
  };
}

const pictures: Readonly<Record<Dot, readonly [string, string]>> = {
  running: [running, running2],
  busy: [busy, busy2],
  stopped: [stopped, stopped2],
  failing: [failing, failing2],
};

/** The picture of a state beside a site in the menu. */
export function dotImage(dot: Dot): NativeImage {
  return image(...pictures[dot]);
}

/** macOS paints its own colour through the template's shape, light or dark. Linux scales one picture to its bar. */
function markImage(): NativeImage {
  if (process.platform === "linux") return nativeImage.createFromDataURL(colour2);
  if (process.platform !== "darwin") return image(colour, colour2);
  const shape = image(template, template2);
  shape.setTemplateImage(true);
  return shape;
}

function image(single: string, double: string): NativeImage {
  const made = nativeImage.createFromDataURL(single);
  made.addRepresentation({ scaleFactor: 2, dataURL: double });
  return made;
}
