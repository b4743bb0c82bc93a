import { spawn } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/**
 * Opens the address in an app window of `browser`, or in the default browser without one. The address carries the key to the host,
 * and every user of a machine can read the arguments of every process: the browser gets a page of ours that only we may read,
 * and that page leads on. Returns at once; a browser that does not come up is said on the console, since the address stands there, too.
 */
export function openWindow(address, { root, browser }) {
  const page = pathToFileURL(writeLeadPage(address, join(root, "out"))).href;
  const [command, args] = browser === undefined ? defaultBrowser(page) : [browser, appWindow(page, root)];
  const child = spawn(command, args, { detached: true, stdio: "ignore" });
  child.on("error", (error) =>
    console.error(`The browser could not be opened (${error.message}). Open the address above yourself.`),
  );
  child.unref();
}

function writeLeadPage(address, folder) {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, "open.html");
  rmSync(file, { force: true });
  const target = JSON.stringify(address).replaceAll("<", "\\u003c");
  writeFileSync(file, `<!doctype html><title>Tidemark</title><script>location.replace(${target})</script>\n`, {
    mode: 0o600,
    flag: "wx",
  });
  return file;
}

function appWindow(page, root) {
  const sandbox = process.platform === "linux" && process.getuid() === 0 ? ["--no-sandbox"] : [];
  // A profile of its own, so that the window is not one more tab of a browser that is already open.
  return [
    ...sandbox,
    `--user-data-dir=${join(root, ".cache", "window")}`,
    "--no-first-run",
    "--no-default-browser-check",
    `--app=${page}`,
  ];
}

function defaultBrowser(page) {
  if (process.platform === "darwin") return ["open", [page]];
  if (process.platform === "win32") return ["rundll32", ["url.dll,FileProtocolHandler", page]];
  return ["xdg-open", [page]];
}
