/**
 * Addresses the system's browser may be asked to open: the web, encrypted, and the sites this app serves itself.
 * Everything else (file:, javascript:, custom schemes that start programs) is refused.
 */
export function isSafeOutside(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname, username, password } = new URL(url);
  if (username !== "" || password !== "") return false;
  return protocol === "https:" || (protocol === "http:" && hostname.endsWith(".localhost"));
}
