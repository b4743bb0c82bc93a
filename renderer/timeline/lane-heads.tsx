import type { ReactNode, Ref } from "react";
import type { BranchView } from "../../shared/model/views";
import type { BranchRow, History } from "../../shared/timeline/history";
import type { RowBox, RowsLayout } from "../../shared/timeline/row-layout";
import { bytes } from "../ui/bytes";
import { classNames } from "../ui/class-names";
import { StateDot } from "../ui/state-dot";
import { clock, dayName } from "../ui/time";
import { timelineWords } from "../words";

const nameHeight = 24;
const noteHeight = 18;

interface LaneHeadsProps {
  readonly history: History;
  readonly layout: RowsLayout;
  readonly now: number;
  readonly scroller: Ref<HTMLDivElement>;
  readonly laneMenu: ((branchId: string) => ReactNode) | undefined;
  readonly corner: ReactNode;
  /** What stands below the last head. */
  readonly foot: ReactNode;
  onScroll(top: number): void;
}

/** The column left of the plot: one head for each branch, as high as its row. It scrolls; the plot follows. */
export function LaneHeads({ history, layout, now, scroller, laneMenu, corner, foot, onScroll }: LaneHeadsProps) {
  return (
    <section aria-label={timelineWords.branches} className="flex min-h-0 min-w-0 flex-col border-line border-r">
      <div className="flex h-10 shrink-0 items-end justify-between border-line border-b pr-2.5 pb-[5px] pl-3.5 font-medium text-ink-3 text-micro wide:pl-5">
        <span>{timelineWords.branches}</span>
        {corner}
      </div>
      <div
        ref={scroller}
        onScroll={(event) => onScroll(event.currentTarget.scrollTop)}
        className="min-h-0 flex-1 overflow-y-auto overflow-x-hidden [scrollbar-width:thin]"
      >
        <ul>
          {history.rows.map((row, index) => {
            const box = layout.boxes[index];
            return (
              box && <LaneHead key={row.branch.id} row={row} box={box} now={now} menu={laneMenu?.(row.branch.id)} />
            );
          })}
        </ul>
        {foot}
      </div>
    </section>
  );
}

function LaneHead({ row, box, now, menu }: { row: BranchRow; box: RowBox; now: number; menu: ReactNode }) {
  const { branch } = row;
  const main = branch.kind === "main";
  const room = box.height - (box.line - box.top - 12) - nameHeight;
  const notes = notesOf(row, now).slice(0, Math.floor(room / noteHeight));
  return (
    <li className="overflow-hidden border-line border-b pr-2.5 pl-3.5 wide:pl-5" style={{ height: box.height }}>
      <div style={{ paddingTop: box.line - box.top - 12 }}>
        <div className="flex h-6 items-center gap-2">
          <StateDot kind={branch.state} />
          <b className={classNames("min-w-0 truncate", main && "font-bold")} title={branch.name}>
            {branch.name}
          </b>
          <span className="ml-auto">{menu}</span>
        </div>
        {notes.map((note) => (
          <p key={note} title={note} className="-mr-2 truncate pl-4 text-ink-3 text-small tabular-nums">
            {note}
          </p>
        ))}
      </div>
    </li>
  );
}

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
      return timelineWords.heads.stopped(now - at < 18 * 3_600_000 ? clock(at).slice(0, 5) : dayName(at, now));
    }
  }
}
