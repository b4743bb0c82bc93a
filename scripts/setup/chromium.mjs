import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { step } from "../run.mjs";
import { hasApt, installPackages, rootAccess } from "./apt.mjs";

const names = [
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
  "microsoft-edge",
  "microsoft-edge-stable",
];

/** The path of an installed Chromium, Chrome or Edge, or undefined. TIDEMARK_CHROMIUM names another one. */
export function findChromium({ platform = process.platform, env = process.env, exists = existsSync } = {}) {
  if (env.TIDEMARK_CHROMIUM) return env.TIDEMARK_CHROMIUM;
  return candidates(platform, env).find((path) => exists(path));
}

function candidates(platform, env) {
  if (platform === "darwin") {
    const apps = ["Google Chrome", "Chromium", "Microsoft Edge", "Brave Browser"];
    return ["/Applications", `${env.HOME}/Applications`].flatMap((folder) =>
      apps.map((app) => `${folder}/${app}.app/Contents/MacOS/${app}`),
    );
  }
  if (platform === "win32") {
    const folders = [env.PROGRAMFILES, env["PROGRAMFILES(X86)"], env.LOCALAPPDATA].filter(Boolean);
    const programs = [
      "Google\\Chrome\\Application\\chrome.exe",
      "Microsoft\\Edge\\Application\\msedge.exe",
      "Chromium\\Application\\chrome.exe",
    ];
    return folders.flatMap((folder) => programs.map((program) => `${folder}\\${program}`));
  }
  const folders = ["/usr/bin", "/snap/bin", ...(env.PATH ?? "").split(delimiter).filter(Boolean)];
  return names.flatMap((name) => folders.map((folder) => join(folder, name)));
}

/** Returns { ready, message }. */
export async function ensureChromium(agree) {
  const installable = process.platform === "linux" && hasApt();
  if (
    findChromium() === undefined &&
    installable &&
    (await rootAccess()) !== "none" &&
    (await agree("install Chromium with apt-get"))
  ) {
    await step("installing Chromium", () => installPackages(["chromium"]));
  }
  const path = findChromium();
  if (path !== undefined) return { ready: true, message: `Browser for tests: ${path}` };
  return {
    ready: false,
    message:
      "The tests need a browser: install Chromium, Chrome or Edge (Debian: sudo apt-get install chromium), or name one by TIDEMARK_CHROMIUM.",
  };
}
