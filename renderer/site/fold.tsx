import { ChevronRight } from "lucide-react";
import { type ReactNode, useState } from "react";
import { classNames } from "../ui/class-names";

interface FoldProps {
  readonly summary: ReactNode;
  readonly className?: string;
  readonly children: ReactNode;
}

/** One line that opens to what is behind it. */
export function Fold({ summary, className, children }: FoldProps) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        className={classNames(
          "-mx-1.5 flex min-h-6 w-[calc(100%+12px)] items-center gap-1.5 rounded-2 px-1.5 text-start text-small text-ink-2 hover:bg-hover",
          className,
        )}
      >
        <ChevronRight size={13} aria-hidden="true" className={classNames("shrink-0", open && "rotate-90")} />
        {summary}
      </button>
      {open && children}
    </>
  );
}
