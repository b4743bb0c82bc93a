// Builds the benchmark into out/bench, and for the interface's the interface itself: whatever is in out/renderer may be of other sources.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";

const root = fileURLToPath(new URL("../../", import.meta.url));
const out = join(root, "out", "bench");

await build({
  configFile: false,
  root,
  logLevel: "warn",
  publicDir: false,
  build: {
    ssr: true,
    outDir: out,
    emptyOutDir: true,
    target: "node24",
    minify: false,
    rolldownOptions: {
      input: {
        run: join(root, "bench/run.ts"),
        interface: join(root, "bench/interface/run.ts"),
        host: join(root, "bench/interface/host/host.ts"),
        judge: join(root, "bench/judge.ts"),
      },
      output: { entryFileNames: "[name].js", chunkFileNames: "[name]-[hash].js" },
    },
  },
});

if (process.argv.includes("--with-interface")) {
  const { output } = await build({
    configFile: join(root, "renderer/vite.config.ts"),
    logLevel: "error",
    build: { outDir: join(out, "renderer"), emptyOutDir: true },
  });
  writeFileSync(join(out, "renderer-origins.json"), JSON.stringify(origins(output)));
}

/** Bytes of script by the package they come from, before they are minified; our own by folder. */
function origins(output) {
  const bytes = {};
  for (const [id, { renderedLength }] of output.flatMap((chunk) => Object.entries(chunk.modules ?? {}))) {
    const name =
      id.match(/node_modules\/((?:@[^/]+\/)?[^/]+)/)?.[1] ?? id.replace(root, "").split("/").slice(0, 2).join("/");
    bytes[name] = (bytes[name] ?? 0) + renderedLength;
  }
  return bytes;
}
