import { Eye } from "lucide-react";
import type { BranchRow, History } from "../../shared/timeline/history";
import { shapeOf } from "../../shared/timeline/mark-kinds";
import { bytes } from "../ui/bytes";
import { classNames } from "../ui/class-names";
import { ago, dayAndClock, span } from "../ui/time";
import { causeWords, timelineWords } from "../words";
import type { CardTarget } from "./card-target";
import { MarkIcon } from "./mark-icon";
import { rewindName, versionName } from "./mark-words";

const cardWidth = 320;
const cardHeight = 150;

interface HoverCardProps {
  readonly history: History;
  readonly target: CardTarget;
  readonly now: number;
  readonly plot: { readonly width: number; readonly height: number };
  /** Whether the plot has the keyboard, so that its keys are worth naming. */
  readonly keys: boolean;
}

/** What and when, beside a mark. It takes no pointer: what it names is done on the mark. */
export function HoverCard({ history, target, now, plot, keys }: HoverCardProps) {
  const row = history.rows[target.row];
  if (row === undefined) return null;
  const left = Math.max(8, Math.min(plot.width - cardWidth - 8, target.x - 40));
  const up = target.y + 16 + cardHeight > plot.height;
  const place = up ? { bottom: plot.height - target.y + 34 } : { top: target.y + 16 };
  return (
    <div
      className="pointer-events-none absolute z-10 rounded-3 bg-raised px-[13px] pt-[11px] pb-[10px] text-small text-ink-2 shadow-float"
      style={{ left, width: Math.min(cardWidth, plot.width - 16), ...place }}
    >
      <span
        aria-hidden="true"
        className={classNames(
          "absolute -ml-[5px] size-[10px] rotate-45 rounded-tl-[2px] bg-raised",
          up ? "-bottom-[5px]" : "-top-[5px]",
        )}
        style={{
          left: Math.max(14, Math.min(cardWidth - 14, target.x - left)),
          boxShadow: up ? "1px 1px 0 0 var(--line-2)" : "-1px -1px 0 0 var(--line-2)",
        }}
      />
      <CardText history={history} row={row} mark={target.mark} merged={target.merged} now={now} />
      {keys && <CardKeys rewind={(row.marks.sources[target.mark] ?? 0) < 0} />}
    </div>
  );
}

function CardText({
  history,
  row,
  mark,
  merged,
  now,
}: {
  history: History;
  row: BranchRow;
  mark: number;
  merged: number;
  now: number;
}) {
  const source = row.marks.sources[mark] ?? 0;
  const at = row.marks.times[mark] ?? 0;
  if (source < 0) {
    const rewind = row.rewinds[-1 - source];
    if (rewind === undefined) return null;
    const aside = row.asides.find((stretch) => stretch.to === rewind.at || stretch.breaks.includes(rewind.at));
    return (
      <>
        <CardHead icon={<MarkIcon shape="rewind" />} name={rewindName(history, rewind)} at={at} now={now} />
        <p className="mt-2 ml-6">{aside !== undefined && timelineWords.leftBehind(span(aside.to - aside.from))}</p>
      </>
    );
  }
  const version = row.versions[source];
  if (version === undefined) return null;
  const from = version.label === null ? null : causeWords(version.cause);
  const notes = [
    from,
    timelineWords.onBranch(row.branch.name),
    (row.marks.asides[mark] ?? -1) === -1 ? null : timelineWords.setAside,
  ].filter((note) => note !== null);
  return (
    <>
      <CardHead icon={<MarkIcon shape={shapeOf(version)} />} name={versionName(version)} at={at} now={now} />
      <p className="mt-2 ml-6 flex justify-between gap-3">
        <span className="min-w-0 truncate first-letter:uppercase">{notes.join(", ")}</span>
        {version.size.own !== null && <span className="tabular-nums">{bytes(version.size.own)}</span>}
      </p>
      {version.peekBranchId !== null && (
        <p className="flex items-center gap-[11px]">
          <Eye size={13} /> {timelineWords.peeked}
        </p>
      )}
      {merged > 2 && <p className="ml-6 text-ink-3">{timelineWords.standsFor(merged)}</p>}
    </>
  );
}

function CardHead({ icon, name, at, now }: { icon: React.ReactNode; name: string; at: number; now: number }) {
  return (
    <>
      <p className="flex gap-2 text-base leading-[18px] text-ink">
        <span className="mt-px">{icon}</span>
        <b className="min-w-0 break-words">{name}</b>
      </p>
      <p className="mt-[3px] ml-6 flex justify-between gap-3 tabular-nums">
        <span>{dayAndClock(at, now)}</span>
        <span>{ago(at, now)}</span>
      </p>
    </>
  );
}

function CardKeys({ rewind }: { readonly rewind: boolean }) {
  const keys = rewind
    ? [["Enter", timelineWords.keys.open]]
    : [
        ["Enter", timelineWords.keys.open],
        ["R", timelineWords.keys.rewind],
        ["P", timelineWords.keys.peek],
        ["B", timelineWords.keys.branch],
      ];
  return (
    <p className="-mx-[13px] mt-[9px] -mb-[10px] flex items-center gap-[5px] border-line border-t px-[13px] py-[7px] text-micro text-ink-3">
      {keys.map(([key, word]) => (
        <span key={key} className="mr-[7px] flex items-center gap-[5px]">
          <kbd className="inline-block min-w-[18px] rounded-1 px-1 text-center font-medium font-sans text-micro shadow-edge">
            {key}
          </kbd>
          {word}
        </span>
      ))}
    </p>
  );
}
