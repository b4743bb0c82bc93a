// npm run build [-- --if-changed | renderer main preload serve]: the interface, both hosts and the preload, into out/.
import { rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "vite";
import { hashSources, isBuilt, markBuilt } from "./start/build-state.mjs";

const root = fileURLToPath(new URL("../", import.meta.url));
const path = (...parts) => join(root, ...parts);

/** A bundle that Node or Electron runs. Installed packages stay where they are; only our own sources are bundled. */
function hostBundle(entry, folder, { format = "es", extension = "js" } = {}) {
  return {
    configFile: false,
    root,
    logLevel: "warn",
    publicDir: false,
    ssr: { external: ["electron"] },
    build: {
      ssr: path(entry),
      outDir: path("out", folder),
      emptyOutDir: true,
      target: "node24",
      sourcemap: true,
      minify: false,
      rolldownOptions: {
        output: { format, entryFileNames: `[name].${extension}`, chunkFileNames: `[name]-[hash].${extension}` },
      },
    },
  };
}

const bundles = {
  // The interface comes from this machine: one chunk loads as fast as many.
  renderer: { configFile: path("renderer/vite.config.ts"), logLevel: "warn", build: { chunkSizeWarningLimit: 2000 } },
  main: hostBundle("electron/main.ts", "main"),
  // A sandboxed preload can only be CommonJS.
  preload: hostBundle("electron/preload.ts", "preload", { format: "cjs", extension: "cjs" }),
  serve: hostBundle("electron/serve.ts", "serve"),
};

export async function buildAll() {
  const hash = hashSources(root);
  // A build that breaks off must not be taken for the one before it.
  rmSync(path("out", "built-from"), { force: true });
  for (const bundle of Object.values(bundles)) await build(bundle);
  markBuilt(root, hash);
}

async function main(args) {
  const names = args.filter((name) => !name.startsWith("--"));
  for (const name of names) await build(bundles[name]);
  if (names.length > 0) return;
  if (!args.includes("--if-changed") || !isBuilt(root, hashSources(root))) await buildAll();
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) await main(process.argv.slice(2));
