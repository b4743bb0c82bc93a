import { open, opendir, realpath, stat } from "node:fs/promises";
import { join, sep } from "node:path";
import { Readable } from "node:stream";
import { badImport } from "./bad-import";
import { isLitter, most, type SourceEntry, type SourceTree } from "./source-tree";

/**
 * A folder on this machine. Links that stay inside it are taken as what they point to; one that leaves it is refused: without
 * its target the site would be incomplete, with it Tidemark would copy what nobody asked for.
 */
export async function openFolder(path: string): Promise<SourceTree> {
  const root = await realpath(path);

  async function* walk(below: string, above: readonly string[], signal: AbortSignal): AsyncGenerator<SourceEntry> {
    if (above.length > most.depth) throw badImport(below, null, "folders are nested too deeply");
    const real = await realpath(join(root, below));
    for await (const found of await opendir(join(root, below))) {
      signal.throwIfAborted();
      const inside = below === "" ? found.name : `${below}/${found.name}`;
      if (isLitter(inside)) continue;
      if (!found.isFile() && !found.isDirectory() && !found.isSymbolicLink()) continue;
      const target = found.isSymbolicLink() ? await linkTarget(root, inside) : join(root, inside);
      const about = await stat(target);
      if (about.isFile()) yield { path: inside, kind: "file", bytes: about.size, modified: about.mtime };
      if (!about.isDirectory()) continue;
      if (target === real || above.includes(target)) throw badImport(inside, null, "is a link to a folder it lies in");
      yield { path: inside, kind: "folder", bytes: 0, modified: about.mtime };
      yield* walk(inside, [...above, real], signal);
    }
  }

  return {
    list: (signal) => walk("", [], signal),
    async open(entry, signal) {
      const target = await linkTarget(root, entry.path);
      const handle = await open(target, "r");
      const { size } = await handle.stat();
      if (size < entry.bytes) {
        await handle.close();
        throw badImport(entry.path, null, "became shorter while it was read");
      }
      if (entry.bytes === 0) {
        await handle.close();
        return Readable.from([]);
      }
      return handle.createReadStream({ start: 0, end: entry.bytes - 1, signal });
    },
    close: async () => {},
  };
}

/** Where a path leads in the end; refused where that is outside the folder. */
async function linkTarget(root: string, inside: string): Promise<string> {
  const target = await realpath(join(root, inside)).catch((cause: unknown) => {
    throw badImport(inside, null, "is a link that leads nowhere", undefined, cause);
  });
  if (target !== root && !target.startsWith(root + sep)) {
    throw badImport(inside, null, "is a link to something outside the folder", "Put what it points to in its place.");
  }
  return target;
}
