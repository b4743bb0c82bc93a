import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { extractAll, listPackage } from "@electron/asar";
import { FuseV1Options, getCurrentFuseWire } from "@electron/fuses";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeStandIn } from "./stand-in.mjs";

const root = fileURLToPath(new URL("../../", import.meta.url));
const run = promisify(execFile);

/** What of a packed app is ours, without Electron, in bytes. It was 13 MB when this was written; a leap means that something got in. */
const mostBytes = 20_000_000;

function electronVersion(): string {
  return JSON.parse(readFileSync(join(root, "node_modules/electron/package.json"), "utf8")).version;
}

async function expectFuses(program: string): Promise<void> {
  const wire = await getCurrentFuseWire(program);
  const off = [
    FuseV1Options.RunAsNode,
    FuseV1Options.EnableNodeOptionsEnvironmentVariable,
    FuseV1Options.EnableNodeCliInspectArguments,
    FuseV1Options.GrantFileProtocolExtraPrivileges,
  ];
  const on = [
    FuseV1Options.EnableCookieEncryption,
    FuseV1Options.EnableEmbeddedAsarIntegrityValidation,
    FuseV1Options.OnlyLoadAppFromAsar,
  ];
  // A fuse is the digit 0 or 1 in the program.
  expect(off.map((fuse) => String.fromCharCode(wire[fuse]))).toEqual(off.map(() => "0"));
  expect(on.map((fuse) => String.fromCharCode(wire[fuse]))).toEqual(on.map(() => "1"));
}

/** electron-builder packs for real, with this repository's configuration, around a stand-in for Electron's distribution. */
// What is packed is the same on every system; the stand-in has the shape of the one for Linux.
describe.runIf(process.platform === "linux")("npm run package", () => {
  const temp = mkdtempSync(join(tmpdir(), "tidemark-package-"));
  const app = join(temp, "out", "linux-unpacked");
  const resources = join(app, "resources");
  const archive = join(resources, "app.asar");
  const extracted = join(temp, "extracted");
  let packed: readonly string[] = [];

  beforeAll(async () => {
    makeStandIn(join(temp, "electron"), electronVersion());
    const env: NodeJS.ProcessEnv = { ...process.env, TIDEMARK_UPDATE_FEED: "https://updates.example/tidemark/" };
    const args = ["scripts/package.mjs", "--electron-dist", join(temp, "electron"), "--out", join(temp, "out")];
    await run(process.execPath, args, { cwd: root, env });
    packed = listPackage(archive, { isPack: false }).map((path) => path.replaceAll("\\", "/"));
    extractAll(archive, extracted);
  });

  afterAll(() => rmSync(temp, { recursive: true, force: true }));

  it("has the bundles, the interface and the guard", () => {
    expect(packed).toContain("/out/main/main.js");
    expect(packed).toContain("/out/preload/preload.cjs");
    expect(packed).toContain("/out/renderer/index.html");
    const manifest = JSON.parse(readFileSync(join(extracted, "package.json"), "utf8"));
    expect(packed).toContain(`/${manifest.main}`);
    expect(manifest.devDependencies).toBeUndefined();
  });

  it("has nothing that only development needs", () => {
    const ours = packed.filter((path) => !path.startsWith("/node_modules"));
    expect(
      ours.filter((path) =>
        /\.(ts|tsx|map)$|\.test\.|^\/(e2e|bench|docs|renderer|electron|shared|scripts)\b/.test(path),
      ),
    ).toEqual([]);
    expect(ours.filter((path) => /^\/out\/(serve|bench)/.test(path))).toEqual([]);
    expect(packed.filter((path) => /\.map$|\/node_modules\/(electron|typescript|vite|react)$/.test(path))).toEqual([]);
  });

  it("has nothing made for one processor only, so that every system gets the same archive", () => {
    expect(packed.filter((path) => /\.(node|bare|so|dylib|dll|exe)$/.test(path))).toEqual([]);
  });

  it("keeps the files of containers outside the archive, just as they are", () => {
    const guard = readdirSync(join(root, "assets/guard"), { recursive: true, withFileTypes: true });
    const files = guard.filter((entry) => entry.isFile() && entry.name.endsWith(".php"));
    expect(files.length).toBeGreaterThan(10);
    for (const { parentPath, name } of files) {
      const path = join(parentPath, name);
      const unpacked = join(resources, "app.asar.unpacked", path.slice(root.length));
      expect(readFileSync(unpacked, "utf8")).toBe(readFileSync(path, "utf8"));
    }
  });

  it("has every package its main process loads", async () => {
    const { stdout } = await run(process.execPath, [join(root, "scripts/package/link.mjs"), extracted]);
    expect(stdout).toMatch(/^linked: \d+ names of electron, \d+ packages/);
  });

  it("is a program that can be nothing but this app", async () => {
    await expectFuses(join(app, "tidemark"));
    expect(existsSync(join(resources, "default_app.asar"))).toBe(false);
  });

  it("knows where its updates come from", () => {
    const feed = readFileSync(join(resources, "app-update.yml"), "utf8");
    expect(feed).toContain("provider: generic");
    expect(feed).toContain("url: https://updates.example/tidemark/");
  });

  it("keeps the licences of what it is built on", () => {
    expect(readdirSync(app)).toEqual(expect.arrayContaining(["LICENSE.electron.txt", "LICENSES.chromium.html"]));
  });

  it("stays small", () => {
    expect(statSync(archive).size).toBeLessThan(mostBytes);
  });
});

