/**
 * Addresses the system's browser may be asked to open: the web, encrypted, and the sites this app serves itself
 * (`isOwn`). Everything else (file:, javascript:, custom schemes that start programs, other people's servers on this
 * computer) is refused.
 */
export function isSafeOutside(url: string, isOwn: (url: string) => boolean): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, username, password } = new URL(url);
  if (username !== "" || password !== "") return false;
  return protocol === "https:" || (protocol === "http:" && isOwn(url));
}
