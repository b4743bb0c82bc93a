import { ChevronLeft, ChevronRight, X } from "lucide-react";
import { useEffect, useRef } from "react";
import type { Operation } from "../../shared/model/operation";
import type { SiteDetail, VersionView } from "../../shared/model/views";
import { shapeOf } from "../../shared/timeline/mark-kinds";
import { MarkIcon } from "../timeline/mark-icon";
import { siteHistory } from "../timeline/site-history";
import { IconButton } from "../ui/button";
import { useNow } from "../ui/now";
import { ago, dayAndClock } from "../ui/time";
import { causeWords, words } from "../words";
import { Changes } from "./changes";
import { titleOf } from "./list-rows";
import { PanelActions } from "./panel-actions";
import { PanelFacts } from "./panel-facts";
import { PanelFrame } from "./panel-frame";
import type { VersionActions } from "./version-actions";

interface PanelProps {
  readonly detail: SiteDetail;
  readonly version: VersionView;
  readonly running: Operation | null;
  readonly actions: VersionActions;
  onSelect(versionId: string | null): void;
  onSelectEvent(eventId: string): void;
}

/** The selected version: what it is, what can be done with it, what it costs. */
export function Panel({ detail, version, running, actions, onSelect, onSelectEvent }: PanelProps) {
  const now = useNow();
  const { panel } = words.site;
  const { before, after } = besides(detail, version.id);
  const heading = useRef<HTMLHeadingElement>(null);
  const shown = useRef(version.id);
  useEffect(() => {
    // What had the focus went with the version that was deleted: the keyboard goes on here.
    if (shown.current !== version.id && document.activeElement === document.body) heading.current?.focus();
    shown.current = version.id;
  }, [version.id]);
  const branch = detail.branches.find((one) => one.id === version.branchId);
  return (
    <PanelFrame label={panel.label}>
      <div className="border-b border-line px-4 pt-2.5 pb-3.5">
        <div className="-mx-1.5 mb-1.5 flex items-center gap-0.5 text-small text-ink-3">
          <span className="flex min-w-0 flex-1 items-center gap-1.5 pl-1.5">
            <span className="text-ink-2">
              <MarkIcon shape={shapeOf(version)} />
            </span>
            <span className="truncate">{takenWords(version)}</span>
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
          ref={heading}
          tabIndex={-1}
          dir="auto"
          className="line-clamp-3 text-lead leading-[21px] font-bold outline-none tracking-[-0.006em] text-balance break-words"
        >
          {titleOf(version)}
        </h2>
        <p className="mt-[3px] mb-3 text-small tabular-nums text-ink-2">
          <time dateTime={version.at}>{dayAndClock(version.at, now)}</time> {panel.on(branch?.name ?? "")},{" "}
          {ago(version.at, now)}
        </p>
        <PanelActions detail={detail} version={version} branch={branch} running={running} actions={actions} />
      </div>
      <div className="px-4 pb-4">
        <Changes version={version} onSelectEvent={onSelectEvent} />
        <PanelFacts detail={detail} version={version} onSelect={onSelect} />
      </div>
    </PanelFrame>
  );
}

/** Why it was taken; where its title says just that, in general. */
function takenWords({ cause, label }: VersionView): string {
  const { taken } = words.recording;
  if (label !== null) return causeWords(cause);
  if (cause.kind === "risk") return cause.risk.deed.endsWith("-update") ? taken.beforeUpdate : taken.beforeRisk;
  return cause.kind === "automatic" ? taken.automatic : causeWords(cause);
}

/** The versions before and after one on its branch. */
function besides(
  detail: SiteDetail,
  versionId: string,
): { readonly before: string | null; readonly after: string | null } {
  const history = siteHistory(detail);
  const place = history.places.get(versionId);
  const versions = place === undefined ? [] : (history.rows[place.row]?.versions ?? []);
  const index = place?.index ?? -1;
  return { before: versions[index - 1]?.id ?? null, after: versions[index + 1]?.id ?? null };
}
