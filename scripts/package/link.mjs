// node link.mjs <folder of a packed app>: loads its main process with everything it imports, with nothing behind `electron`. Ends with 0 if it all links.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { registerHooks } from "node:module";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const folder = resolve(process.argv[2]);
const main = join(folder, JSON.parse(readFileSync(join(folder, "package.json"), "utf8")).main);
const mainUrl = pathToFileURL(main).href;

/** The names the bundle imports of Electron; a module has to have each, or nothing is linked at all. */
const named = readdirSync(join(main, ".."))
  .filter((name) => name.endsWith(".js"))
  .map((name) => readFileSync(join(main, "..", name), "utf8"))
  .flatMap((text) => [...text.matchAll(/import\s*\{([^}]*)\}\s*from\s*["']electron["']/g)])
  .flatMap(([, names]) => names.split(",").map((name) => name.trim().split(/\s+as\s+/)[0]))
  .filter(Boolean);

/** Answers every call and every property with itself: what runs as the modules load finds something, and nothing ever is ready. */
const nothing = `
const nothing = new Proxy(function () {}, { get: (_, key) => (key === Symbol.toPrimitive ? () => "" : nothing), apply: () => nothing, construct: () => nothing, set: () => true });
export default nothing;
${[...new Set(named)].map((name) => `export const ${name} = nothing;`).join("\n")}`;

registerHooks({
  resolve(specifier, context, next) {
    if (specifier === "electron")
      return { url: `data:text/javascript,${encodeURIComponent(nothing)}`, format: "module", shortCircuit: true };
    // Packages are looked for from where the app looks for them.
    if (specifier.startsWith("packed:")) return next(specifier.slice(7), { ...context, parentURL: mainUrl });
    return next(specifier, context);
  },
});

await import(mainUrl);
const { dependencies } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
const packed = Object.keys(dependencies).filter((name) => existsSync(join(folder, "node_modules", name)));
for (const name of packed) await import(`packed:${name}`);
console.log(`linked: ${new Set(named).size} names of electron, ${packed.length} packages`);
process.exit(0);
