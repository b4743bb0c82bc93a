import type { Settings } from "../../../shared/model/settings";
import { desktopWords } from "./en";

export type DesktopWords = typeof desktopWords;

/** By the tag of their language, as in renderer/words/languages.ts. */
const catalogues: Readonly<Record<string, DesktopWords>> = { en: desktopWords };

/** The catalogue of the chosen language, or of the first of the person's languages there is one for. */
export function wordsFor(language: Settings["language"], preferred: readonly string[]): DesktopWords {
  const wanted = [...(language === "system" ? [] : [language]), ...preferred];
  const spoken = wanted.flatMap((tag) => [tag, tag.split("-")[0] ?? tag]).find((tag) => catalogues[tag] !== undefined);
  return catalogues[spoken ?? "en"] ?? desktopWords;
}
