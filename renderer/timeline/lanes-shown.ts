import { useMemo } from "react";
import { create } from "zustand";
import type { SiteDetail } from "../../shared/model/views";

interface LanesShown {
  /** Branches that were taken off the timeline. Main always stays. */
  readonly hidden: ReadonlySet<string>;
  /** What rewinds set aside is folded into their marks. */
  readonly folded: boolean;
}

const all: LanesShown = { hidden: new Set(), folded: false };

const useShown = create<Readonly<Record<string, LanesShown>>>(() => ({}));

export function useLanesShown(siteId: string): LanesShown {
  return useShown((sites) => sites[siteId] ?? all);
}

export function foldAsides(siteId: string, folded: boolean): void {
  useShown.setState((sites) => ({ [siteId]: { ...(sites[siteId] ?? all), folded } }));
}

export function hideBranches(siteId: string, hidden: ReadonlySet<string>): void {
  useShown.setState((sites) => ({ [siteId]: { ...(sites[siteId] ?? all), hidden } }));
}

/** The site without the branches that were taken off; the selected version's branch is shown all the same. */
export function useShownDetail(detail: SiteDetail, selected: string | null): SiteDetail {
  const { hidden } = useLanesShown(detail.site.id);
  return useMemo(() => {
    if (hidden.size === 0) return detail;
    const on = detail.versions.find((version) => version.id === selected)?.branchId;
    const branches = detail.branches.filter((one) => one.kind === "main" || one.id === on || !hidden.has(one.id));
    return branches.length === detail.branches.length ? detail : { ...detail, branches };
  }, [detail, hidden, selected]);
}
