import { memo, type ReactNode, type RefObject, useState } from "react";
import type { BranchView } from "../../shared/model/views";
import type { BranchRow, History } from "../../shared/timeline/history";
import { axisHeight, type RowBox, type RowsLayout } from "../../shared/timeline/row-layout";
import { bytes } from "../ui/bytes";
import { classNames } from "../ui/class-names";
import { StateDot } from "../ui/state-dot";
import { clock, span, minute } from "../ui/time";
import { timelineWords } from "../words";
import { useSize } from "./element-size";
import { rowsInView } from "./scene";

const nameHeight = 24;
const noteHeight = 18;
/** Heads are drawn this many pixels ahead of the scroll. */
const ahead = 240;

interface LaneHeadsProps {
  readonly history: History;
  readonly layout: RowsLayout;
  readonly now: number;
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly laneMenu: ((branchId: string) => ReactNode) | undefined;
  readonly corner: ReactNode;
  /** What stands below the last head. */
  readonly foot: ReactNode;
  onScroll(top: number): void;
}

/** The column left of the plot: one head for each branch, as high as its row. It scrolls; the plot follows. */
export function LaneHeads({ history, layout, now, scroller, laneMenu, corner, foot, onScroll }: LaneHeadsProps) {
  const [top, setTop] = useState(0);
  const { height } = useSize(scroller);
  // A few heads more than are seen, so that they are there before they come into view.
  const scroll = Math.floor(top / ahead) * ahead;
  const { first, end } = rowsInView({ layout, scroll: scroll - ahead, height: height + axisHeight + 3 * ahead });
  return (
    <section aria-label={timelineWords.branches} className="flex min-h-0 min-w-0 flex-col border-line border-r">
      <div className="flex h-10 shrink-0 items-end justify-between border-line border-b pr-2.5 pb-[5px] pl-3.5 font-medium text-ink-3 text-micro wide:pl-5">
        <span>{timelineWords.branches}</span>
        {corner}
      </div>
      <div
        ref={scroller}
        onScroll={(event) => {
          setTop(event.currentTarget.scrollTop);
          onScroll(event.currentTarget.scrollTop);
        }}
        className="min-h-0 flex-1 overflow-y-auto overflow-x-hidden [scrollbar-width:thin]"
      >
        <ul className="relative" style={{ height: layout.height }}>
          {history.rows.slice(first, end).map((row, offset) => {
            const box = layout.boxes[first + offset];
            if (box === undefined) return null;
            return (
              <li
                key={row.branch.id}
                aria-setsize={history.rows.length}
                aria-posinset={first + offset + 1}
                className="absolute inset-x-0"
                style={{ top: box.top, height: box.height }}
              >
                <LaneHead row={row} box={box} minute={Math.floor(now / minute)} laneMenu={laneMenu} />
              </li>
            );
          })}
        </ul>
        {foot}
      </div>
    </section>
  );
}

interface LaneHeadProps {
  readonly row: BranchRow;
  readonly box: RowBox;
  /** The present, as coarse as its words are: a head stays as it is while seconds pass. */
  readonly minute: number;
  readonly laneMenu: LaneHeadsProps["laneMenu"];
}

const LaneHead = memo(function LaneHead({ row, box, minute: passed, laneMenu }: LaneHeadProps) {
  const { branch } = row;
  const now = passed * minute;
  const main = branch.kind === "main";
  const room = box.height - (box.line - box.top - 12) - nameHeight;
  const notes = notesOf(row, now).slice(0, Math.floor(room / noteHeight));
  return (
    <div className="h-full overflow-hidden border-line border-b pr-2.5 pl-3.5 wide:pl-5">
      <div style={{ paddingTop: box.line - box.top - 12 }}>
        <div className="flex h-6 items-center gap-2">
          <StateDot kind={branch.state} />
          <b className={classNames("min-w-0 truncate", main && "font-bold")} title={branch.name}>
            {branch.name}
          </b>
          <span className="ml-auto">{laneMenu?.(branch.id)}</span>
        </div>
        {notes.map((note) => (
          <p key={note} title={note} className="-mr-2 truncate pl-4 text-ink-3 text-small tabular-nums">
            {note}
          </p>
        ))}
      </div>
    </div>
  );
});

function notesOf(row: BranchRow, now: number): readonly string[] {
  const { branch } = row;
  if (branch.kind === "main" && branch.state === "running") {
    return [
      branch.size.total === null
        ? timelineWords.heads.liveUnmeasured
        : timelineWords.heads.live(bytes(branch.size.total)),
    ];
  }
  const state = stateWords(branch, row.restsSince, now);
  return branch.size.own === null || branch.kind === "main"
    ? [state]
    : [state, timelineWords.ofItsOwn(bytes(branch.size.own))];
}

function stateWords(branch: BranchView, since: number | null, now: number): string {
  switch (branch.state) {
    case "running":
      return branch.mails > 0 ? timelineWords.heads.mails(branch.mails) : timelineWords.heads.running;
    case "starting":
      return timelineWords.heads.starting;
    case "failing":
      return timelineWords.heads.failing(branch.lastStatus);
    case "stopped":
    case "trashed": {
      const at = since ?? Date.parse(branch.createdAt);
      // A day's name has no room here.
      return now - at < 18 * 3_600_000
        ? timelineWords.heads.stopped(clock(at).slice(0, 5))
        : timelineWords.heads.stoppedFor(span(now - at));
    }
  }
}
