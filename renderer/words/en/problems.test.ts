import { expect, test } from "vitest";
import { type ErrorCode, type ErrorReport, errorData } from "../../../shared/errors";
import { isBlocking } from "../../health/blocking";
import { problemWords } from "./problems";

const report = (code: ErrorCode, data: ErrorReport["data"] = {}): ErrorReport => ({
  code,
  message: "It happened.",
  hint: "Do this.",
  data,
  logId: null,
});

test("every problem says what happened, what is safe, and at least one way out", () => {
  for (const code of Object.keys(errorData) as ErrorCode[]) {
    const problem = problemWords(report(code));
    expect(problem.title, code).not.toBe("");
    expect(problem.happened, code).not.toBe("");
    expect(problem.safe, code).not.toBe("");
    expect(problem.ways.length, code).toBeGreaterThan(0);
    expect(JSON.stringify(problem), code).not.toMatch(/undefined|null|NaN/);
  }
});

test("what stops the engine takes the page; a full disk does not", () => {
  expect(isBlocking("docker-missing")).toBe(true);
  expect(isBlocking("host-full")).toBe(false);
  expect(isBlocking("port-taken")).toBe(false);
});

test("figures of the problem are in its words", () => {
  expect(problemWords(report("host-full", { freeBytes: 2.1e9, neededBytes: 3e9 })).title).toContain("2.1 GB");
  expect(JSON.stringify(problemWords(report("port-taken", { port: 8080 })).ways)).toContain(":8080");
});
