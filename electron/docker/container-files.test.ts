import { extract } from "tar-stream";
import { expect, test } from "vitest";
import type { ContainerFile } from "../core/ports";
import { packFiles } from "./container-files";

const file = (path: string): ContainerFile => ({ path, content: "x", mode: 0o400, uid: 33, gid: 33 });

async function entriesOf(files: readonly ContainerFile[]) {
  const entries: {
    name: string;
    mode: number | undefined;
    uid: number | undefined;
    type: string | null | undefined;
  }[] = [];
  for await (const entry of packFiles(files).pipe(extract())) {
    const { name, mode, uid, type } = entry.header;
    entries.push({ name, mode, uid, type });
    entry.resume();
  }
  return entries;
}

test("a file keeps its owner and mode, and Tidemark's own folders come before it, once", async () => {
  expect(await entriesOf([file("/tidemark/a/one"), file("/tidemark/a/two")])).toEqual([
    { name: "tidemark/", mode: 0o755, uid: 0, type: "directory" },
    { name: "tidemark/a/", mode: 0o755, uid: 0, type: "directory" },
    { name: "tidemark/a/one", mode: 0o400, uid: 33, type: "file" },
    { name: "tidemark/a/two", mode: 0o400, uid: 33, type: "file" },
  ]);
});

test("folders of the image are not touched", async () => {
  expect((await entriesOf([file("/usr/local/etc/php/conf.d/x.ini")])).map((entry) => entry.name)).toEqual([
    "usr/local/etc/php/conf.d/x.ini",
  ]);
});

test("a path that climbs out is refused", () => {
  for (const path of ["etc/passwd", "/tidemark/../etc/passwd", "/a//b"])
    expect(() => packFiles([file(path)])).toThrow();
});
