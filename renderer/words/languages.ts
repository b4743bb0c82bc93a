import { en } from "./en/index";
import type { Spoken } from "./locale";

/** The same shape in another language: a text stays a text, a function takes the same and gives a text. */
type InAnyLanguage<T> = T extends string
  ? string
  : T extends (...given: infer Given) => infer Result
    ? (...given: Given) => Result extends string ? string : Result
    : T extends object
      ? { readonly [K in keyof T]: InAnyLanguage<T[K]> }
      : T;

/** Every text of the interface; English is the reference. */
export type Words = InAnyLanguage<typeof en>;

export const languages: Readonly<Record<Spoken, Words>> = { en };

/** What each language calls itself. */
export const languageNames: Readonly<Record<Spoken, string>> = { en: "English" };
