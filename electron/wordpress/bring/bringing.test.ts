import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { gzipSync, zstdCompressSync } from "node:zlib";
import { extract } from "tar-stream";
import { afterEach, beforeEach, expect, test } from "vitest";
import { ZipFile } from "yazl";
import { createBringing } from "./bringing";

const bringing = createBringing();
const signal = new AbortController().signal;
const quiet = () => {};
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "tidemark-bring-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const dump = `-- MySQL dump 10.13
/*M!999999\\- enable the sandbox mode */
CREATE DATABASE \`live\`;
USE \`live\`;
/*!40101 SET NAMES utf8mb4 */;
CREATE TABLE \`zz_options\` (\`option_id\` int) COLLATE=utf8mb4_0900_ai_ci;
INSERT INTO \`zz_options\` VALUES (1,'siteurl','https://example.com/blog','yes'),(2,'home','https://example.com/blog/','yes'),(3,'blogname','Caf\\'é &amp; Co','yes');
/*!50001 CREATE DEFINER=\`me\`@\`%\` VIEW v AS SELECT 1 */;
`;
const site = {
  "index.php": "<?php",
  "wp-includes/version.php": "<?php\n// $wp_version = '1';\n$wp_version = '6.5.5';",
  "wp-config.php": "<?php\n# $table_prefix = 'no_';\n$table_prefix  = 'zz_';",
  "wp-content/uploads/a b/ü.txt": "hello",
  "wp-content/plugins/x/schema.sql": "CREATE TABLE never;",
};

async function lay(files: Readonly<Record<string, string | Buffer>>, base = folder): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(join(base, path, ".."), { recursive: true });
    await writeFile(join(base, path), content);
  }
}

async function zip(files: Readonly<Record<string, string | Buffer>>, name = "site.zip"): Promise<string> {
  const path = join(folder, name);
  const archive = new ZipFile();
  for (const [inside, content] of Object.entries(files)) archive.addBuffer(Buffer.from(content), inside);
  archive.end();
  await once(archive.outputStream.pipe(createWriteStream(path)), "close");
  return path;
}

async function names(stream: Readable): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  const tar = extract();
  stream.pipe(tar);
  for await (const entry of tar) {
    const chunks: Buffer[] = [];
    for await (const chunk of entry as AsyncIterable<Buffer>) chunks.push(chunk);
    found[entry.header.name] = Buffer.concat(chunks).toString();
  }
  return found;
}

async function text(stream: Readable): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

const below = (prefix: string, files: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(files).map(([path, content]) => [prefix + path, content]));

test("a folder is understood: root, dump, address, title, prefix, version", async () => {
  await lay({ ...below("public_html/", site), "backup/db.sql": dump });
  const source = await bringing.inspect(folder, signal);
  expect(source).toMatchObject({
    kind: "folder",
    root: "public_html",
    dump: "backup/db.sql",
    dumpCompression: "none",
    title: "Caf'é & Co",
    origin: "https://example.com/blog",
    wordpress: "6.5.5",
    tablePrefix: "zz_",
    files: 5,
  });
  expect(await names(await bringing.openFiles(source, quiet, signal))).toEqual(site);
});

test("the dump comes out without what leaves its database, every line in its place", async () => {
  await lay({ ...site, "db.sql.gz": gzipSync(dump) });
  const source = await bringing.inspect(folder, signal);
  const sql = await text(await bringing.openDump(source, quiet, signal));
  expect(sql).not.toMatch(/CREATE DATABASE|USE |DEFINER|0900|sandbox/);
  const lineOf = (sqlText: string) => sqlText.split("\n").findIndex((line) => line.includes("INSERT INTO"));
  expect(lineOf(sql)).toBe(lineOf(dump));
  expect(sql).toContain("'Caf\\'é &amp; Co'");
  expect(Object.keys(await names(await bringing.openFiles(source, quiet, signal)))).not.toContain("db.sql.gz");
});

test("a zip with a zstd dump beside it is understood", async () => {
  const path = await zip(below("site/", site));
  await lay({ "site.sql.zst": zstdCompressSync(dump), "other.sql": "not this one" });
  const source = await bringing.inspect(path, signal);
  expect(source).toMatchObject({
    kind: "zip",
    root: "site",
    dumpCompression: "zstd",
    dump: join(folder, "site.sql.zst"),
  });
  expect(await names(await bringing.openFiles(source, quiet, signal))).toEqual(site);
  expect(await text(await bringing.openDump(source, quiet, signal))).toContain("zz_options");
});

