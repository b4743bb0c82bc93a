import { SiteId, VersionId } from "../../shared/ids";
import { toNowhere, toSite } from "./places";

/**
 * `tidemark://site/<id>` and `tidemark://site/<id>?version=<id>`: a link that any program or page may have made. It can
 * only choose a place to look at; what is no such place leads to the page that says so.
 */
export const linkScheme = "tidemark";

export function placeOfLink(link: string): string {
  if (!URL.canParse(link)) return toNowhere;
  const { protocol, host, pathname, searchParams, username, password } = new URL(link);
  if (protocol !== `${linkScheme}:` || host !== "site" || username !== "" || password !== "") return toNowhere;
  const site = SiteId.safeParse(pathname.replace(/^\//, "").replace(/\/$/, ""));
  if (!site.success) return toNowhere;
  const said = searchParams.get("version");
  if (said === null) return toSite(site.data);
  const version = VersionId.safeParse(said);
  return version.success ? toSite(site.data, version.data) : toNowhere;
}

/** The link a command line ends with: Windows and Linux hand it over as the last argument. */
export function linkIn(argv: readonly string[]): string | null {
  return argv.findLast((argument) => argument.toLowerCase().startsWith(`${linkScheme}:`)) ?? null;
}
