// npm run release [-- <options of commit-and-tag-version>]: version, changelog, commit and tag, from the commits since the last release. docs/releasing.md.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { runNode24 } from "./node24.mjs";
import { notYet, whyNotNow } from "./release/state.mjs";
import { run } from "./run.mjs";

const root = fileURLToPath(new URL("../", import.meta.url));

async function git(...args) {
  const { status, stdout } = await run("git", args, { cwd: root });
  return status === 0 ? stdout.trim() : null;
}

async function state(last) {
  return {
    branch: await git("rev-parse", "--abbrev-ref", "HEAD"),
    changed: ((await git("status", "--porcelain")) ?? "").split("\n").filter(Boolean),
    // Null where there is no upstream: a clone that is nobody's but this machine's.
    behind: Number((await git("rev-list", "--count", "HEAD..@{upstream}")) ?? 0),
    unreleased: ((await git("log", "--format=%s", ...(last === null ? [] : [`${last}..HEAD`]))) ?? "")
      .split("\n")
      .filter(Boolean),
    undated: last === null && readFileSync(`${root}CHANGELOG.md`, "utf8").includes(notYet),
  };
}

await git("fetch", "--quiet", "--tags");
const last = await git("describe", "--tags", "--match", "v*", "--abbrev=0");
// The first release is the version that package.json has, and its part of the changelog was written by hand.
const args = [
  ...(last === null ? ["--first-release", "--skip.changelog", "--skip.commit"] : []),
  ...process.argv.slice(2),
];
const dry = args.includes("--dry-run");
const problems = whyNotNow(await state(last));
for (const problem of problems) console.error(`${dry ? "Would refuse" : "No release"}: ${problem}`);
if (problems.length > 0 && !dry) process.exitCode = 1;
else process.exitCode = await runNode24("commit-and-tag-version", args);
if (process.exitCode === 0 && !dry) console.log("\nLook at it (git show), then: git push --follow-tags");