test("WordPress in a folder of its own is brought with the folder above", async () => {
  const index = "<?php require __DIR__ . '/wp/wp-blog-header.php';";
  const { "wp-config.php": config, ...core } = site;
  await lay({ "web/index.php": index, "web/wp-config.php": config, ...below("web/wp/", core), "db.sql": dump });
  const source = await bringing.inspect(folder, signal);
  expect(source).toMatchObject({ root: "web", tablePrefix: "zz_" });
});

test("a wp-config.php one folder above is taken along", async () => {
  const { "wp-config.php": config, ...core } = site;
  await lay({ "wp-config.php": config, ...below("htdocs/", core), "db.sql": dump });
  const files = await names(await bringing.openFiles(await bringing.inspect(folder, signal), quiet, signal));
  expect(files["wp-config.php"]).toBe(config);
});

test.each<[string, () => Promise<string>, RegExp]>([
  ["nothing", async () => join(folder, "none"), /is not there/],
  ["an empty folder", async () => folder, /holds no WordPress/],
  ["no dump", async () => (await lay(site), folder), /no dump/],
  ["two dumps", async () => (await lay({ ...site, "a.sql": dump, "b.sql": dump }), folder), /more than one dump/],
  [
    "a dump of another prefix",
    async () => (await lay({ ...site, "a.sql": dump.replaceAll("zz_", "yy_") }), folder),
    /zz_options/,
  ],
  [
    "a truncated gzip",
    async () => (await lay({ ...site, "a.sql.gz": gzipSync(dump).subarray(0, 80) }), folder),
    /a\.sql\.gz.*(damaged|cut off)/,
  ],
  [
    "a truncated dump",
    async () => (await lay({ ...site, "a.sql": dump.slice(0, 260) }), folder),
    /a\.sql, line 7.*cut off/,
  ],
  [
    "a page instead of a dump",
    async () => (await lay({ ...site, "a.sql": "<html>; </html>" }), folder),
    /a\.sql, line 1/,
  ],
  [
    "a network",
    async () => (
      await lay({ ...site, "wp-config.php": `${site["wp-config.php"]} define( 'MULTISITE', true );`, "a.sql": dump }),
      folder
    ),
    /multisite/,
  ],
  [
    "two sites",
    async () => (await lay({ ...below("a/", site), ...below("b/", site), "a.sql": dump }), folder),
    /more than one WordPress/,
  ],
  [
    "a link out of the folder",
    async () => (await lay({ ...site, "a.sql": dump }), await symlink("/etc/passwd", join(folder, "x")), folder),
    /x: is a link to something outside/,
  ],
  ["a file that is no zip", async () => (await lay({ "a.zip": "no zip" }), join(folder, "a.zip")), /no zip archive/],
  [
    "a cut zip",
    async () => {
      const path = await zip({ ...site, "a.sql": dump });
      await writeFile(path, (await import("node:fs")).readFileSync(path).subarray(0, 900));
      return path;
    },
    /no zip archive/,
  ],
])("%s is refused with what is wrong", async (_, prepare, message) => {
  await expect(bringing.inspect(await prepare(), signal)).rejects.toMatchObject({ code: "bad-import", message });
});

test.each(["../evil.php", "/etc/evil.php", "a/../../evil.php", "..\\evil.php"])(
  "a zip entry named %s is refused",
  async (name) => {
    const harmless = name.replace(/./g, "x");
    const path = await zip({ ...site, "a.sql": dump, [harmless]: "x" });
    const { readFileSync } = await import("node:fs");
    const bytes = Buffer.from(readFileSync(path).toString("latin1").replaceAll(harmless, name), "latin1");
    await writeFile(path, bytes);
    await expect(bringing.inspect(path, signal)).rejects.toMatchObject({ code: "bad-import" });
  },
);

test("a link in a zip is refused", async () => {
  const path = join(folder, "l.zip");
  const archive = new ZipFile();
  archive.addBuffer(Buffer.from("/etc/passwd"), "link", { mode: 0o120777 });
  archive.end();
  await once(archive.outputStream.pipe(createWriteStream(path)), "close");
  await expect(bringing.inspect(path, signal)).rejects.toMatchObject({ code: "bad-import", data: { place: "link" } });
});

test("an abort ends the streams", async () => {
  await lay({ ...site, "a.sql": dump, "wp-content/big.bin": Buffer.alloc(5_000_000) });
  const source = await bringing.inspect(folder, signal);
  const controller = new AbortController();
  const stream = await bringing.openFiles(source, quiet, controller.signal);
  controller.abort();
  await expect(text(stream)).rejects.toThrow();
});
