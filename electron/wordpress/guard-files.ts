import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { ContainerFile, GuardSettings } from "../core/ports";
import { apacheMapping } from "./apache-mapping";
import { apacheSite, insideFiles } from "./apache-site";
import { insideCertificate } from "./inside-certificate";
import { parseOrigin } from "./origin";
import { phpSettings } from "./php-settings";

/** Where everything of Tidemark's lies in a web container, outside the site's own files. */
export const guardFolder = "/tidemark/guard";
const guardEntry = `${guardFolder}/guard.php`;
const wwwData = { uid: 33, gid: 33 };
const root = { uid: 0, gid: 0 };

/** The guard's PHP, read once. */
export function readGuard(assetsFolder: string): readonly ContainerFile[] {
  const folder = join(assetsFolder, "guard");
  return readdirSync(folder)
    .filter((name) => name.endsWith(".php"))
    .map((name) => ({
      path: `${guardFolder}/${name}`,
      content: readFileSync(join(folder, name)),
      mode: 0o644,
      ...root,
    }));
}

/** What is the same for every branch of a site. */
export function siteFiles(settings: GuardSettings): readonly ContainerFile[] {
  const canonical = parseOrigin(settings.canonical);
  const secret = (name: string, content: string) => ({
    path: `/tidemark/secrets/${name}`,
    content,
    mode: 0o400,
    ...wwwData,
  });
  return [
    ...(canonical.scheme === "https" ? hopFiles() : []),
    secret("database-password", settings.secrets.databaseSite),
    secret("guard", settings.secrets.guard),
    {
      path: "/usr/local/etc/php/conf.d/zz-tidemark.ini",
      content: phpSettings(guardEntry),
      mode: 0o644,
      ...root,
    },
    {
      path: "/etc/apache2/sites-available/000-default.conf",
      content: apacheSite(canonical, settings.routerPort, guardEntry),
      mode: 0o644,
      ...root,
    },
  ];
}

function hopFiles(): readonly ContainerFile[] {
  const { certificate, key } = insideCertificate();
  return [
    { path: insideFiles.certificate, content: certificate, mode: 0o644, ...root },
    { path: insideFiles.key, content: key, mode: 0o400, ...root },
  ];
}

/** Who the branch is: laid into a running container these hold from the next request on. */
export function branchFiles(settings: GuardSettings): readonly ContainerFile[] {
  const about = {
    siteId: settings.siteId,
    branchId: settings.branchId,
    laneId: settings.laneId,
    branchName: settings.branchName,
    canonical: settings.canonical,
    origin: settings.origin,
    kind: settings.kind,
    quarantined: settings.quarantined,
    beforeRisks: settings.beforeRisks,
  };
  return [
    { path: `${guardFolder}/settings.json`, content: JSON.stringify(about), mode: 0o644, ...root },
    {
      path: "/.htaccess",
      content: apacheMapping(parseOrigin(settings.canonical), parseOrigin(settings.origin), settings.quarantined),
      mode: 0o644,
      ...root,
    },
  ];
}

/** For the image's wp-config.php: the same the guard defines first, so that tools that pass by the guard work as well. */
export function siteEnvironment(): Readonly<Record<string, string>> {
  return {
    WORDPRESS_DB_HOST: "localhost:/site/run/mysqld.sock",
    WORDPRESS_DB_NAME: "wordpress",
    WORDPRESS_DB_USER: "wordpress",
    WORDPRESS_DB_PASSWORD_FILE: "/tidemark/secrets/database-password",
  };
}
