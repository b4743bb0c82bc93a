/** What `npm run package` was asked for, and what electron-builder is told. Pure. */

export const usage = `npm run package [-- <options>]

  (nothing)                 an unpacked app for this system, in dist/
  --release                 everything this system's users install: dmg and zip, nsis, AppImage and deb
  --electron-dist <place>   Electron's distribution: its folder, or a zip as electronjs.org has it
  --out <folder>            instead of dist/

TIDEMARK_UPDATE_FEED=<address> packs a feed of your own, where GITHUB_REPOSITORY=<owner>/<name> packs that repository's releases.
Without either the app looks for no updates until it is given a feed when it runs.`;

export function readPackageArguments(args) {
  const options = { release: false, electronDist: undefined, out: undefined };
  const rest = [...args];
  while (rest.length > 0) {
    const name = rest.shift();
    if (name === "--release") options.release = true;
    else if (name === "--electron-dist") options.electronDist = value(name, rest.shift());
    else if (name === "--out") options.out = value(name, rest.shift());
    else throw new Error(`unknown option ${name}\n\n${usage}`);
  }
  return options;
}

function value(name, given) {
  if (given === undefined || given.startsWith("--")) throw new Error(`${name} needs a value\n\n${usage}`);
  return given;
}

/** The feed to pack: where the app will look for the next version of itself, or null for none. Throws for an address that is no safe feed. */
export function feedOf(env) {
  if (env.TIDEMARK_UPDATE_FEED) {
    const feed = new URL(env.TIDEMARK_UPDATE_FEED);
    if (feed.protocol !== "https:") throw new Error("TIDEMARK_UPDATE_FEED has to be an https: address");
    return { provider: "generic", url: feed.href };
  }
  const [owner, repo] = (env.GITHUB_REPOSITORY ?? "").split("/");
  return owner && repo ? { provider: "github", owner, repo } : null;
}

/** electron-builder's arguments. `electronDist` undefined: it fetches what each target needs. */
export function builderArguments({ release, electronDist, out }, env) {
  const feed = feedOf(env);
  const args = release ? [] : ["--dir"];
  if (electronDist !== undefined) args.push(`--config.electronDist=${electronDist}`);
  if (out !== undefined) args.push(`--config.directories.output=${out}`);
  for (const [key, part] of Object.entries(feed ?? {})) args.push(`--config.publish.${key}=${part}`);
  // A deb names a page; the repository's is the one there is.
  if (env.GITHUB_REPOSITORY) args.push(`--config.extraMetadata.homepage=https://github.com/${env.GITHUB_REPOSITORY}`);
  // Nothing is public before every system's part is there: the release's own workflow puts them together.
  args.push("--publish=never");
  return args;
}
