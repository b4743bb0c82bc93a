import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { defaultSettings } from "../shared/model/settings";
import { readInterfaceFile } from "./interface-files";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "tidemark-interface-"));
  await writeFile(join(folder, "index.html"), '<!doctype html>\n<html lang="en"><title>Tidemark</title></html>');
  await writeFile(join(folder, "app.js"), 'document.write("<html")');
});
afterEach(() => rm(folder, { recursive: true }));

const served = async (path: string, settings = defaultSettings) =>
  (await readInterfaceFile(folder, path, settings))?.body.toString("utf8");

test("the page carries the chosen theme and language, so that its first paint is right", async () => {
  const page = await served("/", { ...defaultSettings, theme: "dark", language: "en" });
  expect(page).toContain('<html data-chosen-theme="dark" data-chosen-language="en" lang="en">');
  expect(page).toContain("<title>Tidemark</title>");
});

test("a change is in the page the next time it is asked for", async () => {
  expect(await served("/index.html")).toContain('data-chosen-theme="system"');
  expect(await served("/index.html", { ...defaultSettings, theme: "light" })).toContain('data-chosen-theme="light"');
});

test("no other file is touched", async () => {
  expect(await served("/app.js")).toBe('document.write("<html")');
});
