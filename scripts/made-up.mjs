// node scripts/node24.mjs scripts/made-up.mjs [<scene>] [--theme dark] [--size 900x600] [--picture <file.png>] [--port <port>] [--headed]
// Plays a scene of made-up data (e2e/fixtures/made-up/scenes.ts; without a name: lists them) in the real built interface, no
// Docker needed. With --picture: a screenshot. Otherwise prints an address to open; its data is of 12 March 2026, but
// only --picture and --headed, a browser of its own, also set the page's clock to that day.
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { chromium } from "@playwright/test";
import { createServer } from "vite";
import { runNode24 } from "./node24.mjs";
import { findChromium } from "./setup/chromium.mjs";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    theme: { type: "string", default: "light" },
    size: { type: "string", default: "1280x800" },
    picture: { type: "string" },
    port: { type: "string", default: "0" },
    headed: { type: "boolean", default: false },
  },
});

if ((await runNode24("scripts/build.mjs", ["--if-changed"])) !== 0) throw new Error("the build failed");
const vite = await createServer({
  configFile: false,
  root: fileURLToPath(new URL("../", import.meta.url)),
  server: { middlewareMode: true, watch: null, hmr: false, ws: false },
  optimizeDeps: { noDiscovery: true },
  appType: "custom",
  logLevel: "error",
});
const load = (name) => vite.ssrLoadModule(`/e2e/fixtures/made-up/${name}.ts`);
const { scenes } = await load("scenes");
const [name] = positionals;
const scene = scenes[name];

if (scene === undefined) {
  console.log(Object.keys(scenes).join("\n"));
} else if (values.picture === undefined && !values.headed) {
  const { openMadeUpHost } = await load("host");
  const host = await openMadeUpHost(scene.world, Number(values.port));
  console.log(`${host.address}\nthen ${new URL(host.address).origin}/${scene.at}`);
  await new Promise((end) => process.once("SIGINT", end).once("SIGTERM", end));
  await host.close();
} else {
  const { openStage } = await load("stage");
  const [width, height] = values.size.split("x").map(Number);
  const args = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  const browser = await chromium.launch({ executablePath: findChromium(), args, headless: !values.headed });
  const stage = await openStage(browser, values.theme, { viewport: { width, height } });
  await stage.play(scene);
  if (values.picture === undefined) await new Promise((end) => browser.once("disconnected", end));
  else await stage.page.screenshot({ path: resolve(values.picture) });
  if (browser.isConnected()) await stage.close();
  await browser.close();
}
await vite.close();
