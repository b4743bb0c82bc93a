import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { join, resolve } from "node:path";

/** Where Electron's distribution can be found on a machine, and whether what is there is one. */

const programs = { darwin: "Electron.app/Contents/MacOS/Electron", win32: "electron.exe" };
export const programOf = (platform) => programs[platform] ?? "electron";

export const electronVersion = (root) =>
  JSON.parse(readFileSync(join(root, "node_modules", "electron", "package.json"), "utf8")).version;

/** Where Electron's own installer keeps what it fetched: one folder per address, one zip in each. */
export function cacheFolder(platform, env, home = homedir()) {
  if (env.electron_config_cache) return env.electron_config_cache;
  if (platform === "darwin") return join(home, "Library", "Caches", "electron");
  if (platform === "win32") return join(env.LOCALAPPDATA ?? join(home, "AppData", "Local"), "electron", "Cache");
  return join(env.XDG_CACHE_HOME ?? join(home, ".cache"), "electron");
}

export function cachedZip(folder, { version, platform, arch }) {
  const name = `electron-v${version}-${platform}-${arch}.zip`;
  if (!existsSync(folder)) return undefined;
  const places = [folder, ...readdirSync(folder).map((entry) => join(folder, entry))];
  return places.map((place) => join(place, name)).find(existsSync);
}

/** Why a place is no distribution of this version for this system, or null when it is one. A zip is believed until it is unpacked. */
export function whyNot(place, { version, platform }) {
  if (!existsSync(place)) return `${place} is not there`;
  if (!statSync(place).isDirectory()) return place.endsWith(".zip") ? null : `${place} is neither a folder nor a zip`;
  const program = join(place, programOf(platform));
  if (!existsSync(program)) return `${place} has no ${programOf(platform)}`;
  const versionFile = join(place, "version");
  if (!existsSync(versionFile)) return `${place} has no file "version", so it is not Electron's own distribution`;
  const found = readFileSync(versionFile, "utf8").trim().replace(/^v/, "");
  return found === version ? null : `${place} is Electron ${found}; Tidemark is made for ${version}`;
}

/**
 * The distribution to pack with: what was named (`named` says so, and then nothing else is tried), what is installed, what is cached.
 * Resolves to `{ place }` or `{ why }`, one reason per place looked at.
 */
export function findDistribution(root, { named, env = process.env, platform = process.platform, arch = process.arch }) {
  const wanted = { version: electronVersion(root), platform, arch };
  const own = named ?? (env.ELECTRON_OVERRIDE_DIST_PATH || undefined);
  const places =
    own === undefined
      ? [join(root, "node_modules", "electron", "dist"), cachedZip(cacheFolder(platform, env), wanted)]
      : [resolve(root, own)];
  const looked = places.filter((place) => place !== undefined).map((place) => ({ place, why: whyNot(place, wanted) }));
  const found = looked.find(({ why }) => why === null);
  return found === undefined ? { why: looked.map(({ why }) => why) } : { place: found.place };
}

/** What to do where there is none. Says the exact names, so that a machine without a network can be given it by hand. */
export function howToGetOne(root, why, { platform = process.platform, arch = process.arch } = {}) {
  const version = electronVersion(root);
  const zip = `electron-v${version}-${platform}-${arch}.zip`;
  return [
    `Packing needs Electron ${version} for this system, and it could not be fetched from here.`,
    ...why.map((reason) => `  - ${reason}`),
    "Any one of these helps; then run npm run package again:",
    "  - connect to the internet (or set ELECTRON_MIRROR to a mirror that can be reached)",
    `  - bring ${zip} from https://github.com/electron/electron/releases/tag/v${version} and name it:`,
    `      npm run package -- --electron-dist <folder>/${zip}`,
    "  - name a folder it was unpacked into, by --electron-dist or ELECTRON_OVERRIDE_DIST_PATH",
    "Until then npm start opens the same interface in a browser.",
  ].join("\n");
}
