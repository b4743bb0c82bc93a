// npm run package [-- --release ...]: builds, then packs an app for this system into dist/. Says what it needs where it can't.
import { fileURLToPath } from "node:url";
import { runNode24 } from "./node24.mjs";
import { builderArguments, readPackageArguments, usage } from "./package/arguments.mjs";
import { findDistribution, howToGetOne } from "./package/distribution.mjs";
import { fetchElectron } from "./start/electron.mjs";

const root = fileURLToPath(new URL("../", import.meta.url));

/** A release is for more processors than this one: unless told otherwise, electron-builder fetches what each target needs. */
async function distribution({ release, electronDist }) {
  if (release && electronDist === undefined) return {};
  const found = findDistribution(root, { named: electronDist });
  if (found.place !== undefined || electronDist !== undefined) return found;
  await fetchElectron(root);
  return findDistribution(root, {});
}

async function main(args) {
  if (args.includes("--help")) {
    console.log(usage);
    return 0;
  }
  const options = readPackageArguments(args);
  const { place, why } = await distribution(options);
  if (why !== undefined) {
    console.error(howToGetOne(root, why));
    return 1;
  }
  const built = await runNode24("scripts/build.mjs", ["--if-changed"]);
  if (built !== 0) return built;
  return runNode24("electron-builder", builderArguments({ ...options, electronDist: place }, process.env));
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
