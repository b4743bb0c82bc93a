import type { LucideIcon } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";
import { classNames } from "./class-names";
import { Spinner } from "./state-dot";

export type ButtonLook = "plain" | "primary" | "quiet" | "danger";
export type ButtonSize = "small" | "normal" | "large";
export type IconLike = LucideIcon | ((props: { readonly size?: number | string }) => ReactNode);

const looks: Record<ButtonLook, string> = {
  plain:
    "bg-surface shadow-control hover:bg-[image:linear-gradient(var(--hover),var(--hover))] [&>svg]:text-ink-2 disabled:bg-sunken disabled:shadow-well",
  primary: "bg-accent text-on-accent hover:bg-accent-strong disabled:bg-sunken disabled:shadow-well",
  quiet: "text-ink-2 hover:bg-hover hover:text-ink",
  danger: "bg-surface text-bad shadow-control hover:bg-bad-wash disabled:bg-sunken disabled:shadow-well",
};

const sizes: Record<ButtonSize, string> = {
  small: "h-6 px-[9px] text-small",
  normal: "h-7 px-[11px]",
  large: "h-[34px] px-[15px] text-name",
};

export function buttonClass(look: ButtonLook = "plain", size: ButtonSize = "normal"): string {
  return classNames(
    "inline-flex shrink-0 select-none items-center justify-center gap-1.5 whitespace-nowrap rounded-2 font-medium",
    "no-underline transition-colors duration-(--d-touch) [&>svg]:-ml-0.5",
    "disabled:pointer-events-none disabled:text-ink-3 aria-disabled:opacity-60",
    looks[look],
    sizes[size],
  );
}

interface ButtonProps extends Omit<ComponentProps<"button">, "children"> {
  readonly look?: ButtonLook;
  readonly size?: ButtonSize;
  readonly icon?: IconLike;
  /** Shows a spinner in place of the icon and takes no clicks. */
  readonly busy?: boolean;
  readonly children: ReactNode;
}

export function Button({ look, size, icon: Icon, busy = false, className, children, onClick, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      aria-disabled={busy || undefined}
      onClick={busy ? (event) => event.preventDefault() : onClick}
      className={classNames(buttonClass(look, size), className)}
    >
      {busy ? <Spinner /> : Icon !== undefined && <Icon size={size === "small" ? 13 : 15} />}
      {children}
    </button>
  );
}

interface IconButtonProps extends Omit<ComponentProps<"button">, "children" | "aria-label"> {
  readonly label: string;
  readonly icon: IconLike;
  readonly size?: "small" | "normal";
  readonly pressed?: boolean;
}

export function IconButton({ label, icon: Icon, size = "normal", pressed, className, ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      title={label}
      {...rest}
      aria-label={label}
      aria-pressed={pressed}
      className={classNames(iconButtonClass(size), pressed === true && "bg-hover text-ink", className)}
    >
      <Icon size={16} />
    </button>
  );
}

export function iconButtonClass(size: "small" | "normal" = "normal"): string {
  return classNames(
    "inline-grid shrink-0 place-items-center rounded-2 text-ink-2 hover:bg-hover hover:text-ink",
    "data-[popup-open]:bg-hover data-[popup-open]:text-ink disabled:opacity-40 disabled:pointer-events-none",
    size === "small" ? "size-6" : "size-7",
  );
}
