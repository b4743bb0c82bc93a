// Runs a script, or a program of an installed package, with Node 24: node scripts/node24.mjs <script or program> [args...]
import { spawn } from "node:child_process";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { constants } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { nodeEnvironment, nodePath } from "./setup/node24.mjs";

export { nodeEnvironment, nodePath };

const passed = ["SIGINT", "SIGTERM", "SIGHUP"];
const root = fileURLToPath(new URL("../", import.meta.url));

/** Starts `target` with our Node in the repository's folder; options as for spawn. `target` is a path, or a program's name such as `vitest`. */
export function spawnNode24(target, args = [], { env, nodeArgs = [], ...options } = {}) {
  return spawn(nodePath(), [...nodeArgs, programPath(target), ...args], {
    stdio: "inherit",
    cwd: root,
    ...options,
    env: nodeEnvironment({ ...process.env, ...env }),
  });
}

/** As spawnNode24, and waits. Resolves to its exit status. */
export const runNode24 = (target, args = [], options = {}) => ended(spawnNode24(target, args, options));

/** Waits for a child's end and resolves to its exit status; signals to us are passed on, so that it can end in order. */
export function ended(child) {
  return new Promise((resolve, reject) => {
    // Ctrl+C in a terminal reaches the child by itself; twice would mean something else to it.
    const pass = (signal) => (signal === "SIGINT" && process.stdin.isTTY ? undefined : child.kill(signal));
    for (const signal of passed) process.on(signal, pass);
    child.on("error", reject);
    child.on("close", (code, signal) => {
      for (const name of passed) process.off(name, pass);
      resolve(code ?? 128 + constants.signals[signal]);
    });
  });
}

/** The file to give to Node: npm's own links to programs are shell scripts on Windows, so packages are asked instead. */
export function programPath(target) {
  if (existsSync(join(root, target))) return join(root, target);
  if (existsSync(target)) return target;
  const modules = join(root, "node_modules");
  const scoped = readdirSync(modules)
    .filter((name) => name.startsWith("@"))
    .flatMap((scope) => readdirSync(join(modules, scope)).map((name) => join(scope, name)));
  for (const name of [target, ...scoped]) {
    const manifest = join(modules, name, "package.json");
    if (!existsSync(manifest)) continue;
    const { bin } = JSON.parse(readFileSync(manifest, "utf8"));
    const file = typeof bin === "string" ? (name.split(/[\\/]/).pop() === target ? bin : undefined) : bin?.[target];
    if (file !== undefined) return join(modules, name, file);
  }
  throw new Error(`no script and no installed program is called ${target}`);
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [target, ...args] = process.argv.slice(2);
  if (target === undefined) throw new Error("usage: node scripts/node24.mjs <script or program> [args...]");
  process.exitCode = await runNode24(target, args, { cwd: process.cwd() });
}
