import { describe, expect, it } from "vitest";
import { add, nothing, summary, tallyChecks, tallyPlaywright, tallyVitest } from "./tally.mjs";

const file = (status, ...tests) => ({
  status,
  assertionResults: tests.map(([fullName, state]) => ({ fullName, status: state })),
});

describe("the tally", () => {
  it("counts a file that could not be loaded as a failure", () => {
    const report = {
      success: false,
      numPassedTests: 1,
      numFailedTests: 0,
      testResults: [file("passed", ["a", "passed"]), file("failed")],
    };
    expect(tallyVitest(report, "unit")).toEqual({ passed: 1, failed: 1, notRun: [] });
  });

  it("counts a run that failed outside of its tests, and names what was skipped", () => {
    const report = {
      success: false,
      numPassedTests: 2,
      numFailedTests: 0,
      testResults: [file("passed", ["b", "skipped"])],
    };
    expect(tallyVitest(report, "unit")).toEqual({ passed: 2, failed: 1, notRun: ["unit: b (skipped in the test)"] });
  });

  it("counts a flaky end-to-end test as failed, and names a skipped one by its project and reason", () => {
    const spec = {
      title: "rewinds",
      tests: [
        { projectName: "electron", status: "skipped", annotations: [{ type: "skip", description: "no runtime" }] },
      ],
    };
    const report = {
      stats: { expected: 3, unexpected: 1, flaky: 1, skipped: 1 },
      errors: [{}],
      suites: [{ title: "main.spec.ts", specs: [], suites: [{ title: "the main job", specs: [spec] }] }],
    };
    expect(tallyPlaywright(report)).toEqual({
      passed: 3,
      failed: 3,
      notRun: ["e2e in electron: main.spec.ts › the main job › rewinds (no runtime)"],
    });
  });

  it("sums up, always with a line on what was not run before the last", () => {
    const checks = tallyChecks([
      { name: "format", ok: true },
      { name: "lint", ok: false },
    ]);
    const sum = add(add(nothing, checks), { passed: 5, failed: 0, notRun: ["x (y)"] });
    expect(summary(sum)).toEqual(["Not run: x (y)", "6 passed, 1 failed"]);
    expect(summary(nothing)[0]).toMatch(/^Not run: nothing/);
  });
});
