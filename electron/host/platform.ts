import type { Platform } from "../core/ports";

/** A browser opens addresses itself and has no native dialog for a path on this machine. */
export const browserPlatform: Platform = {
  kind: "browser",
  canChooseFile: false,
  chooseFile: async () => null,
  openExternal: async () => false,
};
