import { useMemo } from "react";
import type { SiteDetail } from "../../shared/model/views";
import { contentOf } from "../../shared/timeline/history";
import { MarksKey } from "../timeline/marks-key";
import { useReadout } from "../timeline/readout";
import { siteHistory } from "../timeline/site-history";
import { useTimelineView } from "../timeline/view";
import { bytes } from "../ui/bytes";
import { useNow } from "../ui/now";
import { dayName } from "../ui/time";
import { timelineWords, words } from "../words";
import { everySecondSince, recorderTrouble } from "./recorded";
import { RecorderNote } from "./recorder-note";

/** The thin line at the bottom: since when, how many, how much. */
export function StatusLine({ detail, view }: { readonly detail: SiteDetail; readonly view: "timeline" | "list" }) {
  const now = useNow(60_000);
  const { status } = words.site;
  const first = siteHistory(detail).rows.reduce<number | null>((least, { times }) => {
    const at = times[0];
    return at === undefined || (least !== null && least < at) ? least : at;
  }, null);
  const count = detail.versions.length;
  const second = useMemo(() => everySecondSince(detail), [detail]);
  const trouble = recorderTrouble(detail);
  return (
    <footer className="flex h-[30px] items-center gap-[18px] overflow-hidden border-t border-line px-3.5 text-small whitespace-nowrap text-ink-2 tabular-nums wide:px-5 [&_b]:font-medium [&_b]:text-ink">
      {trouble !== null && trouble.kind !== "live" && <RecorderNote state={trouble} />}
      {trouble === null && second !== null && (
        <span>
          {words.recording.status.everySecond} <b>{dayName(second, now)}</b>
        </span>
      )}
      {first !== null && (
        <span className={trouble === null ? "" : "hidden"}>
          {status.since} <b>{dayName(first, now)}</b>
        </span>
      )}
      <span className="flex-1" />
      {view === "timeline" && trouble === null && <InView detail={detail} />}
      <span className="max-wide:hidden">
        <b>{timelineWords.countVersions(count)}</b>
      </span>
      {detail.historyBytes !== null && detail.siteBytes !== null && (
        <span className={trouble === null ? "max-narrow:hidden" : "max-wide:hidden"}>
          {status.history} <b>{bytes(detail.historyBytes)}</b> {status.beside} <b>{bytes(detail.siteBytes)}</b>{" "}
          {status.site}
        </span>
      )}
      <span className="-mr-2 -ml-1">
        <MarksKey />
      </span>
    </footer>
  );
}

/** What the stretch on the timeline holds, and what it takes on disk. */
function InView({ detail }: { readonly detail: SiteDetail }) {
  const { store } = useTimelineView(detail.site.id);
  const text = useReadout(store, ({ span }) => {
    if (span === null) return "";
    const { versions, bytes: own } = contentOf(siteHistory(detail), span);
    return timelineWords.inView(timelineWords.countVersions(versions), bytes(own));
  });
  return <span className="max-wide:hidden">{text}</span>;
}
