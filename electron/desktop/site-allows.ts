import type { SiteGlance } from "./overview";

/** What a site's state allows. */
export function allowed({ state, last, doing }: SiteGlance) {
  const free = doing === null;
  const answers = state === "running" || state === "failing";
  return { open: answers, take: free && state !== "starting", rewind: free && last !== null };
}
