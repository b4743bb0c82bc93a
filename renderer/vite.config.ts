import { fileURLToPath } from "node:url";
import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const folder = (path: string) => fileURLToPath(new URL(path, import.meta.url));

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
  },
});
