import { Eye, GitBranch, Pin, PinOff, RotateCcw, Tag, Trash2 } from "lucide-react";
import type { VersionView } from "../../shared/model/views";
import type { MenuEntry } from "../ui/menu";
import { clock } from "../ui/time";
import { words } from "../words";

/** What can be done with a version, by whoever shows it: the panel, the list, the timeline. */
export interface VersionActions {
  /** False while an operation runs on the site: one writer per site. */
  readonly free: boolean;
  rewind(versionId: string): void;
  branch(versionId: string): void;
  peek(versionId: string): void;
  pin(versionId: string, pinned: boolean): void;
  label(versionId: string): void;
  remove(versionId: string): void;
}

export function versionEntries(version: VersionView, actions: VersionActions): readonly MenuEntry[] {
  const { panel } = words.site;
  const id = version.id;
  const blocked = !actions.free;
  return [
    {
      kind: "item",
      label: panel.rewind(clock(version.at)),
      icon: RotateCcw,
      disabled: blocked,
      onSelect: () => actions.rewind(id),
    },
    { kind: "item", label: panel.branch, icon: GitBranch, disabled: blocked, onSelect: () => actions.branch(id) },
    {
      kind: "item",
      label: version.peekBranchId === null ? panel.peek : panel.peekOpen,
      icon: Eye,
      disabled: blocked && version.peekBranchId === null,
      onSelect: () => actions.peek(id),
    },
    { kind: "line", key: "marks" },
    {
      kind: "item",
      label: version.pinned ? panel.unpin : panel.pin,
      icon: version.pinned ? PinOff : Pin,
      onSelect: () => actions.pin(id, !version.pinned),
    },
    { kind: "item", label: panel.label_, icon: Tag, onSelect: () => actions.label(id) },
    { kind: "line", key: "delete" },
    {
      kind: "item",
      label: panel.remove,
      icon: Trash2,
      danger: true,
      disabled: blocked || version.deletable.kind === "no",
      onSelect: () => actions.remove(id),
    },
  ];
}
