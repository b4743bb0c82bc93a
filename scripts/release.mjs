// npm run release [-- <options of commit-and-tag-version>]: version, changelog, commit and tag, from the commits since the last release. docs/releasing.md.
import { fileURLToPath } from "node:url";
import { runNode24 } from "./node24.mjs";
import { whyNotNow } from "./release/state.mjs";
import { run } from "./run.mjs";

const root = fileURLToPath(new URL("../", import.meta.url));

async function git(...args) {
  const { status, stdout } = await run("git", args, { cwd: root });
  return status === 0 ? stdout.trim() : null;
}

async function state() {
  await git("fetch", "--quiet", "--tags");
  return {
    branch: await git("rev-parse", "--abbrev-ref", "HEAD"),
    changed: ((await git("status", "--porcelain")) ?? "").split("\n").filter(Boolean),
    // Null where there is no upstream: a clone that is nobody's but this machine's.
    behind: Number((await git("rev-list", "--count", "HEAD..@{upstream}")) ?? 0),
    unreleased: ((await git("log", "--format=%s", ...(await sinceLast()))) ?? "").split("\n").filter(Boolean),
  };
}

async function sinceLast() {
  const last = await git("describe", "--tags", "--match", "v*", "--abbrev=0");
  return last === null ? [] : [`${last}..HEAD`];
}

const args = process.argv.slice(2);
const dry = args.includes("--dry-run");
const problems = whyNotNow(await state());
for (const problem of problems) console.error(`${dry ? "Would refuse" : "No release"}: ${problem}`);
if (problems.length > 0 && !dry) process.exitCode = 1;
else process.exitCode = await runNode24("commit-and-tag-version", args);
if (process.exitCode === 0 && !dry) console.log("\nLook at it (git show), then: git push --follow-tags");