/** As far as this goes on Linux: no installers, no signatures. */
describe.runIf(process.platform === "linux")("the same configuration for the other systems", () => {
  const temp = mkdtempSync(join(tmpdir(), "tidemark-package-"));
  afterAll(() => rmSync(temp, { recursive: true, force: true }));

  async function pack(platform: "darwin" | "win32"): Promise<string> {
    const electron = join(temp, platform);
    const out = join(temp, `${platform}-out`);
    makeStandIn(electron, electronVersion(), platform);
    const given = [`--config.electronDist=${electron}`, `--config.directories.output=${out}`, "--publish=never"];
    // Apple's codesign renews a signature that the fuses broke; it is on no other system.
    const flags =
      platform === "darwin" ? ["--mac", "--config.electronFuses.resetAdHocDarwinSignature=false"] : ["--win"];
    const args = ["scripts/node24.mjs", "electron-builder", ...flags, "--dir", "--x64", ...given];
    await run(process.execPath, args, { cwd: root, env: { ...process.env, CSC_IDENTITY_AUTO_DISCOVERY: "false" } });
    return out;
  }

  it("makes a Tidemark.app that owns tidemark: links and knows its archive's sum", async () => {
    const contents = join(await pack("darwin"), "mac", "Tidemark.app", "Contents");
    const about = readFileSync(join(contents, "Info.plist"), "utf8").replaceAll(/\s/g, "");
    expect(about).toContain("<key>CFBundleIdentifier</key><string>app.tidemark.desktop</string>");
    expect(about).toContain("<key>CFBundleURLSchemes</key><array><string>tidemark</string></array>");
    expect(about).toMatch(
      /<key>ElectronAsarIntegrity<\/key><dict><key>Resources\/app\.asar<\/key>.*<key>hash<\/key><string>[0-9a-f]{64}</,
    );
    expect(readFileSync(join(contents, "Resources", "icon.icns"))).toEqual(
      readFileSync(join(root, "assets/icons/icon.icns")),
    );
    expect(existsSync(join(contents, "Resources", "default_app.asar"))).toBe(false);
    await expectFuses(join(contents, "..", "..", "Tidemark.app"));
  });

  it("makes a Tidemark.exe with its fuses set and its archive's sum inside", async () => {
    const program = join(await pack("win32"), "win-unpacked", "Tidemark.exe");
    expect(readFileSync(program).toString("latin1")).toMatch(/"alg":"SHA256","value":"[0-9a-f]{64}"/i);
    await expectFuses(program);
  });
});

describe("npm run package without Electron", () => {
  it("says what it needs and how to get it", async () => {
    const args = ["scripts/package.mjs", "--electron-dist", "/nowhere/electron"];
    const failed = await run(process.execPath, args, { cwd: root }).catch((error: { stderr: string }) => error);
    expect(failed.stderr).toContain("/nowhere/electron is not there");
    expect(failed.stderr).toMatch(/npm run package -- --electron-dist <folder>\/electron-v[\d.]+-\w+-\w+\.zip/);
  });
});
