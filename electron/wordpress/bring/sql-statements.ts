import { badImport } from "./bad-import";

export interface SqlStatement {
  /** With its delimiter and the line ends before it; comments are left out, but not the line ends in them. */
  readonly bytes: Buffer;
  /** Where its first word stands, from 1. */
  readonly line: number;
  readonly kind: "statement" | "delimiter" | "rest";
}

const code = {
  newline: 10,
  quote: 39,
  doubleQuote: 34,
  backtick: 96,
  backslash: 92,
  dash: 45,
  slash: 47,
  star: 42,
  hash: 35,
  space: 32,
} as const;
/** The longest thing that must be seen whole: `/*M!999999`, a delimiter. */
const lookahead = 32;
/** Signs that mean nothing by themselves once a statement has begun. */
const plain = new Uint8Array(256);
for (const sign of "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 ,()._=")
  plain[sign.charCodeAt(0)] = 1;
const longestStatement = 512 * 1024 * 1024;

/**
 * Cuts a dump into statements as they stream by. Knows strings, names, comments, comments that are code (`/*!40101 ...`) and
 * the client's DELIMITER. Throws `bad-import` with the line for what can't be SQL: a backslash outside a string would be a
 * command to the client, a zero byte is no text, and a string or statement without an end means the dump was cut off.
 */
export async function* sqlStatements(source: AsyncIterable<Buffer>, file: string): AsyncGenerator<SqlStatement> {
  const scanner = createScanner(file);
  for await (const chunk of source) yield* scanner.scan(chunk, false);
  yield* scanner.scan(Buffer.alloc(0), true);
}

function createScanner(file: string) {
  let carry: Buffer = Buffer.alloc(0);
  let parts: Buffer[] = [];
  let length = 0;
  let line = 1;
  /** Where the statement under way began; 0 before its first word. */
  let began = 0;
  let openQuote = 0;
  let quoteLine = 0;
  let comment: "none" | "line" | "block" = "none";
  let delimiter = Buffer.from(";");
  let first = true;

  function scan(chunk: Buffer, isLast: boolean): SqlStatement[] {
    let data = carry.length === 0 ? chunk : Buffer.concat([carry, chunk]);
    if (first && (data.length >= 3 || isLast)) {
      if (data[0] === 0xef && data[1] === 0xbb && data[2] === 0xbf) data = data.subarray(3);
      first = false;
    }
    const found: SqlStatement[] = [];
    const end = isLast ? data.length : Math.max(0, data.length - lookahead);
    let at = 0;
    let kept = 0;

    const keep = (until: number) => {
      if (until > kept) {
        parts.push(data.subarray(kept, until));
        length += until - kept;
      }
      kept = until;
    };
    const finish = (kind: SqlStatement["kind"], until: number) => {
      keep(until);
      found.push({ bytes: Buffer.concat(parts), line: began || line, kind });
      parts = [];
      length = 0;
      began = 0;
    };

    while (at < end) {
      const byte = data[at];
      if (byte === code.newline && openQuote === 0) line++;
      if (comment !== "none") {
        const ends = comment === "line" ? byte === code.newline : byte === code.star && data[at + 1] === code.slash;
        if (byte === code.newline) {
          kept = at;
          keep(at + 1);
        }
        at += ends && comment === "block" ? 2 : 1;
        kept = at;
        if (ends) comment = "none";
        continue;
      }
      if (openQuote !== 0) {
        // Most of a dump is inside strings: as tight as it gets.
        while (at < end) {
          const inside = data[at];
          if (inside === code.newline) line++;
          if (inside === code.backslash && openQuote !== code.backtick) {
            if (data[at + 1] === code.newline) line++;
            at += 2;
            continue;
          }
          at++;
          if (inside === openQuote) {
            openQuote = 0;
            break;
          }
        }
        continue;
      }
      if (began !== 0 && byte !== undefined && plain[byte] === 1 && byte !== delimiter[0]) {
        at++;
        continue;
      }
      if (byte === code.quote || byte === code.doubleQuote || byte === code.backtick) {
        openQuote = byte;
        quoteLine = line;
        began ||= line;
        at++;
        continue;
      }
      const opened = commentAt(data, at);
      if (opened !== null) {
        keep(at);
        comment = opened;
        at += opened === "block" ? 2 : 1;
        kept = at;
        continue;
      }
      if (byte === 0) throw badImport(file, `line ${line}`, "is not SQL text");
      if (byte === code.backslash) {
        throw badImport(file, `line ${line}`, "has a backslash where no string is: a command to the client, not SQL");
      }
      if (began === 0 && byte !== undefined && byte > code.space) {
        const word = /^delimiter[ \t]+([^\r\n\s]{1,8})[ \t]*\r?\n/i.exec(data.toString("latin1", at, at + lookahead));
        if (word?.[1] !== undefined) {
          began = line;
          delimiter = Buffer.from(word[1], "latin1");
          line++;
          at += word[0].length;
          finish("delimiter", at);
          continue;
        }
        began = line;
      }
      if (byte === delimiter[0] && data.subarray(at, at + delimiter.length).equals(delimiter)) {
        at += delimiter.length;
        finish("statement", at);
        continue;
      }
      at++;
    }
    // Two bytes may have been taken at once.
    at = Math.min(at, data.length);
    keep(at);
    if (length > longestStatement) throw badImport(file, `line ${began || line}`, "is a statement without an end");
    carry = data.subarray(at);
    if (isLast) {
      if (openQuote !== 0)
        throw badImport(file, `line ${quoteLine}`, "has a string without an end: the dump is cut off");
      if (began !== 0) throw badImport(file, `line ${began}`, "is a statement without an end: the dump is cut off");
      finish("rest", at);
    }
    return found;
  }
  return { scan };
}

/** `-- `, `#`, and block comments that hold no code. `/*M!999999\-` asks for the client's sandbox: it holds none either. */
function commentAt(data: Buffer, at: number): "line" | "block" | null {
  const byte = data[at];
  const next = data[at + 1];
  if (byte === code.hash) return "line";
  if (byte === code.dash && next === code.dash) {
    const after = data[at + 2];
    return after === undefined || after <= code.space ? "line" : null;
  }
  if (byte !== code.slash || next !== code.star) return null;
  const head = data.toString("latin1", at + 2, at + 10);
  return /^M?!(?!999999)/.test(head) ? null : "block";
}
