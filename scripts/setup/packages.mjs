import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { mustRun, step } from "../run.mjs";

/** Installs the npm packages of package-lock.json if what is in node_modules is something else. */
export async function ensurePackages(root) {
  const locked = readJson(join(root, "package-lock.json"));
  const installed = readJson(join(root, "node_modules", ".package-lock.json"));
  if (locked !== undefined && packagesAreCurrent(locked, installed)) return;
  await step("installing npm packages", () => installPackages(root));
}

/**
 * `npm ci`, or, where npm calls the lock file incomplete, an installation that keeps to it and leaves it as it is. npm from 11.16 on
 * does that to its own lock file if a package for some other system is not in the registry (github.com/npm/cli/issues/9846).
 */
async function installPackages(root) {
  // Electron's own download would fail the whole installation where only the registry can be reached; starting tries it later.
  const options = { cwd: root, timeoutMs: 20 * 60_000, env: { ELECTRON_SKIP_BINARY_DOWNLOAD: "1" } };
  // No package of ours needs its scripts. Not in .npmrc: there it would keep npm from running our own prestart and pretest, too.
  const common = ["--include=dev", "--no-audit", "--no-fund", "--ignore-scripts"];
  try {
    await npm(["ci", ...common], options);
  } catch (error) {
    if (!error.output?.includes("EUSAGE")) throw error;
    await npm(["install", "--no-save", ...common], options);
  }
}

/**
 * Whether every package of the lock file is installed in its version. npm keeps a record of what it installed inside node_modules.
 * Packages for another system or processor, and optional ones, may be absent.
 */
export function packagesAreCurrent(locked, installed) {
  if (installed?.packages === undefined) return false;
  return Object.entries(locked.packages ?? {}).every(([path, wanted]) => {
    if (path === "" || wanted.link) return true;
    const have = installed.packages[path];
    if (have === undefined) return Boolean(wanted.optional || wanted.devOptional || wanted.os || wanted.cpu);
    return have.version === wanted.version && have.integrity === wanted.integrity;
  });
}

/** npm as the one that called us, or else the one in PATH. */
export function npm(args, options) {
  const script = process.env.npm_execpath;
  if (script?.endsWith(".js") && existsSync(script)) return mustRun(process.execPath, [script, ...args], options);
  // Windows can start a .cmd file only through a shell; `args` are our own words and paths.
  return process.platform === "win32"
    ? mustRun("cmd", ["/d", "/c", "npm", ...args], options)
    : mustRun("npm", args, options);
}

function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    if (error.code === "ENOENT" || error instanceof SyntaxError) return undefined;
    throw error;
  }
}
