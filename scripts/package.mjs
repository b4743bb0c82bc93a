// npm run package: builds, then packs an unpacked app for this system into dist/. Says what it needs where it can't.
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { runNode24 } from "./node24.mjs";
import { electronPath, fetchElectron, isFetchable } from "./start/electron.mjs";

const root = fileURLToPath(new URL("../", import.meta.url));

async function main() {
  const runtime = electronPath(root) ?? (isFetchable(root) ? await fetchElectron(root) : undefined);
  if (runtime === undefined) {
    console.error(
      "Packing needs Electron's runtime, which is not on this machine and could not be fetched.\n" +
        "Connect to the internet, or put a copy of Electron's distribution in place and name its folder in\n" +
        "ELECTRON_OVERRIDE_DIST_PATH; then run npm run package again. Until then, npm start opens Tidemark in a browser.",
    );
    return 1;
  }
  const built = await runNode24("scripts/build.mjs", ["--if-changed"]);
  if (built !== 0) return built;
  const distribution = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(root, "node_modules", "electron", "dist");
  return runNode24("electron-builder", ["--dir", `--config.electronDist=${distribution}`, "--publish=never"]);
}

process.exitCode = await main();
