// npm run check: format, lint, types, who imports whom, and texts outside the catalogue. Seconds.
import { fileURLToPath, pathToFileURL } from "node:url";
import { nodeEnvironment, nodePath, programPath } from "./node24.mjs";
import { run, seconds } from "./run.mjs";

const root = fileURLToPath(new URL("../", import.meta.url));

const checks = [
  { name: "format", program: "biome", args: ["format", "."], help: "npm run format mends it" },
  { name: "lint", program: "oxlint", args: ["--type-aware", "--deny-warnings"] },
  { name: "types", program: "node_modules/typescript/bin/tsc", args: ["--noEmit", "-p", "."] },
  { name: "imports", program: "scripts/check-imports.mjs", args: [] },
  { name: "design", program: "scripts/check-design.mjs", args: [] },
  { name: "words", program: "scripts/check-words.mjs", args: [] },
];

/** Runs every check, also after one failed. Resolves to `{ name, ok }` of each. */
export async function runChecks() {
  const results = [];
  for (const { name, program, args, help } of checks) {
    const since = Date.now();
    const { status, stdout, stderr } = await run(nodePath(), [programPath(program), ...args], {
      cwd: root,
      env: nodeEnvironment(process.env),
    });
    const ok = status === 0;
    console.log(`${ok ? "✓" : "✗"} ${name} (${seconds(since)})`);
    if (!ok) console.log([stdout.trim(), stderr.trim(), help].filter(Boolean).join("\n"));
    results.push({ name, ok });
  }
  return results;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const results = await runChecks();
  process.exitCode = results.every(({ ok }) => ok) ? 0 : 1;
}
