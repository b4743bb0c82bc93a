import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { defaultSettings, type Settings } from "../shared/model/settings";
import { openSettingsFile } from "./settings-file";

let folder: string;
let warnings: string[];
const log = { info() {}, error() {}, warn: (_: object, message: string) => void warnings.push(message) };
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "tidemark-settings-"));
  warnings = [];
});
afterEach(() => rm(folder, { recursive: true }));

const file = () => join(folder, "settings.json");
const onDisk = async (): Promise<unknown> => JSON.parse(await readFile(file(), "utf8"));
const setAside = async () => (await readdir(folder)).filter((name) => name.includes("unreadable"));

describe("the settings", () => {
  it("are the defaults on a first start, and nothing is written before something changes", async () => {
    const settings = await openSettingsFile(folder, log);
    expect(settings.get()).toEqual(defaultSettings);
    expect(await readdir(folder)).toEqual([]);
    expect(warnings).toEqual([]);
  });

  it("are there again at the next start", async () => {
    const software = { wordpress: "6.8", php: "8.3", mariadb: "11.4" };
    const first = await openSettingsFile(folder, log);
    await first.change({ theme: "dark", software });
    await first.change({ storeLimit: 20e9 });
    const second = await openSettingsFile(folder, log);
    expect(second.get()).toEqual({ ...defaultSettings, theme: "dark", software, storeLimit: 20e9 });
  });

  it("changed at once by several keep every change", async () => {
    const settings = await openSettingsFile(folder, log);
    await Promise.all([
      settings.change({ theme: "light" }),
      settings.change({ atQuit: "stop" }),
      settings.change({ updates: "off" }),
    ]);
    expect(await onDisk()).toMatchObject({ theme: "light", atQuit: "stop", updates: "off" });
  });

  it("tell who listens what they are now and were before, only when something changed", async () => {
    const settings = await openSettingsFile(folder, log);
    const told: [Settings["theme"], Settings["theme"]][] = [];
    const stop = settings.onChange((now, before) => told.push([now.theme, before.theme]));
    await settings.change({ theme: "dark" });
    await settings.change({ theme: "dark" });
    stop();
    await settings.change({ theme: "light" });
    expect(told).toEqual([["dark", "system"]]);
  });

  it("of a damaged file are the defaults; the file is kept beside and the log says so", async () => {
    await writeFile(file(), '{"theme":"da');
    expect((await openSettingsFile(folder, log)).get()).toEqual(defaultSettings);
    const [aside] = await setAside();
    expect(await readFile(join(folder, aside ?? ""), "utf8")).toBe('{"theme":"da');
    expect(warnings).toHaveLength(1);
    await openSettingsFile(folder, log);
    expect(warnings).toHaveLength(1);
  });

  it.each(["[]", "null", '"dark"', ""])("of a file that holds %j are the defaults", async (text) => {
    await writeFile(file(), text);
    expect((await openSettingsFile(folder, log)).get()).toEqual(defaultSettings);
    expect(await setAside()).toHaveLength(1);
  });

  it("that one Tidemark does not know lose only what it does not know", async () => {
    await writeFile(file(), '{"theme":"sepia","atQuit":"stop","storeLimit":-1,"fromTheFuture":1}');
    expect((await openSettingsFile(folder, log)).get()).toEqual({ ...defaultSettings, atQuit: "stop" });
    expect(await setAside()).toHaveLength(1);
  });

  it("that this Tidemark does not know stay in the file through every change", async () => {
    await writeFile(file(), '{"theme":"light","fromTheFuture":{"kept":true}}');
    const settings = await openSettingsFile(folder, log);
    await settings.change({ theme: "dark" });
    expect(await onDisk()).toMatchObject({ theme: "dark", fromTheFuture: { kept: true } });
    expect(warnings).toEqual([]);
  });

  it("of an older Tidemark, with settings missing, are taken as they are", async () => {
    await writeFile(file(), '{"theme":"light"}');
    expect((await openSettingsFile(folder, log)).get()).toEqual({ ...defaultSettings, theme: "light" });
    expect(await setAside()).toEqual([]);
    expect(warnings).toEqual([]);
  });

  it("that can't be written stay as they were, and the next change can succeed", async () => {
    const settings = await openSettingsFile(folder, log);
    await mkdir(file());
    await expect(settings.change({ theme: "dark" })).rejects.toThrow();
    expect(settings.get().theme).toBe("system");
    await rm(file(), { recursive: true });
    await settings.change({ atQuit: "stop" });
    expect(await onDisk()).toMatchObject({ theme: "system", atQuit: "stop" });
  });
});
