import { posix } from "node:path";
import { pack, type Pack } from "tar-stream";
import type { ContainerFile } from "../core/ports";

/** Folders below this one are Tidemark's own; every other folder is left as the image has it. */
const ownRoot = "tidemark";

/** The files as one tar stream, for `PUT /containers/x/archive?path=/`. Tidemark's own folders are 0755 and root's. */
export function packFiles(files: readonly ContainerFile[]): Pack {
  const tar = pack();
  const folders = new Set<string>();
  for (const file of files) {
    if (!file.path.startsWith("/") || posix.normalize(file.path) !== file.path) {
      throw new Error(`not an absolute, plain path: ${file.path}`);
    }
    const name = file.path.slice(1);
    for (const folder of ownFolders(name)) {
      if (folders.has(folder)) continue;
      folders.add(folder);
      tar.entry({ name: folder, type: "directory", mode: 0o755, uid: 0, gid: 0, mtime: new Date() });
    }
    const { mode, uid, gid } = file;
    tar.entry({ name, mode, uid, gid, mtime: new Date() }, file.content);
  }
  tar.finalize();
  return tar;
}

/** `tidemark/`, `tidemark/guard/`, ... above a file. */
function ownFolders(name: string): readonly string[] {
  const parts = name.split("/").slice(0, -1);
  if (parts[0] !== ownRoot) return [];
  return parts.map((_, index) => `${parts.slice(0, index + 1).join("/")}/`);
}
