import { ChevronLeft, ChevronRight, X } from "lucide-react";
import { useMemo } from "react";
import type { Operation } from "../../shared/model/operation";
import type { SiteDetail, VersionView } from "../../shared/model/views";
import { shapeOf } from "../../shared/timeline/mark-kinds";
import { MarkIcon } from "../timeline/mark-icon";
import { IconButton } from "../ui/button";
import { useNow } from "../ui/now";
import { ago, dayAndClock } from "../ui/time";
import { causeWords, words } from "../words";
import { listedVersions, neighbours, titleOf } from "./list-rows";
import { PanelActions } from "./panel-actions";
import { PanelFacts } from "./panel-facts";
import type { VersionActions } from "./version-actions";

interface PanelProps {
  readonly detail: SiteDetail;
  readonly version: VersionView;
  readonly running: Operation | null;
  readonly actions: VersionActions;
  onSelect(versionId: string | null): void;
}

/** The selected version: what it is, what can be done with it, what it costs. */
export function Panel({ detail, version, running, actions, onSelect }: PanelProps) {
  const now = useNow();
  const { panel } = words.site;
  const { before, after } = useMemo(() => neighbours(listedVersions(detail), version.id), [detail, version.id]);
  const branch = detail.branches.find((one) => one.id === version.branchId);
  return (
    <aside
      aria-label={panel.label}
      className="z-[3] grid min-h-0 animate-from-right grid-rows-[auto_minmax(0,1fr)] border-l border-line bg-surface"
    >
      <div className="border-b border-line px-4 pt-2.5 pb-3.5">
        <div className="-mx-1.5 mb-1.5 flex items-center gap-0.5 text-small text-ink-3">
          <span className="flex min-w-0 flex-1 items-center gap-1.5 pl-1.5">
            <span className="text-ink-2">
              <MarkIcon shape={shapeOf(version)} />
            </span>
            <span className="truncate">{causeWords(version.cause)}</span>
          </span>
          <IconButton
            size="small"
            label={panel.before}
            icon={ChevronLeft}
            disabled={before === null}
            onClick={() => onSelect(before)}
          />
          <IconButton
            size="small"
            label={panel.after}
            icon={ChevronRight}
            disabled={after === null}
            onClick={() => onSelect(after)}
          />
          <IconButton size="small" label={words.common.close} icon={X} onClick={() => onSelect(null)} />
        </div>
        <h2
          dir="auto"
          className="line-clamp-3 text-lead leading-[21px] font-bold tracking-[-0.006em] text-balance break-words"
        >
          {titleOf(version)}
        </h2>
        <p className="mt-[3px] mb-3 text-small tabular-nums text-ink-2">
          <time dateTime={version.at}>{dayAndClock(version.at, now)}</time> {panel.on(branch?.name ?? "")},{" "}
          {ago(version.at, now)}
        </p>
        <PanelActions detail={detail} version={version} branch={branch} running={running} actions={actions} />
      </div>
      <PanelFacts detail={detail} version={version} onSelect={onSelect} />
    </aside>
  );
}
