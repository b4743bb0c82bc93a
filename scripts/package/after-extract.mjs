import { rmSync } from "node:fs";
import { join } from "node:path";

/** A distribution given as a folder is copied whole: the demo app that Electron opens without one of ours has no place in a release. */
export function afterExtract({ appOutDir, packager, electronPlatformName }) {
  const resources =
    electronPlatformName === "darwin"
      ? join(appOutDir, packager.info.framework.distMacOsAppName, "Contents", "Resources")
      : join(appOutDir, "resources");
  rmSync(join(resources, "default_app.asar"), { force: true });
  rmSync(join(appOutDir, "version"), { force: true });
}
