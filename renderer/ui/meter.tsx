import { classNames } from "./class-names";

interface MeterProps {
  readonly label: string;
  /** 0 to 1; null where it can't be known. */
  readonly value: number | null;
  readonly className?: string;
}

export function Meter({ label, value, className }: MeterProps) {
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={value === null ? undefined : Math.round(value * 100)}
      className={classNames("h-1 overflow-hidden rounded-[2px] bg-line", className)}
    >
      <div
        className={classNames(
          "h-full origin-left bg-accent transition-transform duration-(--d-move)",
          value === null && "animate-breathe",
        )}
        style={{ transform: `scaleX(${value ?? 1})` }}
      />
    </div>
  );
}
