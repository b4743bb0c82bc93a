import type { SourceTree } from "./source-tree";
import { badImport } from "./bad-import";
import { type Compression, type DumpPlace, openPacked, readDump } from "./dump-stream";
import { insertTarget, readOptions, type SiteOptions } from "./option-rows";
import { judge } from "./sql-rules";
import { sqlStatements } from "./sql-statements";

export interface DumpFacts {
  /** What stands before `options` in the name of its options table. */
  readonly tablePrefix: string;
  readonly options: SiteOptions;
  /** It has the tables of a network of sites. */
  readonly multisite: boolean;
}

const headBytes = 2000;

/**
 * Reads a dump as far as needed to know whose it is: to the options of the given prefix, or of the first options table where
 * none is known. Null: there are none. Throws `bad-import` for what is no dump.
 */
export async function readDumpFacts(
  tree: SourceTree,
  place: DumpPlace,
  compression: Compression,
  knownPrefix: string | null,
  signal: AbortSignal,
): Promise<DumpFacts | null> {
  const packed = await openPacked(tree, place, signal);
  let tablePrefix: string | null = null;
  let options: SiteOptions = {};
  let multisite = false;
  for await (const { bytes, line, kind } of sqlStatements(
    readDump(packed, compression, place.path, () => {}),
    place.path,
  )) {
    signal.throwIfAborted();
    if (kind !== "statement") continue;
    const head = bytes.toString("latin1", 0, headBytes);
    const verdict = judge(head);
    if (verdict.kind === "refuse") throw badImport(place.path, `line ${line}`, verdict.why);
    const created = /^\s*CREATE\s+TABLE\s+(?:IF\s+NOT\s+EXISTS\s+)?[`"]?([\w$]*)(?:sitemeta|site)\b/i.exec(head)?.[1];
    if (created !== undefined && (knownPrefix === null || created === knownPrefix)) multisite = true;
    const target = insertTarget(head);
    if (target === null || !target.table.endsWith("options")) {
      if (options.siteurl !== undefined && tablePrefix !== null) break;
      continue;
    }
    const prefix = target.table.slice(0, -"options".length);
    if (knownPrefix !== null && prefix !== knownPrefix) continue;
    if (tablePrefix !== null && prefix !== tablePrefix) continue;
    const text = decode(bytes);
    const again = insertTarget(text.slice(0, headBytes));
    const found = readOptions(text.slice(again?.valuesAt ?? 0), target.columns);
    // Plugins have tables whose names end like that as well.
    if (tablePrefix === null && found.siteurl === undefined && found.home === undefined) continue;
    tablePrefix = prefix;
    options = { ...found, ...options };
    if (options.siteurl !== undefined && options.home !== undefined && options.blogname !== undefined) break;
  }
  return tablePrefix === null ? null : { tablePrefix, options, multisite };
}

function decode(bytes: Buffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return bytes.toString("latin1");
    throw error;
  }
}
