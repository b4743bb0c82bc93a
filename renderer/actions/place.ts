import type { Operation } from "../../shared/model/operation";
import type { BranchView, SiteDetail, VersionView } from "../../shared/model/views";
import type { Route } from "../app/router";
import type { ThemeChoice } from "../app/theme";
import { runningOn } from "../operations/progress";
import type { Chosen } from "../timeline/chosen";
import type { Action } from "./action";
import { appActions, pageActions } from "./app-actions";
import { actionsOfBranch } from "./branch-actions";
import type { Deeds } from "./deeds";
import { actionsOfMoment } from "./moment-actions";
import { actionsOfSite, actionsOfView } from "./site-actions";
import { stepActions } from "./step-actions";
import { actionsOfVersion, versionDeeds } from "./version-actions";

/** Where the person is and what is in view there. */
export interface Place {
  readonly route: Route;
  /** The site in view, once it is loaded. */
  readonly detail: SiteDetail | null;
  /** The branch whose logs or mails are in view, else main. */
  readonly branch: BranchView | null;
  readonly version: VersionView | null;
  /** The moment chosen on the timeline; it comes before a version that is selected. */
  readonly chosen: Chosen | null;
  /** False while an operation runs on the site in view. */
  readonly free: boolean;
  readonly theme: ThemeChoice;
  /** False while a problem lets nothing be made at all: no Docker. */
  readonly able: boolean;
}

export function siteIdOf(route: Route): string | null {
  return "siteId" in route ? route.siteId : null;
}

export function placeOf(
  route: Route,
  detail: SiteDetail | null,
  operations: readonly Operation[],
  theme: ThemeChoice,
  able = true,
  chosen: Chosen | null = null,
): Place {
  const wanted = "branchId" in route ? route.branchId : null;
  const branch =
    detail?.branches.find((one) => one.id === wanted) ?? detail?.branches.find((one) => one.kind === "main") ?? null;
  const versionId = route.kind === "site" ? route.versionId : null;
  return {
    route,
    detail,
    branch,
    version: detail?.versions.find((one) => one.id === versionId) ?? null,
    chosen,
    free: detail === null || runningOn(operations, detail.site.id) === null,
    theme,
    able,
  };
}

/** Everything that can be done here, what is nearest first. */
export function actionsAt(place: Place, deeds: Deeds): readonly Action[] {
  const { route, detail, branch, version, chosen, free, theme, able } = place;
  const here: Action[] = [];
  if (detail !== null && chosen !== null) here.push(...actionsOfMoment(detail, chosen, free, deeds));
  if (detail !== null && version !== null) {
    const ofVersion = actionsOfVersion(version, free, versionDeeds(detail, deeds));
    // A key has one meaning: that of the moment, while one is chosen.
    here.push(...(chosen === null ? ofVersion : ofVersion.map((action) => ({ ...action, shortcut: undefined }))));
  }
  if (detail !== null && branch !== null) {
    const inView = branch.kind === "main" ? "" : branch.name;
    const ofBranch = actionsOfBranch(branch, free, deeds).map((one) =>
      inView === "" ? one : { ...one, about: inView },
    );
    const [open, admin, ...rest] = ofBranch;
    here.push(...[open, admin].filter((one) => one !== undefined));
    here.push(...actionsOfSite(detail, free, deeds), ...rest);
  }
  if (route.kind === "site") here.push(...actionsOfView(route, deeds));
  if (route.kind === "site" && detail !== null) here.push(...stepActions(route, detail, deeds));
  return [...here, ...pageActions(deeds), ...appActions(theme, able, deeds)];
}
