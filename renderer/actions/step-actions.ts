import { ChevronLeft, ChevronRight } from "lucide-react";
import type { SiteDetail } from "../../shared/model/views";
import type { Route } from "../app/router";
import { listedVersions, neighbours } from "../site/list-rows";
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
  const { versionId } = route;
  const main = detail.branches.find((one) => one.kind === "main");
  const { before, after } =
    versionId === null
      ? { before: lastVersionOf(detail, main?.id ?? "") ?? null, after: null }
      : neighbours(listedVersions(detail), versionId);
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
