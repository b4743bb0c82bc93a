import { expect, test } from "vitest";
import { errorFields } from "../../../shared/error-data";
import type { ErrorCode, ErrorReport } from "../../../shared/errors";
import { isBlocking } from "../../health/blocking";
import { problemWords } from "./problems";

const report = (code: ErrorCode, data: ErrorReport["data"] = {}): ErrorReport => ({
  code,
  message: "It happened.",
  hint: "Do this.",
  data,
  logId: null,
});

const systems = ["linux", "macos", "windows"] as const;

test("every problem says what happened, what is safe, and at least one way out", () => {
  for (const system of systems)
    for (const code of Object.keys(errorFields) as ErrorCode[]) {
      const problem = problemWords(report(code), system);
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
  expect(problemWords(report("host-full", { freeBytes: 2.1e9, neededBytes: 3e9 }), "linux").title).toContain("2.1 GB");
  expect(JSON.stringify(problemWords(report("port-taken", { port: 8080 }), "macos").ways)).toContain(":8080");
});

test("the commands are those of the system Tidemark runs on", () => {
  const commands = (code: ErrorCode, system: (typeof systems)[number]) =>
    problemWords(report(code), system).ways.flatMap((way) => (way.kind === "command" ? way.command : []));
  expect(commands("docker-unreachable", "linux")).toContain("sudo systemctl start docker");
  expect(commands("docker-unreachable", "macos")).toContain("open -a Docker");
  for (const code of ["docker-missing", "docker-unreachable", "docker-denied", "port-taken"] as const) {
    expect(commands(code, "windows").join("\n"), code).not.toMatch(/sudo|apt/);
    expect(commands(code, "macos").join("\n"), code).not.toMatch(/apt |systemctl/);
  }
});

test("a full disk offers first what Tidemark itself can free; a limit can be raised", () => {
  const ways = (code: ErrorCode, data = {}) => problemWords(report(code, data), "linux").ways;
  expect(ways("host-full").map((way) => way.kind)).toEqual(["free", "free", "retry"]);
  expect(ways("store-full", { limitBytes: 50e9 }).some((way) => way.kind === "page" && way.to === "settings")).toBe(
    true,
  );
});
