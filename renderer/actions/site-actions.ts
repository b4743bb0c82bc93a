import {
  CalendarClock,
  ChartGantt,
  Clock,
  Copy,
  Download,
  GitBranch,
  KeyRound,
  LayoutDashboard,
  List,
  Pencil,
  RotateCcw,
  Trash2,
} from "lucide-react";
import type { SiteDetail, SiteRow } from "../../shared/model/views";
import type { Route } from "../app/router";
import { TakeIcon } from "../ui/own-icons";
import { words } from "../words";
import type { Action } from "./action";
import type { Deeds } from "./deeds";

/** What can be done with a site as a whole, beside what can be done with its main branch. */
export function actionsOfSite(detail: SiteDetail, free: boolean, deeds: Deeds): readonly Action[] {
  const siteId = detail.site.id;
  const main = detail.branches.find((one) => one.kind === "main");
  const text = words.actions;
  const last = main === undefined ? undefined : lastVersionOf(detail, main.id);
  const ask = (kind: "take" | "recording" | "credentials" | "rename" | "duplicate" | "remove-site") => () =>
    deeds.ask({ kind, siteId });
  return [
    {
      id: "site.take",
      name: text.take,
      icon: TakeIcon,
      enabled: free,
      shortcut: "take",
      also: text.also.take,
      run: ask("take"),
    },
    {
      id: "site.rewind-last",
      name: text.rewindLast,
      icon: RotateCcw,
      enabled: free && last !== undefined,
      also: text.also.rewind,
      run: () => main !== undefined && last !== undefined && deeds.rewind(main.id, last),
    },
    {
      id: "site.branch",
      name: text.branchNow,
      icon: GitBranch,
      enabled: free && main !== undefined,
      also: text.also.branch,
      run: () => main !== undefined && deeds.ask({ kind: "branch", siteId, branchId: main.id }),
    },
    {
      id: "site.credentials",
      name: text.credentials,
      icon: KeyRound,
      enabled: true,
      also: text.also.credentials,
      run: ask("credentials"),
    },
    {
      id: "site.recording",
      name: text.recording,
      icon: CalendarClock,
      enabled: true,
      also: text.also.recording,
      run: ask("recording"),
    },
    { id: "site.rename", name: text.rename, icon: Pencil, enabled: free, run: ask("rename") },
    { id: "site.duplicate", name: text.duplicate, icon: Copy, enabled: free, run: ask("duplicate") },
    {
      id: "site.export",
      name: text.export,
      icon: Download,
      enabled: free,
      also: text.also.export,
      run: () => deeds.exportSite(siteId),
    },
    {
      id: "site.remove",
      name: text.remove,
      icon: Trash2,
      enabled: free,
      danger: true,
      also: text.also.remove,
      run: ask("remove-site"),
    },
  ];
}

/** Moving about on a site's own page. */
export function actionsOfView(route: Extract<Route, { kind: "site" }>, deeds: Deeds): readonly Action[] {
  const list = route.view === "list";
  const text = words.actions;
  return [
    {
      id: "view.other",
      name: list ? text.timeline : text.list,
      icon: list ? ChartGantt : List,
      enabled: true,
      shortcut: "view",
      run: () => deeds.go({ ...route, view: list ? "timeline" : "list" }),
    },
    {
      id: "view.now",
      name: text.now,
      icon: Clock,
      enabled: !list,
      shortcut: "now",
      run: () => deeds.showNow(route.siteId),
    },
  ];
}

/** What a row of the sites page offers, for a site that is not in view. */
export function actionsOfRow(row: SiteRow, free: boolean, deeds: Deeds): readonly Action[] {
  const { main, lastVersion, title } = row;
  const text = words.actions;
  const running = main.state !== "stopped";
  return [
    {
      id: `row.${row.id}.admin`,
      name: text.adminOf(title),
      icon: LayoutDashboard,
      enabled: running,
      also: text.also.admin,
      run: () => deeds.admin(main.id),
    },
    {
      id: `row.${row.id}.rewind-last`,
      name: text.rewindLastOf(title),
      icon: RotateCcw,
      enabled: free && lastVersion !== null,
      also: text.also.rewind,
      run: () => lastVersion !== null && deeds.rewind(main.id, lastVersion.id),
    },
  ];
}

/** The newest version of a branch that is on its line, not beside it. */
export function lastVersionOf(detail: Pick<SiteDetail, "versions">, branchId: string): string | undefined {
  let last: { readonly id: string; readonly at: string } | undefined;
  for (const version of detail.versions)
    if (version.branchId === branchId && (last === undefined || version.at > last.at)) last = version;
  return last?.id;
}
