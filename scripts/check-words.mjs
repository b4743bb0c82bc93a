// Fails on a text in the renderer that is not in the catalogue of words: node scripts/check-words.mjs
import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parseSync } from "vite";

const root = fileURLToPath(new URL("../", import.meta.url));

/** Attributes and properties of ours and of HTML that a person reads or hears. */
const spoken = new Set(
  "alt aria-description aria-label aria-placeholder aria-roledescription aria-valuetext confirm happened hint label lead message name note placeholder text title".split(
    " ",
  ),
);
/** On an input or an SVG these are no texts. */
const silent = { name: new Set(["input", "meta", "slot"]) };

/** Reads the same in every language: names, and parts of addresses. */
const anywhere = /^(Tidemark|Docker|WordPress|PHP|MariaDB|https?:\/\/|\.localhost)$/;

const isText = (value) => /\p{L}{2}/u.test(value) && !anywhere.test(value.trim());

/** `path:line: text` for every text that stands in the markup of one file. */
export function literalTextsIn(path, source) {
  const { program, errors } = parseSync(path, source);
  if (errors.length > 0) throw new Error(`${path}: ${errors[0].message}`);
  const found = [];
  const say = (node, value) => {
    if (!isText(value)) return;
    const line = source.slice(0, node.start).split("\n").length;
    found.push(`${path}:${line}: “${value.trim().replaceAll(/\s+/g, " ")}” belongs in renderer/words`);
  };
  visit(program, (node) => {
    if (node.type === "JSXText") say(node, node.value);
    if (node.type === "JSXElement" || node.type === "JSXFragment") {
      for (const child of node.children) {
        if (child.type === "JSXExpressionContainer")
          for (const value of stringsOf(child.expression)) say(value, value.text);
      }
    }
    if (node.type === "JSXOpeningElement") {
      for (const attribute of node.attributes) {
        const name = attribute.name?.name;
        if (!spoken.has(name) || silent[name]?.has(node.name.name)) continue;
        for (const value of stringsOf(attribute.value?.expression ?? attribute.value)) say(value, value.text);
      }
    }
  });
  return found;
}

/** The strings an expression can have as its value, as far as that shows. */
function stringsOf(node) {
  switch (node?.type) {
    case "Literal":
      return typeof node.value === "string" ? [{ start: node.start, text: node.value }] : [];
    case "TemplateLiteral":
      return node.quasis.map((part) => ({ start: part.start, text: part.value.cooked ?? "" }));
    case "ConditionalExpression":
      return [...stringsOf(node.consequent), ...stringsOf(node.alternate)];
    case "LogicalExpression":
      return [...stringsOf(node.left), ...stringsOf(node.right)];
    case "BinaryExpression":
      return node.operator === "+" ? [...stringsOf(node.left), ...stringsOf(node.right)] : [];
    default:
      return [];
  }
}

function visit(node, see) {
  if (Array.isArray(node)) for (const one of node) visit(one, see);
  else if (typeof node === "object" && node !== null) {
    if (typeof node.type === "string") see(node);
    for (const [key, value] of Object.entries(node)) if (key !== "parent") visit(value, see);
  }
}

function* markupIn(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* markupIn(path);
    else if (entry.name.endsWith(".tsx")) yield relative(root, path).split(sep).join("/");
  }
}

export function checkWords() {
  return [...markupIn(join(root, "renderer"))].flatMap((path) =>
    literalTextsIn(path, readFileSync(join(root, path), "utf8")),
  );
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const texts = checkWords();
  if (texts.length > 0) console.error(`words: ${texts.length} outside the catalogue\n${texts.join("\n")}`);
  process.exitCode = texts.length === 0 ? 0 : 1;
}
