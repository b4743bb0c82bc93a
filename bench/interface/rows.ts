import type { Browser } from "@playwright/test";
import type { Unit } from "../samples";
import type { Shape } from "./host/made-up-site";

/** What a part of the interface's benchmark works with. */
export interface InterfaceBench {
  readonly browser: Browser;
  /** How often each figure is to be measured. */
  readonly samples: number;
  readonly quick: boolean;
  readonly signal: AbortSignal;
  record(measure: string, unit: Unit, ...values: readonly number[]): void;
  /** What a figure can't say: how many, at which size. */
  note(name: string, fact: string): void;
  say(text: string): void;
}

/** The site of the promise: 100,000 versions in 12 lanes over four years. */
export const largeSite = (versions: number): Shape => ({
  number: 0,
  title: "Saltmarsh Kitchen",
  versions,
  branches: 12,
  rewinds: 3,
  years: 4,
  now: Date.now(),
});

/** Sites as a person has them, with a few branches each; their history ends at `now`. */
export const manySites = (count: number, now: number): readonly Shape[] =>
  Array.from({ length: count }, (_, index) => ({
    number: index,
    title: `Site ${index + 1}`,
    versions: 120,
    branches: 1 + (index % 4),
    rewinds: 1,
    years: 1,
    now,
  }));
