import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);

/**
 * Whether this desktop shows tray icons now. Windows and macOS always do. On Linux the desktop, or an extension of it,
 * takes a name on the session's bus when it does; GNOME has none of its own, and an icon put there is never seen.
 */
export async function hasTray(): Promise<boolean> {
  if (process.platform !== "linux") return true;
  const bus = ["--session", "--print-reply=literal", "--dest=org.freedesktop.DBus", "/org/freedesktop/DBus"];
  const ask = ["org.freedesktop.DBus.NameHasOwner", "string:org.kde.StatusNotifierWatcher"];
  try {
    const { stdout } = await run("dbus-send", [...bus, ...ask], { timeout: 1_000 });
    return /boolean true/.test(stdout);
  } catch {
    // No bus, no answer or no such program: nobody is there to show an icon.
    return false;
  }
}
