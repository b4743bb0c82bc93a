/** What the comment at the beginning of a plugin's main file or of a theme's style sheet says of it. */
export interface Header {
  readonly name: string;
  readonly release: string | null;
}

const longestName = 120;

export function pluginHeader(head: string): Header | null {
  return header(head, "Plugin Name");
}

export function themeHeader(head: string): Header | null {
  return header(head, "Theme Name");
}

/** Of `wp-includes/version.php`. */
export function coreRelease(head: string): string | null {
  return /^\s*\$wp_version\s*=\s*['"]([^'"]{1,40})['"]/m.exec(head)?.[1] ?? null;
}

function header(head: string, nameField: string): Header | null {
  const name = field(head, nameField);
  return name === null ? null : { name, release: field(head, "Version") };
}

/** As WordPress reads it (`get_file_data`): a line of a comment, up to where the comment or PHP ends. */
function field(head: string, name: string): string | null {
  const line = new RegExp(`^(?:[ \\t]*<\\?php)?[ \\t/*#@]*${name}:(.*)$`, "im").exec(head.replaceAll("\r", "\n"))?.[1];
  const value = (line ?? "")
    .replace(/\s*(?:\*\/|\?>).*$/, "")
    .replace(/<[^>]*>/g, "")
    .replaceAll("&amp;", "&")
    .trim();
  return value === "" ? null : value.slice(0, longestName);
}
