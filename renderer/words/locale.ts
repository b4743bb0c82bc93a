/**
 * The languages Tidemark speaks. Another one is its code here, a folder beside `en/` with every text of `Words`, and
 * its line in languages.ts; a missing text is a type error.
 */
export const spoken = ["en"] as const;
export type Spoken = (typeof spoken)[number];

/** Every English text in ⟦brackets⟧, dates and figures in another script: shows what is not in the catalogue. */
export const pseudoLanguage = "en-XA";

/** Where the choice is kept for the next load, before the host has said what is set. */
export const languageKey = "tidemark.language";

/** The chosen language, or the first of the person's own that is spoken, or English. */
export function pickLanguage(chosen: string | null, own: readonly string[]): Spoken | typeof pseudoLanguage {
  if (chosen === pseudoLanguage) return pseudoLanguage;
  const wanted = chosen === null || chosen === "system" ? own : [chosen];
  for (const tag of wanted) {
    const found = spoken.find((one) => one === tag.toLowerCase().split("-")[0]);
    if (found !== undefined) return found;
  }
  return "en";
}

function storedLanguage(): string | null {
  return typeof localStorage === "undefined" ? null : localStorage.getItem(languageKey);
}

export const language = pickLanguage(storedLanguage(), globalThis.navigator?.languages ?? []);

/** Dates, figures and plurals as this language writes them. English: day before month, a clock of 24 hours. */
const locales: Readonly<Record<typeof language, string>> = { en: "en-GB", [pseudoLanguage]: "uk" };
export const locale = locales[language];
