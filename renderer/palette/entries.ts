import { GitBranch } from "lucide-react";
import type { BranchView, SiteDetail, SiteRow, VersionView } from "../../shared/model/views";
import { shapeOf } from "../../shared/timeline/mark-kinds";
import type { Action } from "../actions/action";
import { actionsOfBranch } from "../actions/branch-actions";
import type { Deeds } from "../actions/deeds";
import { actionsAt, type Place } from "../actions/place";
import { actionsOfRow } from "../actions/site-actions";
import { actionsOfVersion, versionDeeds } from "../actions/version-actions";
import { toSite } from "../app/router";
import { titleOf } from "../site/list-rows";
import { plainAddress } from "../sites/state-words";
import { clock, dayAndClock, dayHeading } from "../ui/time";
import { words } from "../words";
import type { Entry, EntryGroup } from "./entry";

export interface Known {
  readonly place: Place;
  readonly sites: readonly SiteRow[];
  /** Other sites whose histories this page has seen: their named versions and branches are at hand. */
  readonly others: readonly SiteDetail[];
  readonly busySites: ReadonlySet<string>;
  readonly now: number;
}

/** Everything there is to go to or to do, unsorted; what can't be done now is left out. */
export function allEntries(known: Known, deeds: Deeds): readonly Entry[] {
  const { place, sites, others, busySites } = known;
  const { detail } = place;
  const inView = detail?.site.id ?? null;
  const entries: Entry[] = [];
  for (const action of actionsAt(place, deeds)) {
    if (!action.enabled || action.id === "app.palette") continue;
    const entry = entryOf(action, action.id.startsWith("page.") ? "pages" : "do", aboutHere(action, known));
    entries.push({ ...entry, quiet: action.id.startsWith("app.theme") });
  }
  if (detail !== null) entries.push(...branchEntries(detail, known, deeds), ...versionEntries(detail, known, deeds));
  for (const row of sites) {
    entries.push({ ...siteEntry(row, deeds), quiet: row.id === inView });
    if (row.id === inView) continue;
    for (const action of actionsOfRow(row, !busySites.has(row.id), deeds))
      if (action.enabled) entries.push(entryOf(action, "do", ""));
  }
  for (const other of others) {
    if (other.site.id === inView) continue;
    entries.push(...branchEntries(other, known, deeds));
    const named = { ...other, versions: other.versions.filter((one) => one.label !== null) };
    entries.push(...versionEntries(named, known, deeds));
  }
  return entries;
}

function aboutHere(action: Action, { place }: Known): string {
  if (action.about !== undefined) return action.about;
  const { version, detail } = place;
  if (action.id.startsWith("version.") && version !== null) return titleOf(version);
  return /^(site|branch)\./.test(action.id) ? (detail?.site.title ?? "") : "";
}

function entryOf(action: Action, group: EntryGroup, note: string): Entry {
  const { id, name, icon, shortcut, danger = false, also = "", run } = action;
  return {
    key: id,
    group,
    icon: { kind: "icon", icon },
    text: name,
    note: action.note ?? note,
    also,
    danger,
    ...(shortcut === undefined ? {} : { shortcut }),
    run,
  };
}

function siteEntry(row: SiteRow, deeds: Deeds): Entry {
  return {
    key: `site.${row.id}`,
    group: "sites",
    icon: { kind: "site", siteId: row.id, title: row.title },
    text: row.title,
    note: plainAddress(row.main.url),
    also: row.slug,
    run: () => deeds.go(toSite(row.id)),
    other: { kind: "open", run: () => deeds.visit(row.main.url) },
  };
}

/** A branch is gone to by its newest version, which brings its lane into view. */
function branchEntries(detail: SiteDetail, { place, busySites }: Known, deeds: Deeds): readonly Entry[] {
  const { id: siteId, title } = detail.site;
  const free = !busySites.has(siteId);
  const newest = newestVersions(detail);
  return detail.branches.filter(isListed).flatMap((branch) => {
    const versionId = newest.get(branch.id) ?? null;
    const own: Entry = {
      key: `branch.${branch.id}`,
      group: "branches",
      icon: { kind: "icon", icon: GitBranch },
      text: branch.name,
      note: title,
      also: plainAddress(branch.url),
      run: () => deeds.go({ kind: "site", siteId, view: "timeline", versionId }),
      other: { kind: "open", run: () => deeds.visit(branch.url) },
    };
    if (branch.id === place.branch?.id) return [own];
    const actions = actionsOfBranch(branch, free, deeds, true).filter((one) => one.enabled);
    return [own, ...actions.map((one) => entryOf(one, "do", title))];
  });
}

function versionEntries(detail: SiteDetail, { place, now, busySites }: Known, deeds: Deeds): readonly Entry[] {
  const branches = new Map(detail.branches.filter(isListed).map((one) => [one.id, one]));
  const { id: siteId, title: site } = detail.site;
  const here = place.detail?.site.id === siteId;
  const view = place.route.kind === "site" && place.route.siteId === siteId ? place.route.view : "timeline";
  const doing = versionDeeds(detail, deeds);
  const free = !busySites.has(siteId);
  return detail.versions
    .filter((one) => branches.has(one.branchId))
    .toSorted((a, b) => b.at.localeCompare(a.at))
    .map((version) => {
      const branch = branches.get(version.branchId);
      const where = here ? (branch?.kind === "main" ? "" : (branch?.name ?? "")) : site;
      const when = timeWords(version.at, now);
      const title = titleOf(version);
      return {
        key: `version.${version.id}`,
        group: "versions" as const,
        icon: { kind: "mark" as const, shape: shapeOf(version) },
        text: title,
        note: where === "" ? when : `${where}, ${when}`,
        also: `${branch?.name ?? ""} ${when}`,
        run: () => deeds.go({ kind: "site", siteId, view, versionId: version.id }),
        other: { kind: "peek" as const, run: () => doing.peek(version.id) },
        follow: () => followUps(version, title, when, actionsOfVersion(version, free, doing)),
      };
    });
}

/** Rewind, peek and branch of a version that was found, so that it need not be opened first. */
function followUps(version: VersionView, title: string, when: string, actions: readonly Action[]): readonly Entry[] {
  const text = words.palette;
  const names: Readonly<Record<string, string>> = {
    "version.rewind": text.rewindTo(title),
    "version.peek": text.peekAt(title),
    "version.branch": text.branchFrom(title),
  };
  return actions.flatMap((action) => {
    const name = names[action.id];
    if (name === undefined || !action.enabled) return [];
    return [entryOf({ ...action, id: `${action.id}.${version.id}`, name, shortcut: undefined }, "do", when)];
  });
}

function newestVersions(detail: SiteDetail): ReadonlyMap<string, string> {
  const newest = new Map<string, VersionView>();
  for (const version of detail.versions) {
    const known = newest.get(version.branchId);
    if (known === undefined || version.at > known.at) newest.set(version.branchId, version);
  }
  return new Map([...newest].map(([branchId, version]) => [branchId, version.id]));
}

function isListed(branch: BranchView): boolean {
  return branch.kind !== "peek" && branch.trashedAt === null;
}

/** "Today 14:03:13", "Wed 11 Mar, 10:22:10" */
export function timeWords(at: string | number, now: number): string {
  const sameDay = new Date(at).toDateString() === new Date(now).toDateString();
  return sameDay ? `${dayHeading(at, now).name} ${clock(at)}` : dayAndClock(at, now);
}
