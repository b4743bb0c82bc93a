import { expect, test } from "vitest";
import { errorFields } from "../../shared/error-data";
import { AppError, type ErrorCode, type ErrorReport } from "../../shared/errors";
import { failureText } from "./failure-text";

const report = (code: ErrorCode, data: ErrorReport["data"]): ErrorReport => ({
  code,
  message: "HOST",
  hint: "HOST",
  data,
  logId: "1",
});

/** Data of every code, as the host would send it. */
const samples: { readonly [C in ErrorCode]: ErrorReport["data"] } = {
  "docker-missing": { detail: "" },
  "docker-unreachable": { endpoint: "unix:///x", detail: "" },
  "docker-denied": { endpoint: "unix:///x" },
  "docker-too-old": { version: "19.03", needed: "20.10" },
  "store-full": { freeBytes: 1, neededBytes: 2 },
  "host-full": { freeBytes: 1, neededBytes: 2 },
  "store-unavailable": { detail: "" },
  "store-in-use": { pid: null },
  "port-taken": { port: 8080 },
  "image-missing": { image: "caddy:2", detail: "" },
  "database-busy": { detail: "" },
  "database-failed": { detail: "" },
  "site-unhealthy": { url: "http://blog.localhost", status: 500, detail: "" },
  "bad-import": { file: "a.zip", place: null, detail: "" },
  unreachable: { reason: "log-gone" },
  "log-unreadable": { file: "mysql-bin.000007", position: 4, detail: "" },
  "replay-failed": { detail: "" },
  "name-taken": { name: "blog" },
  "not-found": { what: "site", id: "s1" },
  "not-running": { name: "main" },
  refused: { reason: "in-trash" },
  cancelled: {},
  "invalid-input": { detail: "" },
  internal: { logId: "1" },
};

test("every failure has words of the catalogue, not the host's, in all three parts", () => {
  for (const code of Object.keys(errorFields) as ErrorCode[]) {
    const text = failureText(report(code, samples[code]));
    for (const part of [text.message, text.safe, text.hint]) expect(part, code).not.toBe("");
    // What is wrong in an archive only its reader can say.
    if (code !== "bad-import") expect(JSON.stringify(text), code).not.toContain("HOST");
  }
});

test("figures and names are in the words", () => {
  const { message } = failureText(report("store-full", { freeBytes: 0, neededBytes: 1, limitBytes: 20e9 }));
  expect(message).toContain("20 GB");
  expect(failureText(report("name-taken", { name: "blog" })).message).toContain("blog");
});

test("a refusal nobody foresaw, and data of another time, keep the words they came with", () => {
  const { message, hint } = new AppError("refused", { reason: "new" }, "Host's message.", "Host's hint.");
  expect(failureText({ ...report("refused", { reason: "new" }), message, hint })).toMatchObject({ message, hint });
  expect(failureText(report("port-taken", {}))).toMatchObject({ message: "HOST", hint: "HOST" });
});
