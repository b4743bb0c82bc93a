// Who may import whom, as docs/architecture.md draws it. Paths are relative to the repository, without extension.

const whatAHostNeeds = [
  "electron/core/ports",
  "electron/core/use-cases",
  "electron/operations",
  "electron/handlers",
  "electron/interface-files",
];

/** A folder or file may import itself, what `may` names, and installed packages but those that `owned` gives to somebody else. */
export const zones = [
  { zone: "shared", may: [], packages: ["zod", "@orpc/contract"] },
  { zone: "renderer", may: ["shared"], packages: "browser" },
  { zone: "electron/core", may: ["shared", "electron/operations"] },
  { zone: "electron/operations", may: ["shared"] },
  { zone: "electron/catalogue", may: ["shared", "electron/core/ports", "electron/core/recording-ports"] },
  { zone: "electron/docker", may: ["shared", "assets", "electron/core/ports", "electron/core/recording-ports"] },
  {
    zone: "electron/store",
    may: ["shared", "electron/core/ports", "electron/core/recording-ports", "electron/docker"],
  },
  {
    zone: "electron/database",
    may: ["shared", "electron/core/ports", "electron/core/recording-ports", "electron/core/log-item"],
  },
  { zone: "electron/recording", may: ["shared", "electron/core"] },
  { zone: "electron/routing", may: ["shared", "assets", "electron/core/ports"] },
  {
    zone: "electron/wordpress",
    may: ["shared", "assets", "electron/core/ports", "electron/core/recording-ports", "electron/core/log-item"],
  },
  { zone: "electron/host", may: ["shared", ...whatAHostNeeds] },
  { zone: "electron/desktop", may: ["shared", "assets", ...whatAHostNeeds] },
  {
    zone: "electron/app",
    may: [
      "shared",
      "assets",
      "electron/core",
      "electron/operations",
      "electron/catalogue",
      "electron/recording",
      "electron/docker",
      "electron/store",
      "electron/database",
      "electron/routing",
      "electron/wordpress",
    ],
  },
  { zone: "electron", may: ["shared", "electron", "package.json"] },
  { zone: "e2e", may: ["shared", "assets", "scripts"] },
  // The real host and handlers over made-up data.
  { zone: "e2e/fixtures/made-up", may: ["shared", "electron/host", "electron/core/use-cases"] },
  { zone: "bench", may: ["shared", "electron", "e2e", "scripts"] },
];

/** Packages that only some may import. */
export const owned = {
  dockerode: ["electron/docker"],
  electron: ["electron/desktop", "electron/main", "electron/preload"],
  "electron-updater": ["electron/desktop"],
  mysql2: ["electron/database"],
  "node:sqlite": ["electron/catalogue", "electron/data-folder"],
  ws: ["electron/host"],
  react: ["renderer"],
};

/** Tests and what they share may reach across their half of the program, never into the other half. */
const isTest = (path) =>
  /\.test$|\.integration\.test$|\/testing$|\/fixtures?(\/|$)|^electron\/store\/contract\//.test(path);

const within = (path, folder) => path === folder || path.startsWith(`${folder}/`);
const packageOf = (name) => (name.startsWith("@") ? name.split("/").slice(0, 2).join("/") : name.split("/")[0]);
const zoneOf = (path) =>
  zones.filter(({ zone }) => within(path, zone)).sort((a, b) => b.zone.length - a.zone.length)[0];

/**
 * Why an import is forbidden, or null. `from` is the importing file, `target` a path in the repository or
 * `{ name }` of a package; `serverPackages` are those the interface can't have.
 */
export function judge(from, target, serverPackages = []) {
  const zone = zoneOf(from);
  if (zone === undefined) return null;
  if (typeof target === "object") return judgePackage(from, zone, target.name, serverPackages);
  if (within(target, zone.zone) && zone.zone !== "electron") return null;
  const may =
    isTest(from) && zone.zone.startsWith("electron") ? ["shared", "electron", "assets", "package.json"] : zone.may;
  if (may.some((allowed) => within(target, allowed))) return null;
  if (isTest(from) && within(target, "e2e/fixtures")) return null;
  return `${zone.zone} may not import ${target} (allowed: itself${may.map((name) => `, ${name}`).join("")})`;
}

function judgePackage(from, { zone, packages }, name, serverPackages) {
  const builtin = name.startsWith("node:");
  if (isTest(from) || zone === "e2e" || zone === "bench") return null;
  const owners = owned[builtin ? name : packageOf(name)];
  if (owners !== undefined && !owners.some((owner) => within(from, owner)))
    return `only ${owners.join(", ")} may import ${name}`;
  if (Array.isArray(packages) && !packages.includes(packageOf(name))) return `${zone} may not import ${name}`;
  if (packages === "browser" && (builtin || serverPackages.includes(packageOf(name))))
    return `${zone} runs in a browser and can't import ${name}`;
  return null;
}
