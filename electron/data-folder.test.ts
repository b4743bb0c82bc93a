import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { dataFolderPath, openDataFolder } from "./data-folder";

let root: string;
let path: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "tidemark-data-"));
  path = join(root, "made when needed");
});
afterEach(() => rm(root, { recursive: true }));

describe("the data folder", () => {
  it("is where the platform keeps an app's data, unless told", () => {
    expect(dataFolderPath({ TIDEMARK_HOME: "/x" }, "linux", "/home/a")).toBe("/x");
    expect(dataFolderPath({}, "linux", "/home/a")).toBe("/home/a/.local/share/Tidemark");
    expect(dataFolderPath({ XDG_DATA_HOME: "/d" }, "linux", "/home/a")).toBe("/d/Tidemark");
    expect(dataFolderPath({}, "darwin", "/Users/a")).toBe("/Users/a/Library/Application Support/Tidemark");
  });

  it("keeps its instance id, takes a preset one only when new, and is private", async () => {
    const first = await openDataFolder(path);
    expect(first.instance()).toMatch(/^[a-z0-9]{8}$/);
    await first.close();
    const second = await openDataFolder(path, "preset00");
    expect(second.instance()).toBe(first.instance());
    await second.adopt("adopted0");
    await second.close();
    const third = await openDataFolder(path);
    expect(third.instance()).toBe("adopted0");
    await third.close();
    expect((await stat(path)).mode & 0o077).toBe(0);
    const preset = await openDataFolder(join(root, "other"), "preset00");
    expect(preset.instance()).toBe("preset00");
    await preset.close();
  });

  it("has one app at a time, named by its process", async () => {
    const first = await openDataFolder(path);
    await expect(openDataFolder(path)).rejects.toMatchObject({ code: "store-in-use", data: { pid: process.pid } });
    await first.close();
    await first.close();
    await (await openDataFolder(path)).close();
  });

  it("is free again when its app was killed", async () => {
    await (await openDataFolder(path)).close();
    // The same lock, taken by a process that has no time to let go of it.
    const program = `
      const { DatabaseSync } = require("node:sqlite");
      const held = new DatabaseSync(process.argv[1]);
      held.exec("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE");
      console.log("held");
      setInterval(() => held, 1000);`;
    const other = spawn(process.execPath, ["-e", program, join(path, "app.lock")], {
      stdio: ["ignore", "pipe", "ignore"],
    });
    await once(other.stdout, "data");
    await writeFile(join(path, "app.pid"), String(other.pid));
    await expect(openDataFolder(path)).rejects.toMatchObject({ code: "store-in-use", data: { pid: other.pid } });
    other.kill("SIGKILL");
    await once(other, "exit");
    await (await openDataFolder(path)).close();
  });

  it("does not start on a damaged instance file: a new id would hide every site", async () => {
    await (await openDataFolder(path)).close();
    await writeFile(join(path, "instance.json"), '{"instance":"; rm -rf"}');
    await expect(openDataFolder(path)).rejects.toMatchObject({ code: "store-unavailable" });
    expect(await readFile(join(path, "instance.json"), "utf8")).toContain("rm -rf");
    await rm(join(path, "instance.json"));
    await (await openDataFolder(path)).close();
  });
});
