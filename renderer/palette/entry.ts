import type { MarkShape } from "../../shared/timeline/mark-kinds";
import type { ShortcutId } from "../actions/shortcuts";
import type { IconLike } from "../ui/button";

export type EntryIcon =
  | { readonly kind: "icon"; readonly icon: IconLike }
  | { readonly kind: "mark"; readonly shape: MarkShape }
  | { readonly kind: "site"; readonly siteId: string; readonly title: string };

export type EntryGroup = "recent" | "time" | "events" | "versions" | "do" | "branches" | "sites" | "pages";

/** One line of the palette: a place to go to or a thing to do. */
export interface Entry {
  /** The same for the same thing every time, so that it can be remembered. */
  readonly key: string;
  readonly group: EntryGroup;
  readonly icon: EntryIcon;
  readonly text: string;
  /** At the right: where or when. */
  readonly note: string;
  /** Other words it is found by. */
  readonly also: string;
  readonly shortcut?: ShortcutId;
  readonly danger?: boolean;
  /** Found by typing, but not offered before. */
  readonly quiet?: boolean;
  run(): void;
  /** With Ctrl or ⌘ and Enter. */
  readonly other?: { readonly kind: "peek" | "open"; run(): void };
  /** What else can be done with it, offered below when it is the best result. */
  readonly follow?: () => readonly Entry[];
}
