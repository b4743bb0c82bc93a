/**
 * Where updates come from, where that is not the feed that was packed: TIDEMARK_UPDATE_FEED, else the setting. Null: neither, or it is no
 * feed to be trusted. What is fetched is checked against the feed's own sums, so the feed must not be forged on the way:
 * encrypted, or this very machine for a rehearsal.
 */
export function chosenFeed(fromEnvironment: string | undefined, fromSettings: string | null): string | null {
  const named = fromEnvironment || fromSettings;
  if (!named || !URL.canParse(named)) return null;
  const { protocol, hostname, href } = new URL(named);
  const here = hostname === "127.0.0.1" || hostname === "[::1]" || hostname === "localhost";
  return protocol === "https:" || (protocol === "http:" && here) ? href : null;
}
