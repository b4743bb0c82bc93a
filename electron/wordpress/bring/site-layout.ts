import { badImport } from "./bad-import";
import type { SourceEntry } from "./source-tree";

const deepest = 4;

/** Where things are in a source, by names alone. Paths as the entries have them; "" is the source itself. */
export interface Layout {
  /** The folder that holds wp-includes. */
  readonly core: string;
  readonly dumps: readonly SourceEntry[];
}

/** Throws `bad-import` where there is no WordPress, or several. */
export function findLayout(source: string, entries: readonly SourceEntry[]): Layout {
  const marker = "wp-includes/version.php";
  const cores = entries
    .filter(({ kind, path }) => kind === "file" && (path === marker || path.endsWith(`/${marker}`)))
    .map(({ path }) => path.slice(0, -marker.length).replace(/\/$/, ""))
    .filter((core) => depth(core) <= deepest);
  const shallowest = Math.min(...cores.map(depth));
  const candidates = cores.filter((core) => depth(core) === shallowest);
  const [core, second] = candidates;
  if (core === undefined) {
    throw badImport(
      source,
      null,
      "holds no WordPress: no wp-includes/version.php was found",
      "Bring the whole site: the folder with wp-admin, wp-content and wp-includes, and a dump of its database.",
    );
  }
  if (second !== undefined) {
    throw badImport(source, `${core || "."} and ${second}`, "holds more than one WordPress", "Bring one of them.");
  }
  return { core, dumps: findDumps(core, entries) };
}

/** Dumps are where a person or a backup put them, not among the SQL files that plugins and themes ship. */
function findDumps(core: string, entries: readonly SourceEntry[]): readonly SourceEntry[] {
  const prefix = core === "" ? "" : `${core}/`;
  return entries.filter(({ kind, path, bytes }) => {
    if (kind !== "file" || bytes === 0 || !isDumpName(path)) return false;
    const below = path.startsWith(prefix) ? path.slice(prefix.length) : null;
    if (below === null) return depth(path) <= deepest + 1;
    return !/^(?:wp-admin|wp-includes|wp-content\/(?:plugins|mu-plugins|themes|languages))\//.test(below);
  });
}

export const isDumpName = (path: string) => /\.sql(?:\.gz|\.zst|\.zstd)?$/i.test(path);

/** How many folders deep: 0 for "". */
const depth = (path: string) => (path === "" ? 0 : path.split("/").length);

export const parentOf = (path: string) => (path.includes("/") ? path.slice(0, path.lastIndexOf("/")) : "");

export const inside = (folder: string, name: string) => (folder === "" ? name : `${folder}/${name}`);
