import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough, Readable } from "node:stream";
import { pack } from "tar-stream";
import { expect, onTestFinished, test } from "vitest";
import { createBringing } from "../bring/bringing";
import { createExporting } from "./exporting";

const signal = new AbortController().signal;

async function scratch(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "tidemark-export-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

function siteTar(): Readable {
  const tar = pack();
  tar.entry({ name: "./", type: "directory" });
  tar.entry({ name: "./wp-includes/version.php" }, "<?php $wp_version = '6.5';");
  tar.entry({ name: "./wp-content/uploads/big.bin" }, Buffer.alloc(3_000_000, "x"));
  tar.entry({ name: "./empty.txt" }, "");
  tar.finalize();
  return Readable.from(tar as AsyncIterable<Buffer>, { objectMode: false });
}

test("what is exported can be brought back in", async () => {
  const path = join(await scratch(), "out.zip");
  const dump = Readable.from([
    Buffer.from("INSERT INTO `wp_options` VALUES (1,'siteurl','http://blog.localhost','yes');\n"),
  ]);
  await createExporting().write(createWriteStream(path), { files: siteTar(), dump, about: { title: "T" } }, signal);
  const source = await createBringing().inspect(path, signal);
  expect(source).toMatchObject({
    root: "files",
    dump: "database.sql.gz",
    dumpCompression: "gzip",
    origin: "http://blog.localhost",
    wordpress: "6.5",
    tablePrefix: "wp_",
    files: 3,
  });
});

test("a dump that breaks off fails the export", async () => {
  const path = join(await scratch(), "out.zip");
  const dump = new PassThrough();
  dump.write("INSERT");
  dump.destroy(new Error("the database went away"));
  const parts = { files: siteTar(), dump, about: {} };
  await expect(createExporting().write(createWriteStream(path), parts, signal)).rejects.toThrow(
    "the database went away",
  );
});
