import { Clock } from "lucide-react";
import { type FormEvent, useState } from "react";
import { useStore } from "zustand";
import { parseGoal } from "../../shared/timeline/go-to";
import { nearestPreset, zoomPresets } from "../../shared/timeline/zoom-presets";
import { Button } from "../ui/button";
import { Select, TextInput } from "../ui/field";
import { Segmented } from "../ui/segmented";
import { calendar } from "../ui/time";
import { timelineWords } from "../words";
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
      <GoTo view={view} now={now} />
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

function GoTo({ view, now }: PartProps) {
  const [text, setText] = useState("");
  const [wrong, setWrong] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const goal = parseGoal(text, now);
    setWrong(goal === null && text.trim() !== "");
    if (goal === null) return;
    view.goTo(goal);
    setText("");
  };
  return (
    <form onSubmit={submit} className="relative max-wide:hidden">
      <TextInput
        icon={Clock}
        frame="h-7! w-[218px]"
        aria-label={timelineWords.goTo}
        aria-invalid={wrong || undefined}
        aria-describedby={wrong ? "timeline-go-to-problem" : undefined}
        placeholder={timelineWords.goToHint}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setWrong(false);
        }}
        onBlur={() => setWrong(false)}
        onKeyDown={(event) => {
          if (event.key !== "Escape") return;
          setText("");
          view.point(null);
        }}
      />
      {wrong && (
        <p
          id="timeline-go-to-problem"
          role="alert"
          className="absolute top-full right-0 left-0 z-20 mt-1 rounded-2 bg-raised px-[9px] py-1.5 text-bad text-small shadow-float"
        >
          {timelineWords.goToProblem}
        </p>
      )}
    </form>
  );
}
