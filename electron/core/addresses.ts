import { recordingOf } from "../../shared/model/recording-policy";
import type { Branch, Site } from "../../shared/model/site";
import type { GuardSettings, SiteSecrets } from "./ports";

/** The host name of a branch: `blog.localhost`, `draft--blog.localhost`. */
export function branchHost(site: Pick<Site, "slug">, branch: Pick<Branch, "kind" | "name">): string {
  return branch.kind === "main" ? `${site.slug}.localhost` : `${branch.name}--${site.slug}.localhost`;
}

/** Its origin as a browser needs it; the port is left out where it is 80. */
export function branchOrigin(site: Pick<Site, "slug">, branch: Pick<Branch, "kind" | "name">, port: number): string {
  return `http://${branchHost(site, branch)}${port === 80 ? "" : `:${port}`}`;
}

/** How the guard is to treat a branch when it runs on a lane. */
export function guardSettings(
  site: Site,
  branch: Branch,
  laneId: string,
  port: number,
  secrets: SiteSecrets,
): GuardSettings {
  return {
    siteId: site.id,
    branchId: branch.id,
    laneId,
    branchName: branch.name,
    canonical: site.canonical,
    origin: branchOrigin(site, branch, port),
    routerPort: port,
    kind: branch.kind,
    quarantined: branch.quarantined,
    beforeRisks: recordingOf(site.recording).beforeRisks,
    secrets,
  };
}
