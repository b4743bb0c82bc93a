import type { ReactNode } from "react";
import { classNames } from "../ui/class-names";

interface OptionProps {
  readonly id: string;
  readonly active: boolean;
  readonly current?: boolean;
  readonly className: string;
  readonly children: ReactNode;
  onPick(modified: boolean): void;
  onPoint(): void;
}

/** One line of a list whose field keeps the focus and has the keys. */
export function Option({ id, active, current = false, className, children, onPick, onPoint }: OptionProps) {
  return (
    // The keys are the field's; the focus never comes here.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={active}
      aria-current={current ? "page" : undefined}
      onPointerMove={active ? undefined : onPoint}
      onMouseDown={(event) => event.preventDefault()}
      onClick={(event) => onPick(event.ctrlKey || event.metaKey)}
      className={classNames("mx-1.5 flex h-9 scroll-my-2 items-center rounded-2 select-none", className)}
    >
      {children}
    </div>
  );
}
