import { readdir, stat } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import type { BringSource } from "../../core/ports";
import { badImport } from "./bad-import";
import { type DumpFacts, readDumpFacts } from "./dump-facts";
import { type Compression, compressionOf, type DumpPlace } from "./dump-stream";
import { openFolder } from "./folder-tree";
import { decodeTitle } from "./option-rows";
import { findLayout, inside, isDumpName, parentOf } from "./site-layout";
import type { SourceEntry, SourceTree } from "./source-tree";
import { parseWordPressVersion, parseWpConfig, type WpConfig } from "./wp-config";
import { openZip } from "./zip-tree";

const longestConfig = 1024 * 1024;

export interface Opened {
  readonly kind: BringSource["kind"];
  readonly path: string;
  readonly tree: SourceTree;
}

/** Throws `bad-import` where there is neither a folder nor a zip. */
export async function openSource(path: string, signal: AbortSignal): Promise<Opened> {
  const absolute = resolve(path);
  const about = await stat(absolute).catch((cause: unknown) => {
    throw badImport(
      path,
      null,
      "is not there, or can't be read",
      "Check the path; it is one on the machine that runs Tidemark.",
      cause,
    );
  });
  if (about.isDirectory()) return { kind: "folder", path: absolute, tree: await openFolder(absolute) };
  if (!about.isFile()) throw badImport(path, null, "is neither a folder nor a zip archive");
  return { kind: "zip", path: absolute, tree: await openZip(absolute, signal) };
}

export async function listEntries(tree: SourceTree, signal: AbortSignal): Promise<readonly SourceEntry[]> {
  const entries: SourceEntry[] = [];
  for await (const entry of tree.list(signal)) entries.push(entry);
  return entries;
}

export async function inspectSource(path: string, signal: AbortSignal): Promise<BringSource> {
  const opened = await openSource(path, signal);
  try {
    return await inspectOpened(opened, signal);
  } finally {
    await opened.tree.close();
  }
}

async function inspectOpened({ kind, path, tree }: Opened, signal: AbortSignal): Promise<BringSource> {
  const entries = await listEntries(tree, signal);
  const byPath = new Map(entries.map((entry) => [entry.path, entry]));
  const layout = findLayout(path, entries);
  const text = async (entry: SourceEntry | undefined) => (entry === undefined ? null : readText(tree, entry, signal));
  const root = await documentRoot(layout.core, byPath, text);
  const config = await findConfig(root, layout.core, byPath, text);
  if (config?.multisite === true) throw network(path);
  const wordpress = parseWordPressVersion(
    (await text(byPath.get(inside(layout.core, "wp-includes/version.php")))) ?? "",
  );

  const places = layout.dumps.length > 0 ? layout.dumps.map(placeOf) : await dumpsBeside(path, kind);
  const { place, compression, facts } = await chooseDump(tree, path, places, config?.tablePrefix ?? null, signal);
  if (facts.multisite) throw network(path);

  const site = filesBelow(root, entries, place.entry);
  const dumpBytes = place.bytes * (compression === "none" ? 1 : 6);
  return {
    path,
    kind,
    root,
    dump: place.path,
    dumpCompression: compression,
    title: decodeTitle(facts.options.blogname ?? "") || basename(path).replace(/\.zip$/i, ""),
    origin: originOf(facts.options.home) ?? originOf(facts.options.siteurl),
    wordpress,
    tablePrefix: facts.tablePrefix,
    files: site.length,
    bytes: site.reduce((sum, { bytes }) => sum + bytes, 0) + dumpBytes,
  };
}

/** The site's files: everything below the root but the dump. */
export function filesBelow(
  root: string,
  entries: readonly SourceEntry[],
  dump: SourceEntry | null,
): readonly SourceEntry[] {
  const prefix = root === "" ? "" : `${root}/`;
  return entries.filter(({ kind, path }) => kind === "file" && path.startsWith(prefix) && path !== dump?.path);
}

