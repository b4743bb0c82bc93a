// npm run dev [-- --port N]: as npm start -- --serve, and after each change of a source builds what it belongs to. Runs with Node 24.
import { createInterface } from "node:readline";
import { watch } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { ended, runNode24, spawnNode24 } from "../node24.mjs";
import { seconds } from "../run.mjs";
import { bundlesFor, readAddress, readStartArguments } from "./choose-host.mjs";

const root = fileURLToPath(new URL("../../", import.meta.url));
const options = readStartArguments(process.argv.slice(2));

/** Bundles that have to be built again; `wake` ends the wait for some. */
const stale = new Set();
let wake = () => undefined;

for (const folder of ["shared", "electron", "renderer", "assets"]) {
  watch(join(root, folder), { recursive: true }, (_event, name) => {
    for (const bundle of bundlesFor(folder, name ?? "")) stale.add(bundle);
    if (stale.size > 0) wake();
  });
}

/** A host stays on the port it got first, so that the tab in the browser goes on working as far as its key allows. */
let port = options.port ?? 0;

function startHost() {
  const host = spawnNode24("out/serve/serve.js", ["--port", String(port), ...options.rest], {
    stdio: ["inherit", "pipe", "inherit"],
  });
  createInterface({ input: host.stdout }).on("line", (line) => {
    console.log(line);
    const address = readAddress(line);
    if (address !== undefined) port = Number(new URL(address).port);
  });
  return { host, over: ended(host) };
}

async function build(names) {
  const since = Date.now();
  const status = await runNode24("scripts/build.mjs", names);
  console.log(
    status === 0 ? `• built ${names.join(", ")} in ${seconds(since)}` : "• not built; waiting for the next change",
  );
  return status === 0;
}

const nextChange = () =>
  new Promise((resolve) => {
    // Editors save in several small steps; a moment of quiet ends them.
    let quiet;
    wake = () => {
      clearTimeout(quiet);
      quiet = setTimeout(resolve, 100);
    };
    if (stale.size > 0) wake();
  });

await build(["renderer", "serve"]);
let running = startHost();
for (;;) {
  const over = await Promise.race([nextChange().then(() => false), running.over.then(() => true)]);
  if (over) break;
  const names = [...stale];
  stale.clear();
  if (!(await build(names)) || !names.includes("serve")) continue;
  running.host.kill("SIGTERM");
  await running.over;
  running = startHost();
}
process.exit(await running.over);
