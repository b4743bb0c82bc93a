import { Popover } from "@base-ui/react/popover";
import { Info, Puzzle, X } from "lucide-react";
import { buttonClass, iconButtonClass } from "../ui/button";
import { timelineWords } from "../words";
import { MarkIcon } from "./mark-icon";

type KeyMark = keyof typeof timelineWords.key.marks;

const marks = Object.entries(timelineWords.key.marks) as readonly [
  KeyMark,
  { readonly name: string; readonly note: string },
][];

/** The key to the marks: a button for the line below the timeline, and what it opens. */
export function MarksKey() {
  return (
    <Popover.Root>
      <Popover.Trigger className={buttonClass("quiet", "small")}>
        <Info size={13} />
        {timelineWords.key.title}
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner side="top" align="end" sideOffset={10} className="z-30">
          <Popover.Popup className="w-[560px] max-w-[calc(100vw-32px)] animate-from-below rounded-3 bg-raised px-[18px] pt-3.5 pb-4 shadow-dialog outline-none">
            <div className="mb-2 flex items-center justify-between">
              <Popover.Title className="m-0 font-bold text-base">{timelineWords.key.title}</Popover.Title>
              <Popover.Close aria-label={timelineWords.key.close} className={iconButtonClass("small")}>
                <X size={14} />
              </Popover.Close>
            </div>
            <ul className="grid grid-cols-2 gap-x-[26px] gap-y-[3px]">
              {marks.map(([mark, { name, note }]) => (
                <li key={mark} className="grid min-h-[38px] grid-cols-[34px_1fr] items-center gap-2.5 leading-[17px]">
                  <span className="grid h-[30px] place-items-center">
                    <KeyFigure mark={mark} />
                  </span>
                  <span>
                    {name}
                    <small className="block text-ink-3 text-small leading-4">{note}</small>
                  </span>
                </li>
              ))}
            </ul>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

function KeyFigure({ mark }: { readonly mark: KeyMark }) {
  if (mark in lines) {
    return (
      <svg width={34} height={26} viewBox="0 0 34 26" fill="none" aria-hidden="true">
        {lines[mark as keyof typeof lines]}
      </svg>
    );
  }
  return <MarkIcon shape={mark as Exclude<KeyMark, keyof typeof lines>} size={22} />;
}

const lines = {
  tide: (
    <g stroke="var(--tide)">
      <path d="M0 5C8 5 10 22 17 22S26 5 34 5z" fill="var(--tide-wash)" stroke="none" />
      <path d="M0 3h34" stroke="var(--lane)" strokeWidth={2} />
      <path d="M3 6C10 6 11 22 17 22S24 6 31 6" strokeWidth={1.15} />
      <path d="M1 6C8 6 10 16 17 16S26 6 33 6" opacity={0.6} />
      <path d="M0 7C8 7 10 11.500 17 11.500S26 7 34 7" opacity={0.4} />
    </g>
  ),
  event: <Puzzle x={9} y={5} size={16} stroke="var(--ink-2)" />,
  bad: (
    <>
      <path d="M0 16h34" stroke="var(--lane)" strokeWidth={2} />
      <path d="M4 16l7-7M11 16l7-7M18 16l7-7M25 16l7-7" stroke="var(--bad)" strokeWidth={1.6} />
    </>
  ),
  seconds: (
    <>
      <path d="M1 13h16" stroke="var(--mark)" strokeWidth={1.5} strokeLinecap="round" strokeDasharray="1 4" />
      <path d="M17 13h17" stroke="var(--lane)" strokeWidth={2} />
    </>
  ),
  aside: (
    <g stroke="var(--lane-rest)" strokeWidth={1.5}>
      <path d="M8 6h26" strokeDasharray="1 4" strokeLinecap="round" />
      <path d="M0 6C8 6 6 20 14 20h18" strokeDasharray="5 3" />
      <path d="M32 15v10" strokeWidth={2} strokeLinecap="round" />
    </g>
  ),
  asleep: (
    <>
      <path d="M0 13h17" stroke="var(--lane)" strokeWidth={2} />
      <path d="M17 13h17" stroke="var(--lane-rest)" strokeWidth={1.25} />
    </>
  ),
  present: (
    <>
      <path d="M0 13h17" stroke="var(--lane)" strokeWidth={2} />
      <path d="M17 0v26" stroke="var(--accent)" strokeWidth={1.5} />
      <circle cx="17" cy="13" r="8" fill="var(--accent-wash)" />
      <circle cx="17" cy="13" r="4" fill="var(--accent)" />
    </>
  ),
} as const;
