import { slugFrom } from "../../shared/slug";

export type SlugProblem = "form" | "taken";

const form = /^[a-z0-9](?:[a-z0-9]|-(?!-))*$/;

/** What keeps a text from being the first part of an address; null when nothing does. */
export function slugProblem(slug: string, taken: ReadonlySet<string>): SlugProblem | null {
  if (slug.length === 0 || slug.length > 40 || !form.test(slug) || slug.endsWith("-")) return "form";
  return taken.has(slug) ? "taken" : null;
}

/** A free slug for a title: a figure is added until nothing has it. */
export function freeSlug(title: string, taken: ReadonlySet<string>, fallback = "site"): string {
  const wanted = slugFrom(title, fallback).replace(/-{2,}/g, "-");
  if (!taken.has(wanted)) return wanted;
  for (let number = 2; ; number++) {
    const suffix = `-${number}`;
    const next = `${wanted.slice(0, 40 - suffix.length).replace(/-+$/, "")}${suffix}`;
    if (!taken.has(next)) return next;
  }
}
