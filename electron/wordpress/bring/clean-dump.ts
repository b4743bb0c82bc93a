import { badImport } from "./bad-import";
import { judge, mend, mendCollations } from "./sql-rules";
import { type SqlStatement, sqlStatements } from "./sql-statements";

const headBytes = 2000;
/** Dumps that say nothing hold UTF-8, dates of zero and ids of zero; those that do say otherwise themselves. On the first line, so that line numbers stay. */
const preamble =
  "SET NAMES utf8mb4; SET SESSION sql_mode='NO_AUTO_VALUE_ON_ZERO'; SET SESSION foreign_key_checks=0; SET SESSION unique_checks=0; ";

/**
 * A dump without what would leave its database or change the server, its definers and comments. Every line keeps its number.
 * Fails with `bad-import` at the first statement that does not belong in a dump.
 */
export async function* cleanDump(source: AsyncIterable<Buffer>, file: string): AsyncGenerator<Buffer> {
  yield Buffer.from(preamble);
  let any = false;
  for await (const statement of sqlStatements(source, file)) {
    if (statement.kind === "statement") any = true;
    yield clean(statement, file);
  }
  if (!any) throw badImport(file, null, "holds no SQL");
}

function clean({ bytes, kind, line }: SqlStatement, file: string): Buffer {
  if (kind !== "statement") return bytes;
  const verdict = judge(bytes.toString("latin1", 0, headBytes));
  switch (verdict.kind) {
    case "refuse":
      throw badImport(file, `line ${line}`, verdict.why);
    case "drop":
      return Buffer.from("\n".repeat(lineEnds(bytes)));
    case "keep":
      if (verdict.text === "as it is") return bytes;
      // Latin-1 keeps every byte, whatever the dump's charset.
      return Buffer.from(mendCollations(mend(bytes.toString("latin1"))), "latin1");
  }
}

function lineEnds(bytes: Buffer): number {
  let count = 0;
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) count++;
  return count;
}
