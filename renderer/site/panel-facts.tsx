import type { ReactNode } from "react";
import type { SiteDetail, VersionView } from "../../shared/model/views";
import { isSetAside } from "../../shared/timeline/set-aside";
import { siteHistory } from "../timeline/site-history";
import { bytes } from "../ui/bytes";
import { Facts } from "../ui/facts";
import { useNow } from "../ui/now";
import { clock, dayAndClock } from "../ui/time";
import { causeWords, words } from "../words";
import { titleOf } from "./list-rows";
import { PanelSection } from "./panel-frame";

interface PanelFactsProps {
  readonly detail: SiteDetail;
  readonly version: VersionView;
  onSelect(versionId: string | null): void;
}

export function PanelFacts({ detail, version, onSelect }: PanelFactsProps) {
  const { panel } = words.site;
  const now = useNow();
  const branch = detail.branches.find((one) => one.id === version.branchId);
  const lane = detail.lanes.find((one) => one.id === version.laneId);
  const parent = detail.versions.find((one) => one.id === version.parentId);
  const measured = (count: number | null) => (count === null ? panel.measuring : bytes(count));
  const aside: [string, ReactNode][] =
    lane?.closedAt == null || !isSetAside(siteHistory(detail), version.id)
      ? []
      : [[panel.setAside, dayAndClock(lane.closedAt, now)]];
  return (
    <>
      <PanelSection title={panel.about}>
        <Facts
          facts={[
            [panel.cause, causeWords(version.cause)],
            [panel.branchRow, branch?.name ?? "–"],
            [
              panel.parent,
              parent === undefined ? (
                <span className="text-ink-3">{version.parentId === null ? panel.parentNone : panel.parentGone}</span>
              ) : (
                <button
                  type="button"
                  dir="auto"
                  onClick={() => onSelect(parent.id)}
                  className="max-w-full truncate align-bottom text-accent hover:underline"
                >
                  {titleOf(parent)}, {clock(parent.at)}
                </button>
              ),
            ],
            ...aside,
          ]}
        />
      </PanelSection>
      <PanelSection title={panel.sizes}>
        <Facts
          facts={[
            [panel.own, measured(version.size.own)],
            [panel.total, measured(version.size.total)],
            version.deletable.kind === "yes"
              ? [panel.frees, measured(version.size.own)]
              : [panel.kept, panel.keptBecause[version.deletable.reason]],
          ]}
        />
      </PanelSection>
    </>
  );
}
