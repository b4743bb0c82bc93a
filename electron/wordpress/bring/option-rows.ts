/** The few rows of an options table that tell who a site is. */
export interface SiteOptions {
  readonly siteurl?: string;
  readonly home?: string;
  readonly blogname?: string;
}

const wanted = new Set(["siteurl", "home", "blogname"]);

/** The table a statement inserts into or creates, and its column list; null for any other statement. */
export function insertTarget(
  head: string,
): { readonly table: string; readonly columns: readonly string[] | null; readonly valuesAt: number } | null {
  const match =
    /^\s*(?:INSERT\s+(?:IGNORE\s+|DELAYED\s+)?INTO|REPLACE\s+INTO)\s+(?:`([^`]+)`|"([^"]+)"|([\w$]+))\s*(?:\(([^)]*)\)\s*)?VALUES\s*/i.exec(
      head,
    );
  if (match === null) return null;
  const columns =
    match[4] === undefined ? null : match[4].split(",").map((name) => name.trim().replace(/^[`"]|[`"]$/g, ""));
  return { table: match[1] ?? match[2] ?? match[3] ?? "", columns, valuesAt: match[0].length };
}

/** siteurl, home and blogname among the rows of one INSERT; stops reading once it has all three. */
export function readOptions(values: string, columns: readonly string[] | null): SiteOptions {
  const nameAt = columns?.indexOf("option_name") ?? 1;
  const valueAt = columns?.indexOf("option_value") ?? 2;
  const found: Record<string, string> = {};
  if (nameAt < 0 || valueAt < 0) return found;
  for (const row of rows(values)) {
    const name = row[nameAt];
    const value = row[valueAt];
    if (name !== undefined && value !== undefined && wanted.has(name)) found[name] ??= value;
    if (Object.keys(found).length === wanted.size) break;
  }
  return found;
}

/** `(1,'a','b'),(2,...)`: strings unescaped, everything else as written. */
function* rows(text: string): Generator<readonly string[]> {
  const token = /\s*(?:'((?:[^'\\]|\\[\s\S]|'')*)'|"((?:[^"\\]|\\[\s\S]|"")*)"|([^\s,()'"]+)|([(),;]))/y;
  let row: string[] | null = null;
  for (let match = token.exec(text); match !== null; match = token.exec(text)) {
    const [, single, double, plain, sign] = match;
    if (sign === "(") row = [];
    else if (sign === ")" && row !== null) {
      yield row;
      row = null;
    } else if (sign === ";") return;
    else if (row !== null && sign === undefined) row.push(plain ?? unescape(single ?? double ?? ""));
  }
}

const escapes: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", "0": "\0", Z: "\x1a", b: "\b" };

function unescape(text: string): string {
  return text.replace(/\\([\s\S])|''|""/g, (found, sign: string | undefined) =>
    sign === undefined ? found.charAt(0) : (escapes[sign] ?? sign),
  );
}

/** A title as a person typed it: WordPress keeps it with HTML's entities. */
export function decodeTitle(stored: string): string {
  const named: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };
  return stored
    .replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(amp|lt|gt|quot|apos));/gi, (found, decimal, hex, name) => {
      if (name !== undefined) return named[String(name).toLowerCase()] ?? found;
      const point = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
      return point <= 0x10ffff ? String.fromCodePoint(point) : found;
    })
    .replace(/[\u0000-\u001f\u007f]/g, " ")
    .trim()
    .slice(0, 200);
}
