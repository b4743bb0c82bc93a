import { classNames } from "./class-names";

interface SwitchProps {
  readonly on: boolean;
  readonly labelledBy: string;
  readonly describedBy: string;
  readonly disabled?: boolean;
  onChange(on: boolean): void;
}

export function Switch({ on, labelledBy, describedBy, disabled = false, onChange }: SwitchProps) {
  return (
    <button
      type="button"
      role="switch"
      aria-checked={on}
      aria-labelledby={labelledBy}
      aria-describedby={describedBy}
      disabled={disabled}
      onClick={() => onChange(!on)}
      className={classNames(
        "relative h-[18px] w-8 shrink-0 rounded-full transition-colors duration-(--d-touch)",
        on ? "bg-accent" : "bg-line-control",
      )}
    >
      <span
        className={classNames(
          "absolute top-[3px] left-[3px] size-3 rounded-full bg-surface transition-transform duration-(--d-touch)",
          on && "translate-x-[14px]",
        )}
      />
    </button>
  );
}
