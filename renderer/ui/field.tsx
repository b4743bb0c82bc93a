import { ChevronDown } from "lucide-react";
import { type ComponentProps, type ReactNode, useId } from "react";
import type { IconLike } from "./button";
import { classNames } from "./class-names";

export const inputFrame =
  "flex min-w-0 items-center gap-[7px] rounded-2 bg-surface shadow-input focus-within:shadow-input-on has-aria-invalid:shadow-[inset_0_0_0_1px_var(--bad)] has-aria-invalid:focus-within:shadow-[inset_0_0_0_2px_var(--bad)] [&>svg]:text-ink-3";

interface FieldProps {
  readonly label: string;
  readonly hint?: ReactNode;
  readonly error?: string | null;
  readonly children: (ids: {
    readonly id: string;
    readonly "aria-describedby": string;
    readonly "aria-invalid": true | undefined;
  }) => ReactNode;
}

/** A label, a control and one line below it whose height is kept, so that a hint or an error moves nothing. */
export function Field({ label, hint, error, children }: FieldProps) {
  const id = useId();
  const note = `${id}-note`;
  return (
    <div className="min-w-0">
      <label htmlFor={id} className="mb-1 block text-small font-medium text-ink-2">
        {label}
      </label>
      {children({ id, "aria-describedby": note, "aria-invalid": error ? true : undefined })}
      <p
        id={note}
        aria-live="polite"
        className={classNames("mt-1 min-h-[18px] text-small", error ? "text-bad" : "text-ink-3")}
      >
        {error ?? hint}
      </p>
    </div>
  );
}

/** Normal in forms, small in bars. */
export type ControlHeight = "normal" | "small";

const heights: Record<ControlHeight, string> = { normal: "h-8", small: "h-7" };

interface TextInputProps extends Omit<ComponentProps<"input">, "height"> {
  readonly height?: ControlHeight;
  readonly icon?: IconLike;
  readonly after?: ReactNode;
  readonly frame?: string;
}

export function TextInput({ icon: Icon, after, height = "normal", frame, className, ...rest }: TextInputProps) {
  return (
    <span
      className={classNames(inputFrame, heights[height], after === undefined ? "px-[9px]" : "pr-1 pl-[9px]", frame)}
    >
      {Icon !== undefined && <Icon size={14} />}
      <input
        autoComplete="off"
        spellCheck={false}
        {...rest}
        className={classNames("w-full min-w-0 text-ellipsis bg-transparent outline-none", className)}
      />
      {after}
    </span>
  );
}

interface SelectProps extends Omit<ComponentProps<"select">, "children" | "height"> {
  readonly height?: ControlHeight;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly frame?: string;
}

export function Select({ options, height = "normal", frame, className, ...rest }: SelectProps) {
  return (
    <span className={classNames(inputFrame, heights[height], "relative", frame)}>
      <select
        {...rest}
        className={classNames("h-full w-full appearance-none bg-transparent pr-7 pl-[9px] outline-none", className)}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value} className="bg-raised text-ink">
            {option.label}
          </option>
        ))}
      </select>
      <ChevronDown size={14} className="pointer-events-none absolute right-2" />
    </span>
  );
}
