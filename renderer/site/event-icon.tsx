import {
  CircleArrowUp,
  CircleCheck,
  CodeXml,
  Database,
  FileText,
  Image,
  LayoutGrid,
  type LucideIcon,
  Menu,
  MessageSquare,
  Package,
  Paintbrush,
  Pencil,
  Puzzle,
  Settings2,
  ShieldAlert,
  ShoppingBag,
  Tag,
  Trash2,
  TriangleAlert,
  UserRound,
} from "lucide-react";
import { createElement } from "react";
import type { SiteEvent } from "../../shared/model/event";

const exact: Partial<Record<SiteEvent["kind"], LucideIcon>> = {
  "post-drafted": Pencil,
  "post-edited": Pencil,
  "post-trashed": Trash2,
  "post-deleted": Trash2,
  "media-deleted": Trash2,
  "core-updated": CircleArrowUp,
  "code-edited": CodeXml,
  "menu-edited": Menu,
  "widgets-edited": LayoutGrid,
  "design-edited": Paintbrush,
  "setting-changed": Settings2,
  rows: Database,
  definition: Database,
  "page-failed": TriangleAlert,
  "page-recovered": CircleCheck,
};

const families: Readonly<Record<string, LucideIcon>> = {
  post: FileText,
  media: Image,
  comment: MessageSquare,
  user: UserRound,
  plugin: Puzzle,
  theme: Paintbrush,
  term: Tag,
  order: ShoppingBag,
  product: Package,
};

/** What an event is about, at a glance: the same wherever it is shown. */
export function iconOf(event: SiteEvent): LucideIcon {
  if (isAlarming(event)) return event.kind === "page-failed" ? TriangleAlert : ShieldAlert;
  return exact[event.kind] ?? families[event.kind.split("-")[0] ?? ""] ?? Database;
}

export function EventIcon({ event, size = 13 }: { readonly event: SiteEvent; readonly size?: number }) {
  return createElement(iconOf(event), { size, "aria-hidden": true });
}

/** An error, or somebody who may do everything now. */
export function isAlarming({ kind, detail }: SiteEvent): boolean {
  if (kind === "page-failed") return true;
  return (kind === "user-added" || kind === "user-role") && (detail["to"] ?? detail["role"]) === "administrator";
}
