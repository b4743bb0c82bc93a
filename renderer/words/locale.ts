import { languages } from "../../shared/languages";

export type Spoken = (typeof languages)[number];

/** Every English text in ⟦brackets⟧, dates and figures in another script: shows what is not in the catalogue. */
export const pseudoLanguage = "en-XA";

/** The chosen language, or the first of the person's own that is spoken, or English. */
export function pickLanguage(chosen: string | null, own: readonly string[]): Spoken | typeof pseudoLanguage {
  if (chosen === pseudoLanguage) return pseudoLanguage;
  const wanted = chosen === null || chosen === "system" ? own : [chosen];
  for (const tag of wanted) {
    const found = languages.find((one) => one === tag.toLowerCase().split("-")[0]);
    if (found !== undefined) return found;
  }
  return "en";
}

/** What the host wrote into the page it served: the setting, known before the first text is shown. */
function served(): string | null {
  return typeof document === "undefined" ? null : (document.documentElement.dataset["chosenLanguage"] ?? null);
}

export const language = pickLanguage(served(), globalThis.navigator?.languages ?? []);

interface Place {
  /** For the names of months and weekdays, figures, plurals and the order of letters. */
  readonly locale: string;
  /** From bytes up, by thousands. */
  readonly byteUnits: readonly string[];
}

const places: Readonly<Record<typeof language, Place>> = {
  en: { locale: "en", byteUnits: ["B", "KB", "MB", "GB", "TB"] },
  [pseudoLanguage]: { locale: "uk", byteUnits: ["Б", "КБ", "МБ", "ГБ", "ТБ"] },
};
export const { locale, byteUnits } = places[language];
