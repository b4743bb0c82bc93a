import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { AppError } from "../shared/errors";
import { openLog } from "./logging";
import { reportError } from "./operations/report-error";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "tidemark-log-"));
});
afterEach(() => rm(folder, { recursive: true }));

async function written(): Promise<string> {
  const names = await readdir(folder);
  return (await Promise.all(names.map((name) => readFile(join(folder, name), "utf8")))).join("");
}

describe("the log", () => {
  it("holds every reported failure once, under the id a person is shown, with its cause", async () => {
    const { log, close } = await openLog(folder);
    const cause = new Error("connect ENOENT");
    const error = new AppError("docker-missing", { detail: "no socket" }, "Docker is missing.", "Install it.", cause);
    const report = reportError(error, log, { step: "one" });
    expect(reportError(error, log)).toBe(report);
    const bug = reportError(new TypeError("x is not a function"), log);
    await close();
    const text = await written();
    expect(text.split(report.logId ?? "?")).toHaveLength(2);
    expect(text).toContain("connect ENOENT");
    expect(bug).toMatchObject({ code: "internal", data: { logId: bug.logId } });
    expect(bug.message).not.toContain("function");
    expect(text).toContain("x is not a function");
  });

  it("hides secrets", async () => {
    const { log, close } = await openLog(folder);
    log.info(
      { secrets: { databaseRoot: "hush1" }, input: { adminPassword: "hush2", deep: { token: "hush3" } } },
      "made",
    );
    await close();
    const text = await written();
    expect(text).toContain("made");
    expect(text).not.toMatch(/hush/);
  });
});
