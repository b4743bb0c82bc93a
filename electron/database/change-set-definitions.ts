import type { Definition } from "../core/log-item";

/** A table by its database and its own name. */
export interface TableName {
  readonly database: string;
  readonly name: string;
}

/** What a logged statement does to rows without the log having them. */
export type DefinitionEffect =
  /** All its rows are gone, those that come are new; `emptied` leaves the table, `made` has made it. */
  | { readonly kind: "made" | "emptied" | "dropped"; readonly table: TableName }
  | { readonly kind: "renamed"; readonly from: TableName; readonly to: TableName }
  /** Its rows may be others now. */
  | { readonly kind: "altered"; readonly table: TableName }
  /** Rows of this database may be others now, or everybody's where it is null. */
  | { readonly kind: "unclear"; readonly database: string | null };

const name = "(?:`(?:[^`]|``)+`|[\\w$\\u0080-\\uffff]+)";
const qualified = `(${name})(?:\\s*\\.\\s*(${name}))?`;
const start = (words: string) => new RegExp(`^${words}\\s*${qualified}`, "iu");

const createTable = start("CREATE\\s+(OR\\s+REPLACE\\s+)?TABLE\\s+(IF\\s+NOT\\s+EXISTS\\s+)?");
const truncate = start("TRUNCATE\\s+(?:TABLE\\s+)?");
const alter = start("ALTER\\s+(?:ONLINE\\s+)?(?:IGNORE\\s+)?TABLE\\s+(?:IF\\s+EXISTS\\s+)?");
const dropTables = /^DROP\s+TABLES?\s+(?:IF\s+EXISTS\s+)?(.*)$/isu;
const renameTables = /^RENAME\s+TABLES?\s+(?:IF\s+EXISTS\s+)?(.*)$/isu;
const dropDatabase = new RegExp(`^DROP\\s+(?:DATABASE|SCHEMA)\\s+(?:IF\\s+EXISTS\\s+)?(${name})`, "iu");
const writes = /^(?:INSERT|UPDATE|DELETE|REPLACE|LOAD|CALL|WITH|XA|SET|DO)\b/iu;

/** ALTERs that leave every row as it is: keys, engine, counters, comments, and nothing else beside them. */
const harmlessAlter =
  /^(?:(?:ADD\s+(?:UNIQUE|FULLTEXT|SPATIAL)?\s*(?:INDEX|KEY)|ADD\s+(?:UNIQUE|FULLTEXT)|DROP\s+(?:INDEX|KEY)|(?:DISABLE|ENABLE)\s+KEYS|ENGINE\s*=?|AUTO_INCREMENT\s*=?|COMMENT\s*=?|FORCE)\b[^,(]*(?:\([^()]*(?:\(\d+\)[^()]*)*\))?[^,()]*(?:,\s*|$))+$/iu;

/** Statements by what they make of rows; none for those that make nothing of them (views, grants, analyses, routines). */
export function effectsOf({
  database,
  statement,
}: Pick<Definition, "database" | "statement">): readonly DefinitionEffect[] {
  const text = withoutComments(statement);
  const tableOf = (one: string | undefined, other: string | undefined): TableName =>
    other === undefined ? { database, name: plain(one) } : { database: plain(one), name: plain(other) };

  const created = createTable.exec(text);
  if (created !== null) {
    const [, replaced, ifNotExists, one, other] = created;
    // One that is there already stays as it is; the log doesn't say whether it was.
    if (replaced === undefined && ifNotExists !== undefined) return [];
    return [{ kind: "made", table: tableOf(one, other) }];
  }
  const truncated = truncate.exec(text);
  if (truncated !== null) return [{ kind: "emptied", table: tableOf(truncated[1], truncated[2]) }];
  const dropped = dropTables.exec(text)?.[1];
  if (dropped !== undefined) {
    return [...dropped.matchAll(new RegExp(`(?:^|,)\\s*${qualified}`, "giu"))].map(([, one, other]) => ({
      kind: "dropped",
      table: tableOf(one, other),
    }));
  }
  const renamed = renameTables.exec(text)?.[1];
  if (renamed !== undefined) return renames(renamed, tableOf);
  const altered = alter.exec(text);
  if (altered !== null) return alters(text.slice(altered[0].length).trim(), tableOf(altered[1], altered[2]), tableOf);
  const gone = dropDatabase.exec(text)?.[1];
  if (gone !== undefined) return [{ kind: "unclear", database: plain(gone) }];
  // Rows that were logged as a statement may be anywhere: a trigger or a function may write to other databases, too.
  return writes.test(text) ? [{ kind: "unclear", database: null }] : [];
}

type TableOf = (one: string | undefined, other: string | undefined) => TableName;

function renames(list: string, tableOf: TableOf): readonly DefinitionEffect[] {
  const pair = new RegExp(`(?:^|,)\\s*${qualified}\\s+(?:(?:NO)?WAIT\\s+)?TO\\s+${qualified}`, "giu");
  return [...list.matchAll(pair)].map(([, one, other, three, four]) => ({
    kind: "renamed",
    from: tableOf(one, other),
    to: tableOf(three, four),
  }));
}

function alters(clauses: string, table: TableName, tableOf: TableOf): readonly DefinitionEffect[] {
  const renamed = new RegExp(
    `^RENAME\\s+(?:TO\\s+|AS\\s+|=\\s*)?(?!COLUMN\\b|INDEX\\b|KEY\\b)${qualified}$`,
    "iu",
  ).exec(clauses);
  if (renamed !== null) return [{ kind: "renamed", from: table, to: tableOf(renamed[1], renamed[2]) }];
  return harmlessAlter.test(clauses) ? [] : [{ kind: "altered", table }];
}

const plain = (quoted = "") => (quoted.startsWith("`") ? quoted.slice(1, -1).replaceAll("``", "`") : quoted);

/** Comments before and behind; what MariaDB runs in spite of its comment is read as if it had none. */
function withoutComments(statement: string): string {
  return statement
    .replace(/\/\*M?!\d*([\s\S]*?)\*\//gu, "$1")
    .replace(/^(?:\s|\/\*[\s\S]*?\*\/|--\s.*\n|#.*\n)+/u, "")
    .replace(/(?:\s|;|\/\*(?:(?!\*\/)[\s\S])*\*\/)+$/u, "");
}
