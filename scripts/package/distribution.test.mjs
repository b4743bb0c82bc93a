import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { cacheFolder, findDistribution, howToGetOne } from "./distribution.mjs";
import { makeStandIn } from "./stand-in.mjs";

const linux = { platform: "linux", arch: "x64" };

describe("finding Electron's distribution", () => {
  let root;

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "tidemark-distribution-"));
    mkdirSync(join(root, "node_modules/electron"), { recursive: true });
    writeFileSync(join(root, "node_modules/electron/package.json"), JSON.stringify({ version: "45.4.1" }));
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  const find = (given = {}) =>
    findDistribution(root, { ...linux, env: { XDG_CACHE_HOME: join(root, "cache") }, ...given });

  it("takes the one that is installed", () => {
    makeStandIn(join(root, "node_modules/electron/dist"), "45.4.1");
    expect(find().place).toBe(join(root, "node_modules/electron/dist"));
  });

  it("takes the zip that an earlier download left", () => {
    const zip = join(root, "cache/electron/abc/electron-v45.4.1-linux-x64.zip");
    mkdirSync(join(zip, ".."), { recursive: true });
    writeFileSync(zip, "");
    expect(find().place).toBe(zip);
  });

  it("takes what was named and nothing else, even where it is wrong", () => {
    makeStandIn(join(root, "node_modules/electron/dist"), "45.4.1");
    makeStandIn(join(root, "mine"), "45.4.1");
    expect(find({ named: "mine" }).place).toBe(join(root, "mine"));
    expect(find({ env: { ELECTRON_OVERRIDE_DIST_PATH: join(root, "absent") } }).why).toEqual([
      `${join(root, "absent")} is not there`,
    ]);
  });

  it("refuses another version, and a folder that only has a program of that name", () => {
    makeStandIn(join(root, "old"), "44.0.0");
    expect(find({ named: "old" }).why[0]).toMatch(/is Electron 44\.0\.0; Tidemark is made for 45\.4\.1/);
    mkdirSync(join(root, "other"));
    writeFileSync(join(root, "other/electron"), "");
    expect(find({ named: "other" }).why[0]).toMatch(/not Electron's own distribution/);
  });

  it("names the file to bring where there is no network", () => {
    const text = howToGetOne(root, find().why, { platform: "darwin", arch: "arm64" });
    expect(text).toContain("electron-v45.4.1-darwin-arm64.zip");
    expect(text).toContain(`${join(root, "node_modules/electron/dist")} is not there`);
  });

  it("knows where each system keeps downloads", () => {
    expect(cacheFolder("darwin", {}, "/Users/me")).toBe(join("/Users/me", "Library", "Caches", "electron"));
    expect(cacheFolder("linux", {}, "/home/me")).toBe(join("/home/me", ".cache", "electron"));
    expect(cacheFolder("linux", { electron_config_cache: "/x" })).toBe("/x");
  });
});
