import { useStore } from "zustand";
import { nearestPreset, zoomPresets } from "../../shared/timeline/zoom-presets";
import { Button } from "../ui/button";
import { Select } from "../ui/field";
import { Segmented } from "../ui/segmented";
import { calendar } from "../ui/time";
import { timelineWords } from "../words";
import { GoToField } from "./go-to-field";
import { useReadout } from "./readout";
import { type TimelineView, useTimelineView } from "./view";

const presets = zoomPresets.map(({ id }) => ({ value: id, label: timelineWords.presets[id] }));

/** What the view shows in words, and the ways to change it. Laid out by the row it stands in. */
export function TimelineToolbar({ siteId, now }: { readonly siteId: string; readonly now: number }) {
  const view = useTimelineView(siteId);
  return (
    <>
      <Range view={view} now={now} />
      <span className="min-w-0 flex-1" />
      <GoToField siteId={siteId} view={view} now={now} />
      <Zoom view={view} />
      <Button onClick={view.goToNow} aria-label={timelineWords.toNow}>
        {timelineWords.now}
      </Button>
    </>
  );
}

interface PartProps {
  readonly view: TimelineView;
  readonly now: number;
}

function Range({ view, now }: PartProps) {
  const range = useReadout(view.store, ({ span }) => (span === null ? "" : calendar.rangeWords(span, now)));
  return <span className="mx-1 min-w-0 truncate font-strong tabular-nums">{range}</span>;
}

function Zoom({ view }: Pick<PartProps, "view">) {
  const preset = useStore(view.store, ({ span }) => (span === null ? "week" : nearestPreset(span).id));
  return (
    <>
      <span className="max-[820px]:hidden">
        <Segmented label={timelineWords.zoom} value={preset} options={presets} onChange={view.goToPreset} />
      </span>
      <Select
        aria-label={timelineWords.zoom}
        height="small"
        frame="w-[104px] shrink-0 min-[821px]:hidden"
        value={preset}
        options={presets}
        onChange={(event) => {
          const chosen = zoomPresets.find((one) => one.id === event.target.value);
          if (chosen !== undefined) view.goToPreset(chosen.id);
        }}
      />
    </>
  );
}
