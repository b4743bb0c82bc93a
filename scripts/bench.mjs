// npm run bench [-- ids] [--samples N] [--quick]: builds the benchmark, measures, then judges what was measured in a process apart.
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";
import { runNode24 } from "./node24.mjs";

const root = fileURLToPath(new URL("../", import.meta.url));
const args = process.argv.slice(2);

await build({
  configFile: false,
  root,
  logLevel: "warn",
  publicDir: false,
  build: {
    ssr: true,
    outDir: join(root, "out", "bench"),
    emptyOutDir: true,
    target: "node24",
    minify: false,
    rolldownOptions: {
      input: { run: join(root, "bench/run.ts"), judge: join(root, "bench/judge.ts") },
      output: { entryFileNames: "[name].js", chunkFileNames: "[name]-[hash].js" },
    },
  },
});
const measured = await runNode24("out/bench/run.js", args);
if (measured !== 0) console.error("Measuring broke off: some of what follows is of an earlier run.");
const judged = await runNode24("out/bench/judge.js", args.includes("--quick") ? ["--quick"] : []);
process.exitCode = measured || judged;
