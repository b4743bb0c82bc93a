import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { pack } from "tar-stream";
import type { BringSource, Progress } from "../../core/ports";
import { badImport } from "./bad-import";
import { filesBelow, listEntries } from "./inspect";
import { inside, parentOf } from "./site-layout";
import type { SourceEntry, SourceTree } from "./source-tree";

/** WordPress' files as a tar stream, named from the document root on; the tree is closed with the stream. */
export async function packSite(
  tree: SourceTree,
  source: BringSource,
  progress: Progress,
  signal: AbortSignal,
): Promise<Readable> {
  const entries = await listEntries(tree, signal);
  const dump = entries.find(({ path }) => path === source.dump) ?? null;
  const files = filesBelow(source.root, entries, dump);
  const total = files.reduce((sum, { bytes }) => sum + bytes, 0) || 1;
  const tar = pack();
  let done = 0;

  async function fill(): Promise<void> {
    for (const [index, file] of files.entries()) {
      signal.throwIfAborted();
      const name = source.root === "" ? file.path : file.path.slice(source.root.length + 1);
      await add(file, name);
      done += file.bytes;
      if (index % 50 === 0 || done === total)
        progress(done / total, { kind: "files", done: index + 1, total: files.length });
    }
    const config = configAbove(source.root, entries);
    if (config !== null) await add(config, "wp-config.php");
    tar.finalize();
  }

  async function add(file: SourceEntry, name: string): Promise<void> {
    const header = { name, size: file.bytes, mode: 0o644, mtime: file.modified };
    if (file.bytes === 0) {
      tar.entry(header, "");
      return;
    }
    const entry = tar.entry(header);
    try {
      await pipeline(await tree.open(file, signal), entry, { signal });
    } catch (cause) {
      signal.throwIfAborted();
      throw badImport(file.path, null, "could not be read to its end", undefined, cause);
    }
  }

  const stream = Readable.from(tar as AsyncIterable<Buffer>, { objectMode: false });
  void fill()
    .catch((error: unknown) => stream.destroy(error instanceof Error ? error : new Error(String(error))))
    .then(() => tree.close());
  stream.once("close", () => tar.destroy());
  return stream;
}

/** WordPress also reads a wp-config.php one folder above itself, unless another WordPress lives there. */
function configAbove(root: string, entries: readonly SourceEntry[]): SourceEntry | null {
  const at = (path: string) => entries.find((entry) => entry.path === path && entry.kind === "file") ?? null;
  if (root === "" || at(inside(root, "wp-config.php")) !== null) return null;
  const above = parentOf(root);
  return at(inside(above, "wp-settings.php")) === null ? at(inside(above, "wp-config.php")) : null;
}
