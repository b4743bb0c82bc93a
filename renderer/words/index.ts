import { languages, type Words } from "./languages";
import { language, pseudoLanguage } from "./locale";
import { pseudo } from "./pseudo";

/** Every text of the interface, in the language picked when the page was loaded. */
export const words: Words = language === pseudoLanguage ? pseudo(languages.en) : languages[language];

export const { causes: causeWords, problem: problemWords, timeline: timelineWords } = words;

export type { Problem, WayOut } from "./en/problems";
