import type { SiteDetail, VersionView } from "../../shared/model/views";
import { menuEntries } from "../actions/action";
import { deeds } from "../actions/do";
import { actionsOfVersion, type VersionDeeds, versionDeeds } from "../actions/version-actions";
import type { MenuEntry } from "../ui/menu";

/** What can be done with a version, by whoever shows it: the panel, the list, the timeline. */
export interface VersionActions extends VersionDeeds {
  /** False while an operation runs on the site: one writer per site. */
  readonly free: boolean;
}

export function versionActions(detail: SiteDetail, free: boolean): VersionActions {
  return { free, ...versionDeeds(detail, deeds) };
}

export function versionEntries(version: VersionView, actions: VersionActions): readonly MenuEntry[] {
  const [rewind, branch, peek, pin, label, remove] = actionsOfVersion(version, actions.free, actions);
  return menuEntries(
    [rewind, branch, peek, "line" as const, pin, label, "line" as const, remove].map((one) => one ?? null),
  );
}
