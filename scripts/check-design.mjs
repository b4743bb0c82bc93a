// node scripts/check-design.mjs: the interface says colours, sizes and times only through its tokens (docs/design.md).
import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { offences, unusedTokens } from "./design/rules.mjs";

const root = fileURLToPath(new URL("../", import.meta.url));
const tokens = "renderer/ui/tokens.css";

const files = globSync("renderer/**/*.{ts,tsx,css}", { cwd: root })
  .map((path) => path.replaceAll("\\", "/"))
  .filter((path) => !/\.test\.tsx?$/.test(path));
const texts = new Map(files.map((path) => [path, readFileSync(root + path, "utf8")]));
const sources = [...texts].filter(([path]) => path !== tokens).map(([, text]) => text);

const found = [
  ...[...texts].flatMap(([path, text]) => offences(path, text)),
  ...unusedTokens(texts.get(tokens), sources.join("\n")).map((name) => `${tokens}: nothing uses --${name}`),
];
for (const line of found) console.log(line);
console.log(found.length === 0 ? `design: ${files.length} files use tokens` : `design: ${found.length} offences`);
process.exitCode = found.length === 0 ? 0 : 1;
