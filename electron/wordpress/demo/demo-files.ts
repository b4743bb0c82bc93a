import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, posix } from "node:path";
import type { ContainerFile } from "../../core/ports";

/** Where the demo's importer and what it imports lie in a web container while they are needed. */
export const demoFolder = "/tidemark/demo";
export const importer = `${demoFolder}/import/fill.php`;

/** Everything below `demo/` of the assets, about 1.2 MB: read when a demo is made, not before. */
export function readDemo(assetsFolder: string): readonly ContainerFile[] {
  const root = join(assetsFolder, "demo");
  return readdirSync(root, { recursive: true, encoding: "utf8" })
    .map((name) => ({ name, path: join(root, name) }))
    .filter(({ path }) => statSync(path).isFile())
    .map(({ name, path }) => ({
      path: posix.join(demoFolder, name.replaceAll("\\", "/")),
      content: readFileSync(path),
      mode: 0o644,
      uid: 0,
      gid: 0,
    }));
}
