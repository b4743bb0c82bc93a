// node scripts/package/release-files.mjs <folder>: every file that a feed in it names is there, with the sum the feed says. Prints the release's notes.
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parse } from "yaml";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** The feeds that a release for all three systems has. */
export const feeds = ["latest.yml", "latest-mac.yml", "latest-linux.yml", "latest-linux-arm64.yml"];

/** What is wrong with the files of a release, one line each. */
export function problemsIn(folder, version) {
  const absent = feeds.filter((name) => !existsSync(join(folder, name))).map((name) => `${name} is missing`);
  const found = readdirSync(folder).filter((name) => /^latest.*\.yml$/.test(name));
  return [
    ...absent,
    ...found.flatMap((name) => problemsOf(name, parse(readFileSync(join(folder, name), "utf8")), folder, version)),
  ];
}

function problemsOf(name, feed, folder, version) {
  const wrong = feed.version === version ? [] : [`${name} is of version ${feed.version}, not ${version}`];
  return feed.files.reduce((problems, { url, sha512 }) => {
    const path = join(folder, url);
    if (!existsSync(path)) return [...problems, `${name} names ${url}, which is not there`];
    const sum = createHash("sha512").update(readFileSync(path)).digest("base64");
    return sum === sha512 ? problems : [...problems, `${url} is not what ${name} says`];
  }, wrong);
}

/** A version's part of the changelog, without its heading. Throws where there is none. */
export function notesOf(changelog, version) {
  const parts = changelog.split(/^(?=#{1,3} \[?\d+\.\d+\.\d+)/m);
  const part = parts.find((text) => new RegExp(`^#+ \\[?${version.replaceAll(".", "\\.")}[\\] (\\n]`).test(text));
  if (part === undefined) throw new Error(`CHANGELOG.md has nothing of ${version}`);
  return part.slice(part.indexOf("\n")).trim();
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const problems = problemsIn(process.argv[2], version);
  for (const problem of problems) console.error(problem);
  if (problems.length > 0) process.exit(1);
  console.log(notesOf(readFileSync(join(root, "CHANGELOG.md"), "utf8"), version));
}
