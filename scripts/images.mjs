// Makes sure that the images are there: node scripts/images.mjs [start|test|all] [--pull]
import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { buildStandIn, readMirror } from "./images/builders.mjs";
import { buildOrder, planImages, wantedImages } from "./images/plan.mjs";
import { readRecipes } from "./images/recipes.mjs";
import { registryAnswers } from "./images/registry.mjs";
import { mustRun, run, step } from "./run.mjs";

const catalogue = JSON.parse(readFileSync(new URL("../assets/images.json", import.meta.url), "utf8"));

/**
 * Pulls or builds what `purpose` (start, test, all) needs. Costs one call of Docker when nothing is missing. Official images that
 * are here are used as they are, then current stand-ins; `pull` asks a registry even where stand-ins would do.
 * Returns { done, missing }: official names.
 */
export async function ensureImages(purpose, { pull = false } = {}) {
  const mirror = readMirror();
  const recipes = readRecipes(mirror);
  let local = await localImages();
  const settled = planFor(purpose, { local, recipes, registry: false });
  if (!pull && settled.every(isReady)) return { done: [], missing: [] };
  const done = [];
  const missing = [];
  const registry = await registryAnswers();
  await withLock(async () => {
    // Somebody else may have built them while we waited for the lock.
    local = await localImages();
    for (const action of planFor(purpose, { local, recipes, registry })) {
      if (isReady(action)) continue;
      if (action.kind === "pull" && (await pulled(action.official))) done.push(action.official);
      else if (action.standIn !== undefined) local = await builtStandIn(action, { local, recipes, mirror, done });
      else missing.push(action.official);
    }
  });
  return { done, missing };
}

const isReady = (action) => action.kind === "official" || action.kind === "standIn";

function planFor(purpose, { local, recipes, registry }) {
  const wanted = wantedImages(catalogue, purpose, registry);
  return planImages({ wanted, standIns: catalogue.standIns, local, recipes, registryAnswers: registry });
}

/** tag -> its `tidemark.source` label, '' where it has none. */
async function localImages() {
  const listed = await mustRun("docker", ["image", "ls", "--format", "{{.Repository}}:{{.Tag}}"], {
    timeoutMs: 30_000,
  });
  const tags = listed.stdout.split("\n").filter((tag) => tag && !tag.includes("<none>"));
  const ours = tags.filter((tag) => tag.startsWith("tidemark.local/"));
  const local = new Map(tags.map((tag) => [tag, ""]));
  if (ours.length === 0) return local;
  const format = '{{json .RepoTags}} {{index .Config.Labels "tidemark.source"}}';
  // A status other than 0 means that one went away in between; it is then simply not listed.
  const inspected = await run("docker", ["image", "inspect", "--format", format, ...ours], { timeoutMs: 30_000 });
  for (const tag of ours) local.delete(tag);
  for (const line of inspected.stdout.split("\n").filter(Boolean)) {
    const end = line.lastIndexOf("]") + 1;
    for (const tag of JSON.parse(line.slice(0, end))) local.set(tag, line.slice(end).trim());
  }
  return local;
}

async function pulled(official) {
  const result = await step(`pulling ${official}`, () =>
    run("docker", ["pull", official], { show: true, timeoutMs: 20 * 60_000 }),
  );
  if (result.status !== 0) console.log(`  ${official} could not be pulled`);
  return result.status === 0;
}

async function builtStandIn(action, { local, recipes, mirror, done }) {
  let current = local;
  for (const tag of buildOrder(action.standIn, local, recipes)) {
    const before = await imageId(tag);
    await step(`building the stand-in ${tag}`, () => buildStandIn(recipes.get(tag), mirror));
    // What had the tag before is ours by its label; a container that still uses it keeps it.
    if (before !== undefined && before !== (await imageId(tag))) await run("docker", ["rmi", before]);
    current = await localImages();
  }
  done.push(action.official);
  return current;
}

async function imageId(tag) {
  const result = await run("docker", ["image", "inspect", "--format", "{{.Id}}", tag]);
  return result.status === 0 ? result.stdout.trim() : undefined;
}

/** One build at a time on this machine; the file names the process that has it. */
async function withLock(work) {
  const folder = join(homedir(), ".cache", "tidemark");
  mkdirSync(folder, { recursive: true });
  const file = join(folder, "images.lock");
  await pollUntil(() => tookLock(file), 30 * 60_000);
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}

function tookLock(file) {
  try {
    const handle = openSync(file, "wx");
    writeSync(handle, String(process.pid));
    closeSync(handle);
    return true;
  } catch (error) {
    if (error.code !== "EEXIST") throw error;
    if (!isAlive(file)) rmSync(file, { force: true });
    return false;
  }
}

function isAlive(file) {
  try {
    process.kill(Number(readFileSync(file, "utf8")), 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

async function pollUntil(condition, timeoutMs) {
  const until = Date.now() + timeoutMs;
  while (!condition()) {
    if (Date.now() > until) throw new Error("another build of the images has not ended for half an hour");
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const purpose = process.argv.slice(2).find((argument) => !argument.startsWith("--")) ?? "test";
  const { done, missing } = await ensureImages(purpose, { pull: process.argv.includes("--pull") });
  console.log(done.length > 0 ? `Made available: ${done.join(", ")}` : "All images are here.");
  if (missing.length > 0) {
    console.error(`Not to be had here: ${missing.join(", ")}`);
    process.exitCode = 1;
  }
}
