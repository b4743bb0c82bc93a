import { client } from "./client";

/**
 * Opens an address in its own tab (or, under Electron, in the system's browser). Resolves to false when the browser
 * held it back, so that the caller can offer a link instead.
 */
export async function openAddress(url: string): Promise<boolean> {
  if (window.tidemark !== undefined) return (await client.system.openExternal({ url })).opened;
  const tab = window.open(url, "_blank");
  if (tab === null) return false;
  // Still about:blank here, so it is ours to cut: the site must not reach back to this page.
  tab.opener = null;
  return true;
}
