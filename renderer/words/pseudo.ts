/** Fields of a text with parts that are no texts themselves. */
const untranslated = new Set(["kind", "to", "url", "command", "mark"]);

/** The catalogue with every text in brackets; what a text was given stands inside them, as it would in any language. */
export function pseudo<T>(words: T): T {
  if (typeof words === "string") return `⟦${words}⟧` as T;
  if (typeof words === "function") {
    const speak = words as unknown as (...given: readonly unknown[]) => unknown;
    return ((...given: readonly unknown[]) => pseudo(speak(...given))) as T;
  }
  if (Array.isArray(words)) return words.map((word: unknown) => pseudo(word)) as T;
  if (typeof words !== "object" || words === null) return words;
  return Object.fromEntries(
    Object.entries(words).map(([key, word]) => [
      key,
      untranslated.has(key) && typeof word === "string" ? word : pseudo(word),
    ]),
  ) as T;
}