/** Of WordPress in a folder of its own, the folder above, whose index.php leads into it. */
async function documentRoot(
  core: string,
  byPath: ReadonlyMap<string, SourceEntry>,
  text: (entry: SourceEntry | undefined) => Promise<string | null>,
): Promise<string> {
  if (core === "") return core;
  const above = parentOf(core);
  const name = core.slice(above === "" ? 0 : above.length + 1);
  const index = (await text(byPath.get(inside(above, "index.php")))) ?? "";
  return index.includes(`${name}/wp-blog-header.php`) ? above : core;
}

async function findConfig(
  root: string,
  core: string,
  byPath: ReadonlyMap<string, SourceEntry>,
  text: (entry: SourceEntry | undefined) => Promise<string | null>,
): Promise<WpConfig | null> {
  for (const folder of new Set([core, root])) {
    const php = await text(byPath.get(inside(folder, "wp-config.php")));
    if (php !== null) return parseWpConfig(php);
  }
  return null;
}

const placeOf = (entry: SourceEntry): DumpPlace => ({ path: entry.path, bytes: entry.bytes, entry });

/** Beside the source: one named like it, or the only one there. */
async function dumpsBeside(path: string, kind: BringSource["kind"]): Promise<readonly DumpPlace[]> {
  const folder = dirname(path);
  const names = (await readdir(folder)).filter(isDumpName);
  const stem = kind === "zip" ? basename(path).replace(/\.zip$/i, "") : basename(path);
  const named = names.filter((name) => name.replace(/\.sql(?:\.\w+)?$/i, "") === stem);
  const chosen = named.length > 0 ? named : names;
  return Promise.all(
    chosen.map(async (name) => {
      const file = join(folder, name);
      return { path: file, bytes: (await stat(file)).size, entry: null };
    }),
  );
}

/** The one dump that has the site's options. */
async function chooseDump(
  tree: SourceTree,
  source: string,
  places: readonly DumpPlace[],
  prefix: string | null,
  signal: AbortSignal,
): Promise<{ readonly place: DumpPlace; readonly compression: Compression; readonly facts: DumpFacts }> {
  if (places.length === 0) {
    throw badImport(
      source,
      null,
      "has no dump of its database (.sql, .sql.gz or .sql.zst), in it or beside it",
      "Export the database (phpMyAdmin, wp db export, your host's backup) and put the file into the folder.",
    );
  }
  const fitting = [];
  for (const place of places) {
    const compression = await compressionOf(tree, place, signal);
    const facts = await readDumpFacts(tree, place, compression, prefix, signal);
    if (facts !== null) fitting.push({ place, compression, facts });
  }
  const [only, second] = fitting;
  if (only === undefined) {
    const table = prefix === null ? "no options table of a WordPress" : `no rows for the table ${prefix}options`;
    const why = prefix === null ? "" : ", which wp-config.php names";
    throw badImport(
      places[0]?.path ?? source,
      null,
      `has ${table}${why}`,
      "Bring the dump that belongs to these files.",
    );
  }
  if (second !== undefined) {
    throw badImport(
      source,
      `${only.place.path} and ${second.place.path}`,
      "has more than one dump",
      "Leave one of them there.",
    );
  }
  return only;
}

/** `https://example.com/blog`: as it was born, without a slash at the end; null where it is no http address. */
function originOf(stored: string | undefined): string | null {
  if (stored === undefined || !URL.canParse(stored)) return null;
  const url = new URL(stored);
  if (url.protocol !== "http:" && url.protocol !== "https:") return null;
  return `${url.protocol}//${url.host}${url.pathname.replace(/\/+$/, "")}`;
}

function network(path: string) {
  return badImport(
    path,
    null,
    "is a network of sites (multisite)",
    "Tidemark takes single sites. Export one site of the network by itself.",
  );
}

async function readText(tree: SourceTree, entry: SourceEntry, signal: AbortSignal): Promise<string> {
  if (entry.bytes > longestConfig) throw badImport(entry.path, null, "is too large to be what its name says");
  const chunks: Buffer[] = [];
  for await (const chunk of (await tree.open(entry, signal)) as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}
