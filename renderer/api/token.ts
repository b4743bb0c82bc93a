const key = "tidemark.token";

/**
 * The token that proves this page was opened by the person: it arrives once in the address's fragment (never sent to
 * a server, never in a referrer), moves to this tab's storage and leaves the address.
 */
export function takeToken(location: Location, history: History, storage: Storage): string | null {
  const fragment = new URLSearchParams(location.hash.replace(/^#/, ""));
  const fresh = fragment.get("token");
  if (fresh !== null) {
    storage.setItem(key, fresh);
    history.replaceState(null, "", `${location.pathname}${location.search}#/`);
  }
  return storage.getItem(key);
}

export function currentToken(): string | null {
  return sessionStorage.getItem(key);
}
