import { ChevronDown } from "lucide-react";
import { classNames } from "../ui/class-names";

interface Option {
  readonly value: string;
  readonly label: string;
}

interface FilterChipProps {
  readonly label: string;
  /** What stands there while nothing is chosen: "all 3", "anyone". */
  readonly all: string;
  readonly options: readonly (Option | { readonly group: string; readonly options: readonly Option[] })[];
  readonly value: string | null;
  onChange(value: string | null): void;
}

/** Says what it filters by and how: "Who anyone". The system's own list of choices lies invisibly over it. */
export function FilterChip({ label, all, options, value, onChange }: FilterChipProps) {
  const flat = options.flatMap((one) => ("group" in one ? one.options : [one]));
  const chosen = flat.find((one) => one.value === value);
  return (
    <span
      className={classNames(
        "relative flex h-7 min-w-0 shrink items-center gap-1.5 rounded-2 px-[9px] text-small has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent",
        chosen === undefined
          ? "text-ink-2 shadow-edge hover:bg-hover"
          : "bg-accent-wash text-accent shadow-[inset_0_0_0_1px_var(--accent-line)]",
      )}
    >
      <span aria-hidden="true" className="min-w-0 max-w-[190px] truncate">
        {label} <b className={classNames("font-medium", chosen === undefined && "text-ink")}>{chosen?.label ?? all}</b>
      </span>
      <ChevronDown size={12} aria-hidden="true" className="shrink-0 @max-[620px]:hidden" />
      <select
        aria-label={label}
        value={chosen?.value ?? ""}
        onChange={(event) => onChange(event.target.value === "" ? null : event.target.value)}
        className="absolute inset-0 w-full cursor-pointer appearance-none opacity-0"
      >
        <option value="" className="bg-raised text-ink">
          {all}
        </option>
        {options.map((one) =>
          "group" in one ? (
            <optgroup key={one.group} label={one.group} className="bg-raised text-ink">
              {one.options.map(choice)}
            </optgroup>
          ) : (
            choice(one)
          ),
        )}
      </select>
    </span>
  );
}

function choice({ value, label }: Option) {
  return (
    <option key={value} value={value} className="bg-raised text-ink">
      {label}
    </option>
  );
}
