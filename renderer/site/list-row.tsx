import { useEffect, useRef } from "react";
import { shapeOf } from "../../shared/timeline/mark-kinds";
import { MarkIcon } from "../timeline/mark-icon";
import { bytes } from "../ui/bytes";
import { classNames } from "../ui/class-names";
import { Menu } from "../ui/menu";
import { Tag } from "../ui/tag";
import { calendar, clock } from "../ui/time";
import { words } from "../words";
import { marked, type VersionRow } from "./list-rows";
import { type VersionActions, versionEntries } from "./version-actions";

export const listColumns =
  "grid items-center gap-x-3 pl-3.5 pr-3.5 wide:pl-5 max-[559px]:grid-cols-[64px_18px_minmax(0,1fr)_28px] max-[559px]:[&>:nth-child(4)]:hidden max-[559px]:[&>:nth-child(5)]:hidden min-[560px]:max-wide:grid-cols-[78px_18px_minmax(0,1fr)_minmax(0,110px)_78px_28px] wide:grid-cols-[84px_20px_minmax(0,1fr)_150px_90px_28px]";

export function DayRow({ name, date }: { readonly name: string; readonly date: string }) {
  return (
    <div className="flex h-full items-center gap-2.5 border-b border-line bg-sunken px-3.5 text-small font-strong wide:px-5">
      {name} <span className="font-normal text-ink-3">{date}</span>
    </div>
  );
}

interface VersionListRowProps {
  readonly row: VersionRow;
  readonly search: string;
  /** The day stands beside the time, where no heading names it. */
  readonly dated: boolean;
  readonly selected: boolean;
  /** Nothing is selected and this is the newest: it is where the Tab key comes in. */
  readonly first: boolean;
  /** True once after an arrow key: the selected row takes the focus. */
  takeFocus(): boolean;
  readonly actions: VersionActions;
  onSelect(versionId: string | null): void;
}

export function VersionListRow(props: VersionListRowProps) {
  const { row, search, dated, selected, first, takeFocus, actions, onSelect } = props;
  const { version, title, branch, aside } = row;
  const special = version.label !== null || version.pinned;
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (selected && takeFocus()) button.current?.focus({ preventScroll: true });
  }, [selected, takeFocus]);
  return (
    <div
      className={classNames(
        listColumns,
        "relative h-full border-b border-grid",
        selected
          ? "bg-accent-wash before:absolute before:inset-y-0 before:left-0 before:w-[3px] before:bg-accent"
          : "hover:bg-hover",
      )}
    >
      <span className={classNames("whitespace-nowrap tabular-nums text-ink-2", dated && "text-small")}>
        {dated
          ? words.time.dayTime(calendar.dayMonth(Date.parse(version.at)), calendar.hourMinute(Date.parse(version.at)))
          : clock(version.at)}
      </span>
      <span className="text-ink-2">
        <MarkIcon shape={shapeOf(version)} />
      </span>
      <span className="flex min-w-0 items-center gap-2">
        <button
          ref={button}
          type="button"
          dir="auto"
          tabIndex={selected || first ? 0 : -1}
          aria-pressed={selected}
          aria-label={`${title}, ${clock(version.at)}, ${branch}${aside ? `, ${words.site.panel.aside}` : ""}`}
          title={title}
          onClick={() => onSelect(version.id)}
          className={classNames(
            "min-w-0 truncate text-start after:absolute after:inset-0 after:right-12 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent",
            aside ? "text-ink-3" : special ? "font-medium" : "text-ink-2",
          )}
        >
          <Marked text={title} search={search} />
        </button>
        {version.pinned && <Tag>{words.site.panel.pinned}</Tag>}
        {aside && <Tag>{words.site.panel.aside}</Tag>}
        {version.peekBranchId !== null && <Tag tone="accent">{words.site.panel.peeked}</Tag>}
      </span>
      <span title={branch} className={classNames("truncate text-small", selected ? "text-ink-2" : "text-ink-3")}>
        {branch}
      </span>
      <span className={classNames("text-right text-small tabular-nums", selected ? "text-ink-2" : "text-ink-3")}>
        {bytes(version.size.own)}
      </span>
      <span className="relative z-[1]">
        <Menu
          size="small"
          label={words.site.versionList.actions(`${title}, ${clock(version.at)}`)}
          entries={versionEntries(version, actions)}
        />
      </span>
    </div>
  );
}

/** What was searched for, marked. */
export function Marked({ text, search }: { readonly text: string; readonly search: string }) {
  return marked(text, search).map((piece, index) =>
    // Pieces of one title have no identity but their place.
    piece.hit ? <mark key={index}>{piece.text}</mark> : piece.text,
  );
}
