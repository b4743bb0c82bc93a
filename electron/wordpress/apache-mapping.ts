import { authority, type Origin, sameOrigin } from "./origin";

/**
 * The guard's mapping once more, for what Apache serves by itself: style sheets, scripts, pages kept as files by a cache plugin,
 * redirects made by `.htaccess`. Also a net below the guard for output that left PHP's buffers early: mapping twice changes nothing.
 * Reads as an access file, so that a branch's name can change while its web server runs.
 */
export function apacheMapping(canonical: Origin, branch: Origin, quarantined: boolean): string {
  const lines = ["# Written by Tidemark: who this branch is."];
  if (quarantined) lines.push('Header always set X-Robots-Tag "noindex, nofollow"');
  if (!sameOrigin(canonical, branch)) lines.push(...redirects(canonical, branch), ...substitutions(canonical, branch));
  return `${lines.join("\n")}\n`;
}

const slash = String.raw`(?:/|\\{1,16}(?:/|u002f))`;
const colon = String.raw`(?::|\\{1,16}u003a)`;
const encodedSlash = "%(?:25){0,3}2f";
const encodedColon = "%(?:25){0,3}3a";
const end = String.raw`(?![a-z0-9_@-]|\.[a-z0-9]|\\{1,16}u002d|:\d|%(?:25){0,3}3a\d)`;
const bare = String.raw`(?<![\w:/\\%.;-])`;

function hostPattern(canonical: Origin, portColon: string): string {
  const host = canonical.host
    .replace(/^www\./, "")
    .replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
    .replaceAll("-", String.raw`(?:-|\\{1,16}u002d)`);
  return String.raw`(?:www\.)?${host}${canonical.port === "" ? "" : portColon + canonical.port}`;
}

/** A request the site makes to itself gets canonical addresses. */
const toVisitors = '"expr=-z %{req_novary:Tidemark-Inside}"';

function redirects(canonical: Origin, branch: Origin): readonly string[] {
  const host = hostPattern(canonical, ":");
  const target = `${branch.scheme}://${authority(branch)}`;
  return ["Header", "Header always"].map(
    (header) =>
      `${header} edit Location ${quoted(`(?i)^(?:https?:)?//${host}(?=[/?#]|$)`)} ${quoted(target)} ${toVisitors}`,
  );
}

function substitutions(canonical: Origin, branch: Origin): readonly string[] {
  const port = branch.port === "" ? "" : `:${branch.port}`;
  const encodedPort = branch.port === "" ? "" : `$1${branch.port}`;
  const host = hostPattern(canonical, colon);
  const encodedHost = hostPattern(canonical, encodedColon);
  const rules = [
    [`https?(${colon}${slash}${slash})${host}${end}`, `${branch.scheme}$1${branch.host}${port}`],
    [
      `https?(${encodedColon})(${encodedSlash}${encodedSlash})${encodedHost}${end}`,
      `${branch.scheme}$1$2${branch.host}${encodedPort}`,
    ],
    [`${bare}(${slash}${slash})${host}${end}`, `$1${branch.host}${port}`],
  ];
  return [
    "SubstituteMaxLineLength 64m",
    ...rules.map(([pattern, replacement]) => `Substitute ${quoted(`s~${pattern}~${replacement}~i`)}`),
  ];
}

/** Apache takes `\\` for one backslash inside quotes and leaves a single one before anything else as it is. */
function quoted(text: string): string {
  return `"${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;
}
