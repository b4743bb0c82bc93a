import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const sources = [
  "shared",
  "electron",
  "renderer",
  "assets",
  "scripts/build.mjs",
  "package.json",
  "package-lock.json",
  "tsconfig.json",
  "vite.config.ts",
];
const outputs = ["out/main/main.js", "out/preload/preload.cjs", "out/serve/serve.js", "out/renderer/index.html"];
const stampFile = join("out", "built-from");

/** A hash over names and contents of everything a build is made from. */
export function hashSources(root) {
  const hash = createHash("sha256");
  for (const source of [
    ...sources,
    ...readdirSync(root).filter((name) => /^vite\..*config/.test(name) && !sources.includes(name)),
  ])
    addTo(hash, root, source);
  return hash.digest("hex");
}

function addTo(hash, root, path) {
  const full = join(root, path);
  if (!existsSync(full)) return;
  let names;
  try {
    names = readdirSync(full).sort();
  } catch (error) {
    if (error.code !== "ENOTDIR") throw error;
    hash.update(`\0${path}\0`).update(readFileSync(full));
    return;
  }
  for (const name of names) if (!/\.test\.|^node_modules$/.test(name)) addTo(hash, root, join(path, name));
}

/** Whether `out/` was built from sources with this hash. */
export function isBuilt(root, hash) {
  const stamp = join(root, stampFile);
  return (
    existsSync(stamp) &&
    readFileSync(stamp, "utf8") === hash &&
    outputs.every((output) => existsSync(join(root, output)))
  );
}

/** Remembers what `out/` was built from. Call only after a build that succeeded, with the hash taken before it. */
export function markBuilt(root, hash) {
  mkdirSync(join(root, "out"), { recursive: true });
  const stamp = join(root, stampFile);
  writeFileSync(`${stamp}.new`, hash);
  renameSync(`${stamp}.new`, stamp);
}
