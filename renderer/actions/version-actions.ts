import { Eye, GitBranch, Pin, PinOff, RotateCcw, Tag, Trash2 } from "lucide-react";
import type { SiteDetail, VersionView } from "../../shared/model/views";
import { clock } from "../ui/time";
import { words } from "../words";
import type { Action } from "./action";
import type { Deeds } from "./deeds";

/** What can be done with a version, by whoever shows it: the panel, the list, the timeline, the palette. */
export interface VersionDeeds {
  rewind(versionId: string): void;
  branch(versionId: string): void;
  peek(versionId: string): void;
  pin(versionId: string, pinned: boolean): void;
  label(versionId: string): void;
  remove(versionId: string): void;
}

export function versionDeeds(detail: SiteDetail, deeds: Deeds): VersionDeeds {
  const siteId = detail.site.id;
  const find = (versionId: string) => detail.versions.find((one) => one.id === versionId);
  return {
    rewind: (versionId) => {
      const version = find(versionId);
      if (version !== undefined) deeds.rewind(rewindable(detail, version.branchId), versionId);
    },
    branch: (versionId) => deeds.askInPanel(siteId, versionId, "branch"),
    peek: (versionId) => {
      const open = detail.branches.find((one) => one.id === find(versionId)?.peekBranchId);
      if (open === undefined) deeds.peek(versionId);
      else deeds.visit(open.url);
    },
    pin: (versionId, pinned) => deeds.pin(versionId, pinned),
    label: (versionId) => deeds.askInPanel(siteId, versionId, "label"),
    remove: (versionId) => deeds.ask({ kind: "remove-version", siteId, versionId }),
  };
}

/** A version rewinds the branch it is from; when that is gone, or only a peek, main. */
export function rewindable(detail: SiteDetail, branchId: string): string {
  const own = detail.branches.find((one) => one.id === branchId && one.kind !== "peek" && one.trashedAt === null);
  const main = detail.branches.find((one) => one.kind === "main");
  return own?.id ?? main?.id ?? branchId;
}

/** `free` is false while an operation runs on the site: one writer per site. */
export function actionsOfVersion(version: VersionView, free: boolean, doing: VersionDeeds): readonly Action[] {
  const { panel } = words.site;
  const { also } = words.actions;
  const { id, pinned } = version;
  const peeked = version.peekBranchId !== null;
  return [
    {
      id: "version.rewind",
      name: panel.rewind(clock(version.at)),
      icon: RotateCcw,
      enabled: free,
      shortcut: "rewind",
      also: also.rewind,
      run: () => doing.rewind(id),
    },
    {
      id: "version.branch",
      name: panel.branch,
      icon: GitBranch,
      enabled: free,
      shortcut: "branch",
      also: also.branch,
      run: () => doing.branch(id),
    },
    {
      id: "version.peek",
      name: peeked ? panel.peekOpen : panel.peek,
      icon: Eye,
      enabled: free || peeked,
      shortcut: "peek",
      also: also.peek,
      run: () => doing.peek(id),
    },
    {
      id: "version.pin",
      name: pinned ? panel.unpin : panel.pin,
      icon: pinned ? PinOff : Pin,
      enabled: true,
      run: () => doing.pin(id, !pinned),
    },
    { id: "version.label", name: panel.label_, icon: Tag, enabled: true, run: () => doing.label(id) },
    {
      id: "version.remove",
      name: panel.remove,
      icon: Trash2,
      enabled: free && version.deletable.kind === "yes",
      danger: true,
      run: () => doing.remove(id),
    },
  ];
}
