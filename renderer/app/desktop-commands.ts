import { assertNever } from "../../shared/assert-never";
import type { DesktopCommand } from "../../shared/desktop-command";
import { pose } from "../actions/question";

/** Does what the desktop's menus, links and notifications ask of this page. In a browser there is nobody to ask. */
export function obeyDesktop(): void {
  window.tidemark?.onCommand?.(obey);
}

function obey(command: DesktopCommand): void {
  switch (command.kind) {
    case "go":
      pose(null);
      // By its address, so that what leads nowhere says so.
      window.location.hash = command.address;
      return;
    case "new-site":
    case "palette":
      pose({ kind: command.kind });
      return;
    case "bring-site":
      pose({ kind: "bring-site", file: null });
      return;
    case "take-version":
      pose({ kind: "take", siteId: command.siteId });
      return;
    default:
      assertNever(command);
  }
}
