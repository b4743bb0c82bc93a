import type { FileGroup } from "../../shared/model/recording";

/** What a file of a site belongs to. `folder`: of a plugin or theme, or a plugin's only file; null for everything else. */
export interface FileOwner {
  readonly kind: FileGroup["kind"];
  readonly folder: string | null;
}

/** Set by hand or by the host; whatever folder they lie in, they change how the site runs. */
const settingsFiles = new Set([".htaccess", ".htpasswd", ".user.ini", "php.ini", "web.config"]);
/** Files WordPress loads from `wp-content/` if they are there (`_get_dropins()`): they change how the site runs, and no page lists them. */
const dropIns = new Set([
  "advanced-cache.php",
  "blog-deleted.php",
  "blog-inactive.php",
  "blog-suspended.php",
  "db.php",
  "db-error.php",
  "fatal-error-handler.php",
  "install.php",
  "maintenance.php",
  "object-cache.php",
  "php-error.php",
  "sunrise.php",
]);
const coreFiles = new Set(["index.php", "xmlrpc.php", "license.txt", "readme.html"]);
const cacheFolders = /^wp-content\/(?:[^/]*cache[^/]*|upgrade|upgrade-temp-backup|wflogs)\//;

const core: FileOwner = { kind: "core", folder: null };
const configuration: FileOwner = { kind: "configuration", folder: null };
const uploads: FileOwner = { kind: "uploads", folder: null };
const other: FileOwner = { kind: "other", folder: null };

/** Where a content folder was moved to can't be told from a path: what lies there is `other`. */
export function ownerOf(path: string): FileOwner {
  const [top = "", second, third, ...deeper] = path.split("/");
  if (second === undefined) return ownerInRoot(top);
  if (top === "wp-content") return ownerInContent(path, second, third, deeper.length > 0);
  if (settingsFiles.has(path.slice(path.lastIndexOf("/") + 1))) return configuration;
  return top === "wp-admin" || top === "wp-includes" ? core : other;
}

function ownerInRoot(name: string): FileOwner {
  if (name === "wp-config.php" || settingsFiles.has(name)) return configuration;
  return coreFiles.has(name) || /^wp-[a-z-]+\.php$/.test(name) ? core : other;
}

function ownerInContent(path: string, second: string, third: string | undefined, deeper: boolean): FileOwner {
  if (third === undefined) {
    if (second === "index.php") return core;
    return dropIns.has(second) || settingsFiles.has(second) ? configuration : other;
  }
  if (second === "uploads") return isPassing(path) ? other : uploads;
  const plugins = second === "plugins" || second === "mu-plugins";
  if (!plugins && second !== "themes") return other;
  if (deeper) return { kind: plugins ? "plugin" : "theme", folder: `wp-content/${second}/${third}` };
  // "Silence is golden": WordPress' own.
  if (third === "index.php") return core;
  if (settingsFiles.has(third)) return configuration;
  return plugins && third.endsWith(".php") ? { kind: "plugin", folder: path } : other;
}

/** Caches, what an update unpacks, and logs: they come and go by themselves. */
export function isPassing(path: string): boolean {
  return cacheFolders.test(path) || path.endsWith(".log") || path.endsWith("/error_log") || path === "error_log";
}
