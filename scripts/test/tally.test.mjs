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
      testResults: [
        file("passed", ["a", "passed"]),
        { ...file("failed"), name: "/x.test.ts", message: "no such file" },
      ],
    };
    expect(tallyVitest(report, "unit")).toEqual({
      passed: 1,
      failures: ["unit: /x.test.ts: no such file"],
      notRun: [],
    });
  });

  it("names a failed test with the first line of what it says", () => {
    const report = {
      success: false,
      numPassedTests: 0,
      numFailedTests: 1,
      testResults: [
        {
          status: "failed",
          assertionResults: [
            { fullName: "adds", status: "failed", failureMessages: ["\u001b[31mnot 4\u001b[39m\n  at x"] },
          ],
        },
      ],
    };
    expect(tallyVitest(report, "unit").failures).toEqual(["unit: adds: not 4"]);
  });

  it("counts a run that failed outside of its tests, and names what was skipped", () => {
    const report = {
      success: false,
      numPassedTests: 2,
      numFailedTests: 0,
      testResults: [file("passed", ["b", "skipped"])],
    };
    expect(tallyVitest(report, "unit")).toEqual({
      passed: 2,
      failures: ["unit: an error outside of its tests"],
      notRun: ["unit: b (skipped in the test)"],
    });
  });

  it("counts a flaky end-to-end test as failed, and names a skipped one by its project and reason", () => {
    const spec = {
      title: "rewinds",
      tests: [
        { projectName: "electron", status: "skipped", annotations: [{ type: "skip", description: "no runtime" }] },
      ],
    };
    const ended = (title, status, message) => ({
      title,
      tests: [{ projectName: "browser", status, annotations: [], results: [{ error: { message } }] }],
    });
    const specs = [ended("peeks", "unexpected", "gone"), ended("branches", "flaky", "late")];
    const report = {
      stats: { expected: 3, unexpected: 1, flaky: 1, skipped: 1 },
      errors: [{ message: "a worker hung" }],
      suites: [{ title: "main.spec.ts", specs, suites: [{ title: "the main job", specs: [spec] }] }],
    };
    expect(tallyPlaywright(report)).toEqual({
      passed: 3,
      failures: [
        "e2e: an error outside of its tests: a worker hung",
        "e2e in browser: main.spec.ts › peeks: gone",
        "e2e in browser: main.spec.ts › branches: late",
      ],
      notRun: ["e2e in electron: main.spec.ts › the main job › rewinds (no runtime)"],
    });
  });

  it("sums up: what failed by name, what was not run, and the figures last", () => {
    const checks = tallyChecks([
      { name: "format", ok: true },
      { name: "lint", ok: false },
    ]);
    const sum = add(add(nothing, checks), { passed: 5, failures: [], notRun: ["x (y)"] });
    expect(summary(sum)).toEqual(["✗ check: lint", "Not run: x (y)", "6 passed, 1 failed"]);
    expect(summary(nothing)[0]).toMatch(/^Not run: nothing/);
  });
});
