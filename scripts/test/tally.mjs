// What the reports of the test programs say. A tally: `{ passed, failures: [name and why], notRun: [name and why] }`.

import { stripVTControlCharacters } from "node:util";

export const nothing = { passed: 0, failures: [], notRun: [] };

export const add = (one, two) => ({
  passed: one.passed + two.passed,
  failures: [...one.failures, ...two.failures],
  notRun: [...one.notRun, ...two.notRun],
});

/** From the checks' `{ name, ok }`. */
export function tallyChecks(results) {
  const failed = results.filter(({ ok }) => !ok);
  return {
    passed: results.length - failed.length,
    failures: failed.map(({ name }) => `check: ${name}`),
    notRun: [],
  };
}

/**
 * From vitest's JSON report. A file that could not even be loaded has no tests to count, and an error outside of any
 * test fails the run: each counts as one failure.
 */
export function tallyVitest(report, suite) {
  const tests = report.testResults.flatMap(({ assertionResults }) => assertionResults);
  const broken = report.testResults.filter(
    ({ status, assertionResults }) => status === "failed" && assertionResults.length === 0,
  );
  const failures = [
    ...tests
      .filter(({ status }) => status === "failed")
      .map(({ fullName, failureMessages }) => `${suite}: ${fullName}${because(failureMessages?.[0])}`),
    ...broken.map(({ name, message }) => `${suite}: ${name}${because(message)}`),
  ];
  const skipped = tests.filter(({ status }) => status === "pending" || status === "skipped" || status === "todo");
  return {
    passed: report.numPassedTests,
    failures: failures.length === 0 && !report.success ? [`${suite}: an error outside of its tests`] : failures,
    notRun: skipped.map(({ fullName }) => `${suite}: ${fullName} (skipped in the test)`),
  };
}

/** From Playwright's JSON report. A test that passed only at a second attempt did not pass. */
export function tallyPlaywright(report) {
  const failures = (report.errors ?? []).map(({ message }) => `e2e: an error outside of its tests${because(message)}`);
  const notRun = [];
  const visit = (suite, path) => {
    for (const child of suite.suites ?? []) visit(child, [...path, child.title]);
    for (const { title, tests } of suite.specs ?? [])
      for (const { projectName, status, annotations, results } of tests) {
        const name = `e2e in ${projectName}: ${[...path, title].join(" › ")}`;
        const reason = (annotations ?? []).find(({ type }) => type === "skip")?.description ?? "skipped in the test";
        if (status === "skipped") notRun.push(`${name} (${reason})`);
        if (status === "unexpected" || status === "flaky")
          failures.push(`${name}${because(results?.find(({ error }) => error !== undefined)?.error.message)}`);
      }
  };
  for (const suite of report.suites) visit(suite, [suite.title]);
  return { passed: report.stats.expected, failures, notRun };
}

/** The last lines of a run: each failure by name, what was not run here and why, and the sum. */
export function summary({ passed, failures, notRun }) {
  const left = notRun.length === 0 ? "Not run: nothing, everything was run." : `Not run: ${notRun.join("; ")}`;
  return [...failures.map((failure) => `✗ ${failure}`), left, `${passed} passed, ${failures.length} failed`];
}

/** The first line of an error's message, without its colours. */
function because(message) {
  const [line = ""] = stripVTControlCharacters(message ?? "")
    .trim()
    .split("\n");
  return line === "" ? "" : `: ${line.slice(0, 200)}`;
}
