import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { mustRun, run } from "../run.mjs";
import { asRoot, hasApt, installPackages } from "../setup/apt.mjs";
import { imagesFolder, wordpressBuilds } from "./recipes.mjs";

const cacheFolder = join(process.env.XDG_CACHE_HOME || join(homedir(), ".cache"), "tidemark");

/** Debian's mirror as this machine's apt has it, or the general one. */
export function readMirror() {
  const folder = "/etc/apt/sources.list.d";
  const files = ["/etc/apt/sources.list"];
  if (existsSync(folder))
    files.push(
      ...readdirSync(folder)
        .filter((name) => /\.(list|sources)$/.test(name))
        .map((name) => join(folder, name)),
    );
  return parseMirror(
    files
      .filter((file) => existsSync(file))
      .map((file) => readFileSync(file, "utf8"))
      .join("\n"),
  );
}

/** Debian's addresses in apt's source files, `{ main, security }`, both without a slash at the end. */
export function parseMirror(sources) {
  const addresses = sources
    .split("\n")
    .filter((line) => !line.trimStart().startsWith("#"))
    .flatMap((line) => line.match(/https?:\/\/\S+/g) ?? [])
    // The small base has no certificates while it is being made.
    .map((address) => address.replace(/\/$/, "").replace(/^https:/, "http:"));
  const find = (end) => addresses.find((address) => address.endsWith(end)) ?? `http://deb.debian.org${end}`;
  return { main: find("/debian"), security: find("/debian-security") };
}

const labels = (recipe) => ({ "tidemark.standin": "1", "tidemark.source": recipe.source });

/** Builds one stand-in. What it needs has to be there; an image that had the tag loses it. */
export async function buildStandIn(recipe, mirror) {
  if (recipe.kind === "debootstrap") return importDebian(recipe, mirror);
  const folder = join(imagesFolder, recipe.folder);
  if (recipe.kind === "dockerfile") return dockerBuild(recipe, join(folder, "Dockerfile"), folder);
  const core = await wordpressCore(recipe.version);
  return dockerBuild(recipe, join(folder, "Dockerfile"), core);
}

async function dockerBuild(recipe, dockerfile, context) {
  const labelled = Object.entries(labels(recipe)).flatMap(([name, value]) => ["--label", `${name}=${value}`]);
  const args = ["build", "--network", "host", "--force-rm", "-t", recipe.tag, ...labelled, "-f", dockerfile, context];
  // The classic builder: it takes FROM out of the engine's own images and is in every engine from 20.10 on.
  await mustRun("docker", args, { env: { DOCKER_BUILDKIT: "0" }, timeoutMs: 20 * 60_000 });
  // A build of two stages leaves the first one's image behind without a name; ours carry this label.
  await run("docker", ["image", "prune", "--force", "--filter", "label=tidemark.stage=1"]);
}

async function importDebian(recipe, mirror) {
  if (!["/usr/sbin/debootstrap", "/usr/bin/debootstrap"].some((path) => existsSync(path))) {
    if (!hasApt())
      throw new Error("No image registry answers, and stand-ins for its images can only be built on Debian or Ubuntu.");
    await installPackages(["debootstrap"], { ifKnown: ["debian-archive-keyring"] });
  }
  const folder = mkdtempSync(join(tmpdir(), "tidemark-base-"));
  try {
    const tar = join(folder, "base.tar");
    const proxy = (await run("apt-config", ["dump", "--format", "%v", "Acquire::http::Proxy"])).stdout.trim();
    await asRoot("bash", [join(imagesFolder, recipe.folder, "build.sh"), tar, mirror.main, mirror.security, proxy]);
    const changes = [
      'CMD ["bash"]',
      ...Object.entries(labels(recipe)).map(([name, value]) => `LABEL ${name}=${value}`),
    ];
    await mustRun("docker", ["import", ...changes.flatMap((change) => ["--change", change]), tar, recipe.tag]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A folder with core.zip and static/ for one version, out of the npm package, which is fetched only if it is missing. */
async function wordpressCore(version) {
  const folder = join(cacheFolder, `wordpress-builds-${wordpressBuilds.version}`, version);
  if (existsSync(join(folder, "core.zip")) && existsSync(join(folder, "static"))) return folder;
  mkdirSync(folder, { recursive: true });
  const download = mkdtempSync(join(cacheFolder, "download-"));
  try {
    const wanted = `${wordpressBuilds.name}@${wordpressBuilds.version}`;
    // Its own npm cache, or the archive would stay behind a second time in the user's.
    await mustRun(
      "npm",
      ["pack", wanted, "--silent", "--pack-destination", download, "--cache", join(download, "npm")],
      { cwd: download, timeoutMs: 15 * 60_000 },
    );
    const archive = readdirSync(download).find((name) => name.endsWith(".tgz"));
    const inside = [`package/src/wordpress/wp-${version}.zip`, `package/public/wp-${version}`];
    await mustRun("tar", ["-xzf", join(download, archive), "-C", download, ...inside]);
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    await mustRun("mv", [join(download, inside[1]), join(folder, "static")]);
    await mustRun("mv", [join(download, inside[0]), join(folder, "core.zip")]);
  } finally {
    rmSync(download, { recursive: true, force: true });
  }
  return folder;
}
