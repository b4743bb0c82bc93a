import type { MomentView } from "../../shared/model/recording";
import type { History } from "../../shared/timeline/history";
import { momentPlace, nearestOn } from "../../shared/timeline/moment";
import { clock, dayAndClock, dayName, second, span as durationWords } from "../ui/time";
import { timelineWords } from "../words";
import type { Chosen } from "./chosen";

export type Unreachable = NonNullable<MomentView["unreachable"]> | "not-begun";

/** The time alone on the same day, else with its day. */
export function clockNear(instant: string, at: number): string {
  return dayName(instant, at) === dayName(at, at) ? clock(instant) : dayAndClock(instant, at);
}

interface MomentBaseProps {
  readonly history: History;
  readonly chosen: Chosen;
  readonly row: number;
  readonly asked: MomentView | undefined;
  readonly unreachable: Unreachable | null;
}

/** What a moment is made of: a version and what came after it, and whose files; or why it can't be gone to. Two lines, always. */
export function MomentBase({ history, chosen, row, asked, unreachable }: MomentBaseProps) {
  const { at, event } = chosen;
  const text = timelineWords.moment;
  const base = asked?.base?.at ?? momentPlace(history, row, at)?.base?.at ?? null;
  const [first, then] = unreachable !== null ? whyNot() : base === null ? [text.nothing, ""] : madeOf(base);
  return (
    <div className="mt-1.5 mb-2.5 grid gap-px border-line border-t pt-2 text-ink-3 tabular-nums">
      <p className={unreachable === null ? "truncate" : "text-ink-2"}>{first}</p>
      <p className="min-h-[18px] truncate">{then}</p>
    </div>
  );

  function whyNot(): readonly [string, string] {
    const nearest = nearestOn(history, row, at);
    const branch = history.rows[row]?.branch.name ?? "";
    const why = text.unreachable[unreachable ?? "log-gone"];
    return [
      typeof why === "string" ? why : why(branch),
      nearest === null ? "" : text.nearest(clockNear(nearest.at, at)),
    ];
  }

  function madeOf(from: string): readonly [string, string] {
    const passed = at - Date.parse(from);
    const name = clockNear(from, at);
    const plus = passed < second && event === null ? text.baseOnly(name) : text.base(name, durationWords(passed));
    const files = asked?.files?.reduce((sum, group) => sum + group.added + group.changed + group.removed, 0) ?? 0;
    const next = history.rows[row]?.versions.find((one) => Date.parse(one.at) > at && one.laneId === asked?.laneId);
    return [plus, files === 0 ? text.files(name) : text.filesChanged(name, files, untilOf(next?.at))];
  }

  function untilOf(next: string | undefined): string {
    return next === undefined ? timelineWords.moment.untilNow : clockNear(next, at);
  }
}
