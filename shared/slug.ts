/** Turns any title into a valid slug; `fallback` where nothing usable is left of it (emoji, non-Latin script). */
export function slugFrom(title: string, fallback = "site"): string {
  const slug = title
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 40)
    .replace(/-+$/g, "");
  return slug === "" ? fallback : slug;
}
