import type { IconLike } from "./button";
import { classNames } from "./class-names";

interface SegmentedProps<T extends string> {
  readonly label: string;
  readonly describedBy?: string;
  readonly value: T;
  readonly options: readonly {
    readonly value: T;
    readonly label: string;
    readonly icon?: IconLike;
    readonly disabled?: boolean;
  }[];
  onChange(value: T): void;
}

export function Segmented<T extends string>({ label, describedBy, value, options, onChange }: SegmentedProps<T>) {
  return (
    <fieldset
      aria-label={label}
      aria-describedby={describedBy}
      className="m-0 inline-flex shrink-0 rounded-2 border-0 bg-sunken p-0.5 shadow-well"
    >
      {options.map(({ value: option, label: text, icon: Icon, disabled = false }) => (
        <button
          key={option}
          type="button"
          aria-pressed={option === value}
          disabled={disabled}
          onClick={() => onChange(option)}
          className={classNames(
            "inline-flex h-6 items-center gap-[5px] rounded-[4px] px-2.5 text-small font-medium",
            option === value
              ? "bg-surface text-ink shadow-[0_0_0_1px_var(--line-2),var(--shadow-1)] in-data-[theme=dark]:bg-press"
              : "text-ink-2 hover:text-ink disabled:text-ink-3",
          )}
        >
          {Icon !== undefined && <Icon size={14} />}
          {text}
        </button>
      ))}
    </fieldset>
  );
}
