// What the reports of the test programs say, as numbers. A tally: `{ passed, failed, notRun: [name and why] }`.

export const nothing = { passed: 0, failed: 0, notRun: [] };

export const add = (one, two) => ({
  passed: one.passed + two.passed,
  failed: one.failed + two.failed,
  notRun: [...one.notRun, ...two.notRun],
});

/** From the checks' `{ name, ok }`. */
export function tallyChecks(results) {
  const passed = results.filter(({ ok }) => ok).length;
  return { passed, failed: results.length - passed, notRun: [] };
}

/**
 * From vitest's JSON report. A file that could not even be loaded has no tests to count, and an error outside of any
 * test fails the run: each counts as one failure.
 */
export function tallyVitest(report, suite) {
  const broken = report.testResults.filter(
    ({ status, assertionResults }) => status === "failed" && assertionResults.length === 0,
  );
  const skipped = report.testResults.flatMap(({ assertionResults }) =>
    assertionResults.filter(({ status }) => status === "pending" || status === "skipped" || status === "todo"),
  );
  const failed = report.numFailedTests + broken.length;
  return {
    passed: report.numPassedTests,
    failed: failed === 0 && !report.success ? 1 : failed,
    notRun: skipped.map(({ fullName }) => `${suite}: ${fullName} (skipped in the test)`),
  };
}

/** From Playwright's JSON report. A test that passed only at a second attempt did not pass. */
export function tallyPlaywright(report) {
  const { expected, unexpected, flaky } = report.stats;
  const notRun = [];
  const visit = (suite, path) => {
    for (const child of suite.suites ?? []) visit(child, [...path, child.title]);
    for (const { title, tests } of suite.specs ?? [])
      for (const { projectName, status, annotations } of tests) {
        const reason = (annotations ?? []).find(({ type }) => type === "skip")?.description ?? "skipped in the test";
        if (status === "skipped") notRun.push(`e2e in ${projectName}: ${[...path, title].join(" › ")} (${reason})`);
      }
  };
  for (const suite of report.suites) visit(suite, [suite.title]);
  return { passed: expected, failed: unexpected + flaky + (report.errors?.length ?? 0), notRun };
}

/** The last two lines of a run: what was not run here and why, and the sum. */
export function summary({ passed, failed, notRun }) {
  const left = notRun.length === 0 ? "Not run: nothing, everything was run." : `Not run: ${notRun.join("; ")}`;
  return [left, `${passed} passed, ${failed} failed`];
}
