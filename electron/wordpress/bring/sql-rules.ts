/** What becomes of a statement of a dump. */
export type Verdict =
  | { readonly kind: "keep"; readonly text: "as it is" | "mended" }
  /** It would leave its database or change the server. */
  | { readonly kind: "drop" }
  | { readonly kind: "refuse"; readonly why: string };

const dropped =
  /^(?:(?:CREATE|DROP|ALTER)\s+(?:DATABASE|SCHEMA|USER|ROLE|SERVER|TABLESPACE)\b|USE\b|GRANT\b|REVOKE\b|FLUSH\b|RESET\b|PURGE\b|CHANGE\s+MASTER\b|CHANGE\s+REPLICATION\b|SET\s+(?:PASSWORD|ROLE|DEFAULT\s+ROLE|GLOBAL|PERSIST)\b|SET\s+@@(?:GLOBAL|PERSIST)\b|SET\s+(?:@@)?(?:SESSION\s*[. ]\s*)?(?:SQL_LOG_BIN|GTID_\w+)\b|SET\s+@MYSQLDUMP_TEMP_LOG_BIN\b|(?:CREATE|DROP|ALTER)\s+(?:DEFINER\s*=\s*\S+\s+)?EVENT\b|(?:UN)?INSTALL\b)/i;
const allowed =
  /^(?:INSERT|REPLACE)\b|^(?:CREATE|DROP|ALTER)\s+(?:OR\s+REPLACE\s+|IF\s+NOT\s+EXISTS\s+|ONLINE\s+|OFFLINE\s+|TEMPORARY\s+|UNIQUE\s+|FULLTEXT\s+|SPATIAL\s+|AGGREGATE\s+|ALGORITHM\s*=\s*\w+\s+|DEFINER\s*=\s*\S+\s+|SQL\s+SECURITY\s+\w+\s+)*(?:TABLE|INDEX|VIEW|TRIGGER|PROCEDURE|FUNCTION|SEQUENCE)\b|^(?:LOCK|UNLOCK)\s+TABLES?\b|^SET\b|^(?:START\s+TRANSACTION|BEGIN|COMMIT|ROLLBACK)\b|^(?:UPDATE|DELETE|TRUNCATE|ANALYZE)\b|^(?:CREATE|DEFINER|SQL\s+SECURITY|VIEW|TRIGGER|PROCEDURE|FUNCTION)\b/i;
const otherDatabase =
  /^(?:INSERT\s+(?:IGNORE\s+)?INTO|REPLACE\s+INTO|(?:CREATE|DROP|ALTER|TRUNCATE)\s+TABLE(?:\s+IF\s+(?:NOT\s+)?EXISTS)?|UPDATE|DELETE\s+FROM|LOCK\s+TABLES)\s+(?:`[^`]+`|[\w$]+)\s*\.\s*[`\w]/i;
const rowsOnly = /^(?:INSERT|REPLACE|UPDATE|DELETE)\b/i;

/** Decides by a statement's first words (the first few hundred bytes are enough), already without comments. */
export function judge(head: string): Verdict {
  const words = bare(head);
  if (words === "" || words.startsWith("*/")) return { kind: "keep", text: "as it is" };
  if (dropped.test(words)) return { kind: "drop" };
  if (!allowed.test(words)) {
    return { kind: "refuse", why: `“${words.slice(0, 40).replace(/\s+/g, " ").trim()}” does not belong in a dump` };
  }
  if (otherDatabase.test(words)) return { kind: "refuse", why: "names another database" };
  return { kind: "keep", text: rowsOnly.test(words) ? "as it is" : "mended" };
}

/** `/*!40101 SET` is SET to the server. */
function bare(head: string): string {
  return head.trimStart().replace(/^(?:\/\*M?!\d*\s*)+/, "");
}

const definer =
  /\bDEFINER\s*=\s*(?:`[^`]*`|'[^']*'|"[^"]*"|[\w$]+)(?:\s*@\s*(?:`[^`]*`|'[^']*'|"[^"]*"|[\w.%$-]+)|\s*\(\s*\))?/gi;

/** Without who once defined it, and with collations MariaDB has. For statements that hold no rows. */
export function mend(statement: string): string {
  const headEnd = statement.search(/\b(?:BEGIN|AS\s+SELECT)\b/i);
  const end = headEnd < 0 ? statement.length : headEnd;
  return statement.slice(0, end).replace(definer, "") + statement.slice(end);
}

/** MySQL 8's collations, which MariaDB lacks, outside of strings. */
export function mendCollations(statement: string): string {
  return statement.replace(/('(?:[^'\\]|\\.|'')*')|\butf8mb4_0900_\w+|\butf8mb4_[a-z]+_0900_\w+/gi, (found, text) =>
    text === undefined ? "utf8mb4_unicode_520_ci" : found,
  );
}
