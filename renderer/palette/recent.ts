const key = "tidemark.recent";
const most = 12;

/** Keys of what was chosen in the palette, the last one first. */
export function recentKeys(storage: Storage): readonly string[] {
  try {
    const found: unknown = JSON.parse(storage.getItem(key) ?? "[]");
    return Array.isArray(found) ? found.filter((one) => typeof one === "string").slice(0, most) : [];
  } catch {
    // Written by something else: what was recent is no loss.
    return [];
  }
}

/** A time is never the same again, what happened has to be asked for, and a deletion should not be the first thing at hand. */
export function remember(storage: Storage, entry: { readonly key: string; readonly danger?: boolean }): void {
  if (/^(time|event)\./.test(entry.key) || entry.danger === true) return;
  const others = recentKeys(storage).filter((one) => one !== entry.key);
  storage.setItem(key, JSON.stringify([entry.key, ...others].slice(0, most)));
}
