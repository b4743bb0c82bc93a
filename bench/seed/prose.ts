/** Text that looks and packs like prose: made-up words in natural proportions, the same ones in every run. */

export type Random = () => number;

/** Mulberry32: small, quick, good enough for text. 0 <= x < 1. */
export function newRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const onsets = [
  "b",
  "br",
  "c",
  "ch",
  "d",
  "f",
  "g",
  "h",
  "l",
  "m",
  "n",
  "p",
  "pr",
  "qu",
  "r",
  "s",
  "sh",
  "st",
  "t",
  "tr",
  "v",
  "w",
];
const cores = ["a", "e", "i", "o", "u", "ai", "ea", "ee", "ie", "oo", "ou"];
const codas = ["", "", "l", "m", "n", "nd", "ng", "r", "rt", "s", "st", "t", "ck"];

const pick = <T>(random: Random, list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;

/** Frequent words first, and shorter, as in any language. */
export function vocabulary(random: Random, count: number): readonly string[] {
  const words = new Set<string>();
  while (words.size < count) {
    const syllables = 1 + Math.floor(random() * (1 + Math.min(3, words.size / 400)));
    let word = "";
    for (let index = 0; index < syllables; index++)
      word += pick(random, onsets) + pick(random, cores) + pick(random, codas);
    words.add(word);
  }
  return [...words];
}

/** The n-th word about as often as 1/n (Zipf). */
const word = (random: Random, words: readonly string[]): string =>
  words[Math.floor(words.length ** random()) - 1] ?? words[0] ?? "";

/** Some sentences, about `length` characters. Plain letters, commas and stops: safe between SQL quotes. */
export function paragraph(random: Random, words: readonly string[], length: number): string {
  let text = "";
  while (text.length < length) {
    const count = 6 + Math.floor(random() * 14);
    const sentence = Array.from({ length: count }, (_, index) => {
      const comma = index > 2 && index < count - 2 && random() < 0.08 ? "," : "";
      // A number, a name, a date now and then: what text has beside words.
      return (random() < 0.03 ? String(Math.floor(random() * 2_000)) : word(random, words)) + comma;
    }).join(" ");
    text += `${text === "" ? "" : " "}${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`;
  }
  return text;
}
