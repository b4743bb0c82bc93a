import { ChartGantt, List } from "lucide-react";
import type { Operation } from "../../shared/model/operation";
import type { SiteDetail } from "../../shared/model/views";
import { TimelineToolbar } from "../timeline/timeline-toolbar";
import { useNow } from "../ui/now";
import { Segmented } from "../ui/segmented";
import { words } from "../words";
import { BranchesPopover } from "./branches-popover";
import { useListState } from "./list-state";

interface SiteToolsProps {
  readonly detail: SiteDetail;
  readonly view: "timeline" | "list";
  readonly running: Operation | null;
  onView(view: "timeline" | "list"): void;
}

function Toolbar({ siteId }: { readonly siteId: string }) {
  return <TimelineToolbar siteId={siteId} now={useNow()} />;
}

/** "31 of 153 versions, 19 events" */
function ListCount({ siteId }: { readonly siteId: string }) {
  const [{ count }] = useListState(siteId);
  return (
    <p role="status" title={count} className="ml-1 min-w-0 truncate font-strong tabular-nums">
      {count}
    </p>
  );
}

export function SiteTools({ detail, view, running, onView }: SiteToolsProps) {
  return (
    <div className="flex min-w-0 items-center gap-2 max-[619px]:flex-wrap border-y border-line px-3.5 py-[7px] wide:px-5">
      <Segmented
        label={words.site.view}
        value={view}
        options={[
          { value: "timeline", label: words.site.timeline, icon: ChartGantt },
          { value: "list", label: words.site.list, icon: List },
        ]}
        onChange={onView}
      />
      <BranchesPopover detail={detail} free={running === null} />
      {view === "timeline" ? <Toolbar siteId={detail.site.id} /> : <ListCount siteId={detail.site.id} />}
    </div>
  );
}
