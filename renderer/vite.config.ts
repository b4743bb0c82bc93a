import { fileURLToPath } from "node:url";
import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const folder = (path: string) => fileURLToPath(new URL(path, import.meta.url));

interface Modules {
  getModuleInfo(id: string): { readonly isEntry: boolean; readonly importers: readonly string[] } | null;
}

/**
 * Everything the first page imports at once is one chunk. Left alone, the bundler makes a chunk of whatever else two later
 * pages have in common, twenty of them, and the first page waits for each.
 */
function firstPage(id: string, modules: Modules): string | null {
  return isImportedAtOnce(id, modules, new Set()) ? "first" : null;
}

function isImportedAtOnce(id: string, modules: Modules, seen: Set<string>): boolean {
  if (seen.has(id)) return false;
  seen.add(id);
  const info = modules.getModuleInfo(id);
  return info !== null && (info.isEntry || info.importers.some((each) => isImportedAtOnce(each, modules, seen)));
}

/** The interface: static files that both hosts serve, under any path, with no inline script and no eval. */
export default defineConfig({
  root: folder("."),
  base: "./",
  plugins: [react(), tailwindcss()],
  build: {
    outDir: folder("../out/renderer"),
    emptyOutDir: true,
    target: "es2024",
    // A data: font or image would need a looser content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // Half a megabyte is React and what every page is made of; it comes from this computer.
    chunkSizeWarningLimit: 1000,
    rolldownOptions: {
      output: { codeSplitting: { groups: [{ name: firstPage, debugName: "first page" }] } },
    },
  },
});
