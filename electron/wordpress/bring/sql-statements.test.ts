import fc from "fast-check";
import { expect, test } from "vitest";
import { sqlStatements } from "./sql-statements";

async function* pieces(text: string | Buffer, size: number): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function split(text: string | Buffer, size = 7): Promise<readonly (readonly [string, number, string])[]> {
  const found: [string, number, string][] = [];
  for await (const { bytes, line, kind } of sqlStatements(pieces(text, size), "dump.sql")) {
    found.push([bytes.toString("utf8").trim(), line, kind]);
  }
  return found;
}

test("statements end at semicolons, but not at those in strings, names and comments", async () => {
  const dump = `-- a; b
/* c; d */ INSERT INTO \`x;y\` VALUES ('a;''b\\'; c', "d;\\"e");# f;
SELECT 1;`;
  expect(await split(dump)).toEqual([
    ["INSERT INTO `x;y` VALUES ('a;''b\\'; c', \"d;\\\"e\");", 2, "statement"],
    ["SELECT 1;", 3, "statement"],
    ["", 3, "rest"],
  ]);
});

test("a comment that is code is kept, the sandbox line is not", async () => {
  const dump = "/*M!999999\\- enable the sandbox mode */ \n/*!40101 SET NAMES utf8mb4 */;\n";
  expect(await split(dump)).toEqual([
    ["/*!40101 SET NAMES utf8mb4 */;", 2, "statement"],
    ["", 3, "rest"],
  ]);
});

test("the client's DELIMITER is followed and kept", async () => {
  const dump = "DELIMITER ;;\nCREATE TRIGGER t BEGIN a; b; END ;;\nDELIMITER ;\nSELECT 2;\n";
  expect((await split(dump)).map(([text]) => text)).toEqual([
    "DELIMITER ;;",
    "CREATE TRIGGER t BEGIN a; b; END ;;",
    "DELIMITER ;",
    "SELECT 2;",
    "",
  ]);
});

test("a byte order mark is passed over", async () => {
  expect((await split("\uFEFFSELECT 1;"))[0]).toEqual(["SELECT 1;", 1, "statement"]);
});

test.each([
  ["SELECT 1;\n\\! rm -rf /\n", "line 2", /command to the client/],
  ["SELECT 1;\nINSERT INTO a VALUES ('x", "line 2", /cut off/],
  ["SELECT 1;\nINSERT INTO a", "line 2", /cut off/],
  ["\0\0\0\0", "line 1", /not SQL/],
])("%j is refused with its line", async (dump, place, why) => {
  await expect(split(dump)).rejects.toMatchObject({ data: { file: "dump.sql", place }, message: why });
});

test("however a dump is cut into chunks, the statements are the same", async () => {
  const token = fc.constantFrom(
    "'a;\\'b'",
    '"x""y"',
    "`;`",
    "-- c;\n",
    "/* ; */",
    "/*!40000 X */",
    ";",
    "\n",
    " a ",
    "--b",
    "/",
    "-",
    "é",
  );
  await fc.assert(
    fc.asyncProperty(fc.array(token, { maxLength: 40 }), fc.integer({ min: 1, max: 50 }), async (tokens, size) => {
      const dump = `${tokens.join("")} x;`;
      const outcome = (pieceSize: number) => split(dump, pieceSize).catch((error: Error) => error.message);
      expect(await outcome(size)).toEqual(await outcome(1 << 20));
    }),
    { numRuns: 200 },
  );
});

test("no byte of a statement is lost or changed", async () => {
  const dump = "INSERT INTO a VALUES ('\x80\xff',1);\n\nUPDATE b SET c='d';\n";
  const parts: Buffer[] = [];
  for await (const { bytes } of sqlStatements(pieces(Buffer.from(dump, "latin1"), 3), "d")) parts.push(bytes);
  expect(Buffer.concat(parts).toString("latin1")).toBe(dump);
});
