import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { z } from "zod";
import type { InterfaceBench } from "./rows";

/** Built by scripts/bench.mjs, as `npm run build` builds it. */
export const interfaceFolder = path.resolve("out/bench/renderer");
const assetsFolder = path.join(interfaceFolder, "assets");

/** Bytes of minified script by the package they come from, `ours` for our own; written by scripts/bench.mjs. */
const Origins = z.record(z.string(), z.number());
const originsFile = path.resolve("out/bench/renderer-origins.json");

/** What the first page loads, and all there is, as it would come over a wire: gzipped, in units of 1,000 bytes. */
export async function measureBundles(bench: InterfaceBench): Promise<void> {
  const all = readdirSync(assetsFolder);
  const first = namedInPage();
  for (const kind of ["js", "css"] as const) {
    bench.record(`bundle/first/${kind}`, "KB", weigh(first, kind));
    bench.record(`bundle/all/${kind}`, "KB", weigh(all, kind));
  }
  const chunks = all.filter((name) => name.endsWith(".js")).map((name) => [name, weigh([name], "js")] as const);
  bench.note("chunks, gzipped", largest(chunks));
  const origins = Object.entries(Origins.parse(JSON.parse(readFileSync(originsFile, "utf8"))));
  bench.note("script before gzip, by origin", largest(origins.map(([name, bytes]) => [name, bytes / 1000])));
}

/** The scripts and styles the page itself names: its entry and, as preloads, whatever that imports at once. */
function namedInPage(): readonly string[] {
  const html = readFileSync(path.join(interfaceFolder, "index.html"), "utf8");
  return [...html.matchAll(/(?:src|href)="\.\/assets\/([^"]+)"/g)].flatMap(([, name]) => name ?? []);
}

function weigh(names: readonly string[], kind: "js" | "css"): number {
  const files = names.filter((name) => name.endsWith(`.${kind}`)).map((name) => path.join(assetsFolder, name));
  return files.reduce((sum, file) => sum + gzipSync(readFileSync(file)).length, 0) / 1000;
}

function largest(sizes: readonly (readonly [name: string, kilobytes: number])[]): string {
  return sizes
    .toSorted((a, b) => b[1] - a[1])
    .slice(0, 12)
    .map(([name, kilobytes]) => `${name} ${kilobytes.toFixed(1)} KB`)
    .join(", ");
}
