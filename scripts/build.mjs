// npm run build [-- --if-changed]: the interface, both hosts and the preload, into out/.
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

const bundles = [
  { configFile: path("renderer/vite.config.ts"), logLevel: "warn" },
  hostBundle("electron/main.ts", "main"),
  // A sandboxed preload can only be CommonJS.
  hostBundle("electron/preload.ts", "preload", { format: "cjs", extension: "cjs" }),
  hostBundle("electron/serve.ts", "serve"),
];

export async function buildAll() {
  const hash = hashSources(root);
  // A build that breaks off must not be taken for the one before it.
  rmSync(path("out", "built-from"), { force: true });
  for (const bundle of bundles) await build(bundle);
  markBuilt(root, hash);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const ifChanged = process.argv.includes("--if-changed");
  if (!ifChanged || !isBuilt(root, hashSources(root))) await buildAll();
}
