import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { electronPath } from "../start/electron.mjs";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** The Electron to run end-to-end tests in: TIDEMARK_ELECTRON, else the installed runtime, else null. Throws when the first names nothing. */
export function findElectron(env = process.env) {
  const own = env.TIDEMARK_ELECTRON;
  if (!own) return electronPath(root) ?? null;
  const path = resolve(root, own);
  if (!existsSync(path)) throw new Error(`TIDEMARK_ELECTRON names ${path}, which is not there`);
  return path;
}
