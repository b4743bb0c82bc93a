const entities: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: " ",
  hellip: "…",
  ndash: "–",
  mdash: "—",
  lsquo: "‘",
  rsquo: "’",
  ldquo: "“",
  rdquo: "”",
};

function withoutEntities(text: string): string {
  if (!text.includes("&")) return text;
  return text.replaceAll(/&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|([a-z]{2,6}));/g, (whole, decimal, hex, name) => {
    const code = decimal !== undefined ? Number(decimal) : hex !== undefined ? Number.parseInt(hex, 16) : null;
    if (code !== null) return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    return entities[String(name)] ?? whole;
  });
}

/** A title or a name as a person reads it: no markup, no control characters, on one line. */
export function plainName(text: string | null): string {
  if (text === null || text === "") return "";
  const plain = withoutEntities(text.slice(0, 2000).replaceAll(/<[^<>]*>/g, ""))
    .replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, " ")
    .trim();
  return plain.length > 200 ? `${plain.slice(0, 199).trimEnd()}…` : plain;
}

/** `my-great_plugin` as a heading: "My great plugin". */
export function humanised(slug: string): string {
  const plain = plainName(slug.replaceAll(/[-_]+/g, " "));
  return plain === "" ? "" : plain[0]?.toUpperCase() + plain.slice(1);
}

/** Scripts without spaces between words: each of their characters counts as one, as in WordPress. */
const word =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|[[\p{L}\p{N}\p{M}]--[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]]+(?:['’\-.][[\p{L}\p{N}\p{M}]--[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]]+)*/gv;

/** The words a reader of a post sees: no blocks, markup or shortcodes. Linear, whatever the content. */
export function wordsOf(content: string): readonly string[] {
  const plain = withoutEntities(
    without(
      without(without(content, /<!--/g, /-->/g), /<script\b/gi, /<\/script\s*>/gi),
      /<style\b/gi,
      /<\/style\s*>/gi,
    )
      .replaceAll(
        /<\/?(?:p|div|br|li|h[1-6]|td|th|tr|ul|ol|figure|figcaption|blockquote|section|pre|table)\b[^<>]*>/gi,
        " ",
      )
      .replaceAll(/<[^<>]*>/g, "")
      .replaceAll(/\[\/?[a-z][\w-]*(?:\s[^[\]]*)?\]/gi, " "),
  );
  return plain.match(word) ?? [];
}

/** Without what stands between these; what is never closed stays, and is looked for no further. */
function without(text: string, opening: RegExp, closing: RegExp): string {
  let kept = "";
  let at = 0;
  for (;;) {
    opening.lastIndex = at;
    const open = opening.exec(text);
    if (open === null) return kept + text.slice(at);
    closing.lastIndex = opening.lastIndex;
    if (closing.exec(text) === null) return kept + text.slice(at);
    kept += `${text.slice(at, open.index)} `;
    at = closing.lastIndex;
  }
}
