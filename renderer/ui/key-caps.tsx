import { classNames } from "./class-names";

interface KeyCapsProps {
  readonly caps: readonly string[];
  /** On the accent the edges are of its own ink. */
  readonly onAccent?: boolean;
}

/** Keys to press together, as they stand on the keyboard. Said by what they belong to, so not by themselves. */
export function KeyCaps({ caps, onAccent = false }: KeyCapsProps) {
  return (
    <span aria-hidden="true" className="inline-flex shrink-0 gap-[3px]">
      {caps.map((cap) => (
        <kbd
          key={cap}
          className={classNames(
            "inline-grid h-[17px] min-w-[17px] place-items-center rounded-1 px-1 font-sans text-micro leading-none font-medium",
            onAccent
              ? "shadow-[inset_0_0_0_1px_color-mix(in_oklch,currentColor_45%,transparent)]"
              : "text-ink-2 shadow-edge",
          )}
        >
          {cap}
        </kbd>
      ))}
    </span>
  );
}
