import type { IconLike } from "../ui/button";
import { isMac } from "../ui/mac";
import type { MenuEntry } from "../ui/menu";
import { keyCaps, type ShortcutId } from "./shortcuts";

/**
 * One thing that can be done here and now. Menus, the palette, the keys and the system's menu all run the same one;
 * what it is called, its icon, its key and when it can be done stand once, in this folder.
 */
export interface Action {
  /** Unique within the place it is for: "rewind", "site.export", "branch.stop". */
  readonly id: string;
  readonly name: string;
  readonly icon: IconLike;
  readonly enabled: boolean;
  readonly shortcut?: ShortcutId | undefined;
  readonly danger?: boolean;
  /** A short figure beside it: how many mails there are. */
  readonly note?: string;
  /** Other words somebody may look for it by. */
  readonly also?: string;
  /** What it is done to, where a list holds the actions of several: the site's title. */
  readonly about?: string;
  run(): void;
}

/** Actions as entries of a menu; "line" is a separator. One that is null is left out. */
export function menuEntries(actions: readonly (Action | "line" | null)[]): readonly MenuEntry[] {
  const entries: MenuEntry[] = [];
  for (const action of actions) {
    if (action === null) continue;
    if (action === "line") {
      if (entries.length > 0 && entries.at(-1)?.kind !== "line")
        entries.push({ kind: "line", key: `line-${entries.length}` });
      continue;
    }
    const { name, icon, enabled, danger = false, note, shortcut, run } = action;
    entries.push({
      kind: "item",
      label: name,
      icon,
      danger,
      disabled: !enabled,
      ...(note === undefined ? {} : { note }),
      ...(shortcut === undefined ? {} : { keys: keyCaps(shortcut, isMac) }),
      onSelect: run,
    });
  }
  if (entries.at(-1)?.kind === "line") entries.pop();
  return entries;
}

/** The action of this id; throws where the caller named one that is not there. */
export function actionNamed(actions: readonly Action[], id: string): Action {
  const found = actions.find((one) => one.id === id);
  if (found === undefined) throw new Error(`There is no action ${id} here.`);
  return found;
}
