/** Every key of the interface outside the timeline's own, in one place. `mod` is Ctrl, or ⌘ on a Mac. */
export const shortcuts = {
  palette: "mod+k",
  search: "/",
  help: "?",
  rewind: "r",
  peek: "p",
  branch: "b",
  now: "n",
  before: "[",
  after: "]",
  take: "t",
  open: "o",
  admin: "a",
  view: "v",
} as const;

export type ShortcutId = keyof typeof shortcuts;

export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

/** Which shortcut was pressed, or null. Shift is left to the layout: "?" needs it here and not there. */
export function shortcutOf(press: KeyPress, mac: boolean): ShortcutId | null {
  const mod = mac ? press.metaKey && !press.ctrlKey : press.ctrlKey && !press.metaKey;
  const key = press.key.toLowerCase();
  for (const [id, keys] of Object.entries(shortcuts) as [ShortcutId, string][]) {
    const wantsMod = keys.startsWith("mod+");
    if (wantsMod ? !mod : press.ctrlKey || press.metaKey) continue;
    // A bracket is typed with AltGr on many keyboards, which the browser reports as Ctrl+Alt or Alt.
    if (press.altKey && (wantsMod || /[a-z]/.test(key))) continue;
    if (key === (wantsMod ? keys.slice(4) : keys)) return id;
  }
  return null;
}

/** The keys as they stand on the keyboard: ["Ctrl", "K"], ["⌘", "K"], ["R"]. */
export function keyCaps(id: ShortcutId, mac: boolean): readonly string[] {
  return shortcuts[id].split("+").map((part) => (part === "mod" ? (mac ? "⌘" : "Ctrl") : part.toUpperCase()));
}

/** For aria-keyshortcuts. */
export function ariaKeys(id: ShortcutId, mac: boolean): string {
  return shortcuts[id]
    .split("+")
    .map((part) => (part === "mod" ? (mac ? "Meta" : "Control") : part.toUpperCase()))
    .join("+");
}
