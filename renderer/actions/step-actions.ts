import { ChevronLeft, ChevronRight } from "lucide-react";
import type { SiteDetail } from "../../shared/model/views";
import type { Route } from "../app/router";
import { words } from "../words";
import type { Action } from "./action";
import type { Deeds } from "./deeds";
import { lastVersionOf } from "./site-actions";

/** To the version before and after on the same branch. With none selected, "before" begins at main's last one. */
export function stepActions(
  route: Extract<Route, { kind: "site" }>,
  detail: SiteDetail,
  deeds: Deeds,
): readonly Action[] {
  const { before, after } = stepsFrom(detail, route.versionId);
  const to = (id: string | null) => () => id !== null && deeds.go({ ...route, versionId: id });
  return [
    {
      id: "version.before",
      name: words.actions.before,
      icon: ChevronLeft,
      enabled: before !== null,
      shortcut: "before",
      run: to(before),
    },
    {
      id: "version.after",
      name: words.actions.after,
      icon: ChevronRight,
      enabled: after !== null,
      shortcut: "after",
      run: to(after),
    },
  ];
}

interface Steps {
  readonly before: string | null;
  readonly after: string | null;
}

function stepsFrom({ versions, branches }: SiteDetail, versionId: string | null): Steps {
  const own = versions.find((one) => one.id === versionId);
  if (own === undefined) {
    const main = branches.find((one) => one.kind === "main");
    return { before: (main && lastVersionOf({ versions }, main.id)) ?? null, after: null };
  }
  let before: SiteDetail["versions"][number] | null = null;
  let after: SiteDetail["versions"][number] | null = null;
  for (const version of versions) {
    if (version.branchId !== own.branchId || version.id === own.id) continue;
    const isBefore = version.at < own.at || (version.at === own.at && version.id < own.id);
    if (isBefore && (before === null || version.at > before.at)) before = version;
    if (!isBefore && (after === null || version.at < after.at)) after = version;
  }
  return { before: before?.id ?? null, after: after?.id ?? null };
}
