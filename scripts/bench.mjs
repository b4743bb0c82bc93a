// npm run bench [-- ids] [--samples N] [--quick]: builds the benchmark, measures, then judges what was measured in a process apart.
// `interface`, or ids that begin with it, need a browser and no Docker; all others need Docker.
import { spawnSync } from "node:child_process";
import { divide } from "./bench/divide.mjs";
import { runNode24 } from "./node24.mjs";

const wanted = divide(process.argv.slice(2));

/** Before anything else: it is what fetches Node and the packages. */
function setUp(purpose) {
  const { status } = spawnSync(process.execPath, ["scripts/setup.mjs", "--for", purpose], { stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
}

async function measureAndJudge(program, args, judgeArgs) {
  const measured = await runNode24(`out/bench/${program}.js`, args);
  if (measured !== 0) console.error("Measuring broke off: some of what follows is of an earlier run.");
  const quick = args.includes("--quick") ? ["--quick"] : [];
  const judged = await runNode24("out/bench/judge.js", [...judgeArgs, ...quick]);
  return measured || judged;
}

if (wanted.sites !== null) setUp("bench");
if (wanted.interface !== null) setUp("interface");
process.exitCode = await runNode24("scripts/bench/build.mjs", wanted.interface === null ? [] : ["--with-interface"]);
if (process.exitCode === 0 && wanted.interface !== null)
  process.exitCode = await measureAndJudge("interface", wanted.interface, ["interface"]);
if (process.exitCode === 0 && wanted.sites !== null) process.exitCode = await measureAndJudge("run", wanted.sites, []);
