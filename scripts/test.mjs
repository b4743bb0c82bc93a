// npm test [-- check unit integration e2e]: everything, or the suites named. Ends with one line that sums all of them up.
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { runChecks } from "./check.mjs";
import { runNode24 } from "./node24.mjs";
import { seconds } from "./run.mjs";
import { findElectron } from "./test/electron.mjs";
import { add, nothing, summary, tallyChecks, tallyPlaywright, tallyVitest } from "./test/tally.mjs";

const root = fileURLToPath(new URL("../", import.meta.url));
const results = join(root, "test-results");

/** Suite arguments pass on to the test program: `npm run test:unit -- electron/host`. */
const suites = {
  check: async () => tallyChecks(await runChecks()),
  unit: (args) => vitest("unit", args),
  integration: (args) => vitest("integration", args),
  e2e: (args) => playwright(args),
};

async function vitest(suite, args) {
  const report = join(results, `${suite}.json`);
  rmSync(report, { force: true });
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const options = ["run", "--config", "scripts/vitest.config.ts", "--project", suite, "--passWithNoTests"];
  const status = await runNode24("vitest", [...options, ...reporters, ...args]);
  return tallyReport(suite, report, status, (json) => tallyVitest(json, suite));
}

async function playwright(args) {
  const status = await runNode24("scripts/build.mjs", ["--if-changed"]);
  if (status !== 0) return { ...nothing, failures: ["e2e: the build failed"] };
  const report = join(results, "e2e.json");
  rmSync(report, { force: true });
  const env = { PLAYWRIGHT_JSON_OUTPUT_FILE: report };
  const options = ["test", "--config", "e2e/playwright.config.ts", "--reporter=list,json", "--pass-with-no-tests"];
  const ended = await runNode24("playwright", [...options, ...args], { env });
  const tally = tallyReport("e2e", report, ended, tallyPlaywright);
  if (findElectron() !== null) return tally;
  const why = "Electron's runtime is not installed; TIDEMARK_ELECTRON names an executable to use instead";
  return add(tally, { ...nothing, notRun: [`e2e in electron (${why})`] });
}

/** A program that ended without a report, or with an error its report does not know of, has failed. */
function tallyReport(suite, path, status, read) {
  if (!existsSync(path)) {
    return status === 0 && suite === "e2e"
      ? nothing
      : { ...nothing, failures: [`${suite}: it ended with status ${status} and no report`] };
  }
  const tally = read(JSON.parse(readFileSync(path, "utf8")));
  if (status === 0 || tally.failures.length > 0) return tally;
  return { ...tally, failures: [`${suite}: it ended with status ${status}`] };
}

/** The other suites still run, and the last lines are still there to be read. */
const brokenOff = (suite) => (error) => {
  console.error(error);
  return { ...nothing, failures: [`${suite}: it broke off: ${error.message}`] };
};

const given = process.argv.slice(2);
const named = given.filter((name) => name in suites);
const wanted = named.length > 0 ? named : Object.keys(suites);
const rest = given.filter((argument) => !(argument in suites));

mkdirSync(results, { recursive: true });
let sum = nothing;
for (const suite of wanted) {
  const since = Date.now();
  console.log(`\n== ${suite}`);
  sum = add(sum, await suites[suite](rest).catch(brokenOff(suite)));
  console.log(`== ${suite}: ${seconds(since)}`);
}
console.log("");
for (const line of summary(sum)) console.log(line);
process.exitCode = sum.failures.length === 0 ? 0 : 1;
