import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { request } from "node:https";
import { join } from "node:path";
import { ended, nodeEnvironment } from "../node24.mjs";
import { run } from "../run.mjs";

/** The Electron program's path, or undefined while its runtime is missing. ELECTRON_OVERRIDE_DIST_PATH names another folder of it. */
export function electronPath(root) {
  const folder = join(root, "node_modules", "electron");
  const pathFile = join(folder, "path.txt");
  const name = existsSync(pathFile) ? readFileSync(pathFile, "utf8").trim() : undefined;
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  const path = override ? join(override, name ?? "electron") : name && join(folder, "dist", name);
  return path && existsSync(path) ? path : undefined;
}

export const isFetchable = (root) => existsSync(join(root, "node_modules", "electron", "install.js"));

/** Tries to fetch the runtime, for a minute at most and only if the place it comes from answers. Resolves to its path or undefined. */
export async function fetchElectron(root) {
  const mirror = process.env.ELECTRON_MIRROR || process.env.npm_config_electron_mirror || "https://github.com/";
  if (!process.env.HTTPS_PROXY && !process.env.https_proxy && !(await answers(mirror, 3000))) return undefined;
  console.log("• fetching the Electron runtime (once, a minute at most) ...");
  await run(process.execPath, [join(root, "node_modules", "electron", "install.js")], {
    cwd: root,
    show: true,
    timeoutMs: 60_000,
  });
  return electronPath(root);
}

function answers(address, timeoutMs) {
  return new Promise((resolve) => {
    const call = request(address, { method: "HEAD" }, (response) => (response.resume(), resolve(true)));
    const limit = setTimeout(() => call.destroy(), timeoutMs);
    call.on("error", () => resolve(false));
    call.on("close", () => (clearTimeout(limit), resolve(false)));
    call.end();
  });
}

/** Runs the app in Electron and waits for its end. Root has no sandbox on Linux. */
export function runElectron(path, root, args) {
  const sandbox = process.platform === "linux" && process.getuid() === 0 ? ["--no-sandbox"] : [];
  return ended(spawn(path, [...sandbox, root, ...args], { stdio: "inherit", cwd: root, env: nodeEnvironment() }));
}
