import { Clock } from "lucide-react";
import { type FormEvent, useRef, useState } from "react";
import { parseGoal } from "../../shared/timeline/go-to";
import { TextInput } from "../ui/field";
import { timelineWords } from "../words";
import { findEvent } from "./find-event";
import type { TimelineView } from "./view";

interface GoToFieldProps {
  readonly siteId: string;
  readonly view: TimelineView;
  readonly now: number;
}

/** Goes to a time, or to right before something that happened, in a person's own words. */
export function GoToField({ siteId, view, now }: GoToFieldProps) {
  const [text, setText] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const turn = useRef(0);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const asked = text.trim();
    if (asked === "") return;
    const goal = parseGoal(asked, now);
    if (goal === null) return void lookFor(asked);
    view.goTo(goal);
    setText("");
  };
  /** What was typed meanwhile is the next question, not this one's. */
  const lookFor = async (asked: string) => {
    const own = ++turn.current;
    const found = await findEvent(siteId, asked, now).catch(() => null);
    if (own !== turn.current) return;
    if (found === null) return setProblem(timelineWords.goToUnknown(asked));
    view.goToEvent(found);
    setText("");
  };
  return (
    <form onSubmit={submit} className="relative max-wide:hidden">
      <TextInput
        icon={Clock}
        frame="h-7! w-[218px]"
        aria-label={timelineWords.goTo}
        aria-invalid={problem !== null || undefined}
        aria-describedby={problem === null ? undefined : "timeline-go-to-problem"}
        placeholder={timelineWords.goToHint}
        value={text}
        onChange={(event) => {
          turn.current++;
          setText(event.target.value);
          setProblem(null);
        }}
        onBlur={() => setProblem(null)}
        onKeyDown={(event) => {
          if (event.key !== "Escape") return;
          setText("");
          view.point(null);
        }}
      />
      {problem !== null && (
        <p
          id="timeline-go-to-problem"
          role="alert"
          className="absolute top-full right-0 left-0 z-20 mt-1 rounded-2 bg-raised px-[9px] py-1.5 text-small shadow-float"
        >
          <span dir="auto" className="block break-words text-bad">
            {problem}
          </span>
          <span className="text-ink-3">{timelineWords.goToProblem}</span>
        </p>
      )}
    </form>
  );
}
