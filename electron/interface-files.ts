import { readFile, realpath } from "node:fs/promises";
import { extname, join, sep } from "node:path";
import { defaultSettings, type Settings } from "../shared/model/settings";

/** The built interface, as both hosts serve it: only what lies in its folder, each with the right type and strict headers. */

export interface InterfaceFile {
  readonly body: Buffer;
  readonly headers: Readonly<Record<string, string>>;
}

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
  ".txt": "text/plain; charset=utf-8",
};

/** `self` covers a WebSocket to the same host, too. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** On every answer of either host. */
export const strictHeaders: Readonly<Record<string, string>> = {
  "content-security-policy": contentSecurityPolicy,
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
};

/**
 * The file an address' path names, or null: absent, outside the folder, of an unknown type. The page itself carries the
 * chosen theme and language, so that it is right from the first paint.
 */
export async function readInterfaceFile(
  folder: string,
  pathname: string,
  settings: Settings = defaultSettings,
): Promise<InterfaceFile | null> {
  const name = decode(pathname);
  if (name === null) return null;
  const wanted = join(folder, name.endsWith("/") ? `${name}index.html` : name);
  const type = types[extname(wanted)];
  if (type === undefined) return null;
  try {
    const path = await realpath(wanted);
    if (!path.startsWith((await realpath(folder)) + sep)) return null;
    // Vite puts a hash of the content into the names below assets/.
    const cache = name.startsWith("/assets/") ? "public, max-age=31536000, immutable" : "no-cache";
    const file = await readFile(path);
    const body = extname(path) === ".html" ? withChoices(file, settings) : file;
    return { body, headers: { ...strictHeaders, "content-type": type, "cache-control": cache } };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR" || code === "EISDIR") return null;
    throw error;
  }
}

/** Both are words without a quote, by the settings' own schema. */
function withChoices(page: Buffer, { theme, language }: Settings): Buffer {
  const choices = `<html data-chosen-theme="${theme}" data-chosen-language="${language}"`;
  return Buffer.from(page.toString("utf8").replace("<html", choices));
}

function decode(pathname: string): string | null {
  try {
    const name = decodeURIComponent(pathname);
    return name.startsWith("/") && !/[\0\\]/.test(name) && !name.split("/").includes("..") ? name : null;
  } catch {
    // Not an address we ever gave out.
    return null;
  }
}
