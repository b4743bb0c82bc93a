// npm start [-- --serve] [--port N] [--dev]: builds what changed, then opens Tidemark in Electron, in an app window or as an address.
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { ended, runNode24, spawnNode24 } from "./node24.mjs";
import { seconds } from "./run.mjs";
import { addDockerToPath } from "./setup/engine.mjs";
import { findChromium } from "./setup/chromium.mjs";
import { hashSources, isBuilt } from "./start/build-state.mjs";
import { chooseHost, hasDisplay, readAddress, readStartArguments } from "./start/choose-host.mjs";
import { electronPath, fetchElectron, isFetchable, runElectron } from "./start/electron.mjs";
import { openWindow } from "./start/open-window.mjs";

const root = fileURLToPath(new URL("../", import.meta.url));

async function buildIfNeeded() {
  if (isBuilt(root, hashSources(root))) return;
  const since = Date.now();
  console.log("• building ...");
  const status = await runNode24("scripts/build.mjs");
  if (status !== 0) throw new Error(`the build failed (status ${status})`);
  console.log(`  done in ${seconds(since)}`);
}

function chooseHere(serve, fetched) {
  const electron = electronPath(root) ? "here" : isFetchable(root) && !fetched ? "fetchable" : "absent";
  return chooseHost({ serve, electron, display: hasDisplay(process.platform, process.env), browser: findChromium() });
}

/** Runs the loopback host until it ends; `onAddress` gets the address it prints. */
function serve({ port, rest }, onAddress) {
  const args = [...(port === undefined ? [] : ["--port", String(port)]), ...rest];
  const host = spawnNode24("out/serve/serve.js", args, { stdio: ["inherit", "pipe", "inherit"] });
  let address;
  createInterface({ input: host.stdout }).on("line", (line) => {
    console.log(line);
    if (address !== undefined) return;
    address = readAddress(line);
    if (address !== undefined) onAddress(address);
  });
  return ended(host);
}

async function start() {
  const options = readStartArguments(process.argv.slice(2));
  addDockerToPath();
  if (options.dev) return runNode24("scripts/start/dev.mjs", process.argv.slice(2));
  await buildIfNeeded();
  let host = chooseHere(options.serve, false);
  if (host.kind === "fetch-electron") {
    await fetchElectron(root);
    host = chooseHere(options.serve, true);
    if (host.kind !== "electron") console.log("Electron is not to be had here; the same interface opens in a browser.");
  }
  if (host.kind === "electron") return runElectron(electronPath(root), root, options.rest);
  return serve(options, (address) => {
    if (host.kind === "address")
      console.log(
        options.serve
          ? "Open this address in a browser. Ctrl+C stops Tidemark."
          : "No screen here: open this address in a browser. Ctrl+C stops Tidemark.",
      );
    else {
      console.log("Ctrl+C stops Tidemark.");
      openWindow(address, { root, browser: host.browser });
    }
  });
}

try {
  process.exitCode = await start();
} catch (error) {
  console.error(`Tidemark could not start: ${error.message}`);
  process.exitCode = 1;
}
