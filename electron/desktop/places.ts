/** Places of the interface by their address, which is the fragment of its page (renderer/app/router.ts reads it). */

export const toSites = "#/";
export const toHealth = "#/health";
export const toSettings = "#/settings";
/** Leads to the page that says so. */
export const toNowhere = "#/nothing-there";

export function toSite(siteId: string, versionId: string | null = null): string {
  return `#/site/${siteId}${versionId === null ? "" : `?version=${versionId}`}`;
}

/** The site a page's address shows; null elsewhere. */
export function siteIn(url: string): string | null {
  return /#\/site\/(s[a-z0-9]{11})(?:[/?]|$)/.exec(url)?.[1] ?? null;
}
