// Fails on an import that the architecture forbids: node scripts/check-imports.mjs
import { readdirSync, readFileSync } from "node:fs";
import { join, posix, relative, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parseSync } from "vite";
import { judge, zones } from "./check/import-rules.mjs";

const root = fileURLToPath(new URL("../", import.meta.url));
const source = /\.(ts|tsx|mts|mjs|js)$/;
// vite.config.ts and playwright.config.ts configure tools and are no part of the program.
const skipped = /\.d\.ts$|(^|\/)[\w-]+\.config\.ts$|^e2e\/images\//;

/** Every module a source text names, static or dynamic, with its line. */
export function importsOf(path, text) {
  const { module, errors } = parseSync(path, text);
  if (errors.length > 0) throw new Error(`${path}: ${errors[0].message}`);
  const lineAt = (offset) => text.slice(0, offset).split("\n").length;
  const named = [
    ...module.staticImports.map(({ moduleRequest }) => moduleRequest),
    ...module.staticExports.flatMap(({ entries }) => entries.map(({ moduleRequest }) => moduleRequest)),
  ].filter((request) => request !== null && request !== undefined);
  const found = named.map(({ value, start }) => ({ name: value, line: lineAt(start) }));
  for (const { moduleRequest } of module.dynamicImports) {
    const literal = /^["'](.*)["']$/.exec(text.slice(moduleRequest.start, moduleRequest.end));
    if (literal) found.push({ name: literal[1], line: lineAt(moduleRequest.start) });
  }
  return found;
}

/** `path:line: why` for every forbidden import of one file. */
export function forbiddenIn(path, text, serverPackages) {
  const from = path.replace(source, "");
  return importsOf(path, text).flatMap(({ name, line }) => {
    const target = name.startsWith(".")
      ? posix.join(posix.dirname(path), name).replace(/\.(ts|tsx|mjs|js)$/, "")
      : { name };
    const why = judge(from, target, serverPackages);
    return why === null ? [] : [`${path}:${line}: ${why}`];
  });
}

function* sourcesIn(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* sourcesIn(path);
    else if (source.test(entry.name)) yield relative(root, path).split(sep).join("/");
  }
}

export function checkImports() {
  const { dependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const serverPackages = Object.keys(dependencies).filter(
    (name) => name !== "zod" && !/^@orpc\/(client|contract|tanstack-query)$/.test(name),
  );
  const tops = [...new Set(zones.map(({ zone }) => zone.split("/")[0]))];
  const present = tops.filter((top) => readdirSync(root).includes(top));
  return present
    .flatMap((top) => [...sourcesIn(join(root, top))])
    .filter((path) => !skipped.test(path))
    .flatMap((path) => forbiddenIn(path, readFileSync(join(root, path), "utf8"), serverPackages));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const forbidden = checkImports();
  for (const line of forbidden) console.error(line);
  console.log(`imports: ${forbidden.length === 0 ? "as the architecture says" : `${forbidden.length} forbidden`}`);
  process.exitCode = forbidden.length === 0 ? 0 : 1;
}
